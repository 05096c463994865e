"""Visits that wait are found without those that were made."""

from alembic import op


revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_follow_ups_due_on", "follow_ups")
    op.create_index("ix_follow_ups_waiting", "follow_ups", ["at", "due_on"])


def downgrade() -> None:
    op.drop_index("ix_follow_ups_waiting", "follow_ups")
    op.create_index("ix_follow_ups_due_on", "follow_ups", ["due_on"])
