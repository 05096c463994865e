"""Who said which case an alert is about; a citizen's alerts are found by an index."""

from alembic import op
import sqlalchemy as sa


revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("alerts", sa.Column("placed_by", sa.String(50)))
    op.create_index("ix_alerts_citizen", "alerts", ["citizen"])


def downgrade() -> None:
    op.drop_index("ix_alerts_citizen", "alerts")
    op.drop_column("alerts", "placed_by")
