"""The indexes of counts and figures have the id: a unit that helps sees cases by it, and counts go without rows."""

from alembic import op


revision = "0021"
down_revision = "0020"
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
    "sealed",
]
FIGURES = ["outcome", "accept_hours", "settle_days", "due_on", "accepted_at"]


def upgrade() -> None:
    _anew(["id"])


def downgrade() -> None:
    _anew([])


def _anew(also) -> None:
    op.drop_index("ix_cases_counts", "cases")
    op.create_index("ix_cases_counts", "cases", [*COUNTED, *also])
    op.drop_index("ix_cases_figures", "cases")
    op.create_index("ix_cases_figures", "cases", ["created_at", *COUNTED, *FIGURES, *also])
