"""Pauses of a case's clock."""

from alembic import op
import sqlalchemy as sa


revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cases") as batch:
        batch.add_column(sa.Column("pauses", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("paused_until", sa.Date(), nullable=True))
        batch.create_index("ix_cases_paused_until", ["paused_until"])


def downgrade() -> None:
    with op.batch_alter_table("cases") as batch:
        batch.drop_index("ix_cases_paused_until")
        batch.drop_column("paused_until")
        batch.drop_column("pauses")
