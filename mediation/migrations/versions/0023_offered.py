"""An index of what waits to be taken: the queue shows it to its desk."""

from alembic import op
import sqlalchemy as sa


revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    offered = sa.text("state = 'offered'")
    op.create_index(
        "ix_dispatches_offered",
        "dispatches",
        ["case_id"],
        sqlite_where=offered,
        postgresql_where=offered,
    )


def downgrade() -> None:
    op.drop_index("ix_dispatches_offered", "dispatches")
