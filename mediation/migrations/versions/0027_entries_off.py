"""Legal entries that staff have switched off; the bot gives none of them out."""

from alembic import op
import sqlalchemy as sa


revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "entries_off",
        sa.Column("entry", sa.String(80), primary_key=True),
        sa.Column("by", sa.String(50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("entries_off")
