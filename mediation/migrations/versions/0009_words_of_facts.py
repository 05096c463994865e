"""The words that each fact was read from, with the line they stand in."""

from alembic import op
import sqlalchemy as sa


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("transcript_lines") as batch:
        batch.add_column(sa.Column("facts", sa.JSON(), server_default="[]", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("transcript_lines") as batch:
        batch.drop_column("facts")
