"""A town's cases are counted by an index alone and come in the order of the queue."""

from alembic import op


revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COUNTED = [
    "town",
    "status",
    "urgency_level",
    "organisation_id",
    "first_receiver_id",
    "route",
    "complained_of_id",
    "dispute_type",
    "sealed",
    "id",
]


def upgrade() -> None:
    op.drop_index("ix_cases_town", "cases")
    op.create_index("ix_cases_town", "cases", COUNTED)
    op.create_index("ix_cases_town_queue", "cases", ["town", "urgency_rank", "created_at", "id"])


def downgrade() -> None:
    op.drop_index("ix_cases_town_queue", "cases")
    op.drop_index("ix_cases_town", "cases")
    op.create_index("ix_cases_town", "cases", ["town"])
