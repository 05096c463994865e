"""Due day, moments and outcome of a case."""

from alembic import op
import sqlalchemy as sa


revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = {
    "due_on": sa.Date(),
    "accepted_at": sa.DateTime(timezone=True),
    "ended_at": sa.DateTime(timezone=True),
    "accept_hours": sa.Integer(),
    "settle_days": sa.Integer(),
    "outcome": sa.String(length=12),
}


def upgrade() -> None:
    with op.batch_alter_table("cases") as batch:
        for name, kind in COLUMNS.items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.create_index("ix_cases_due_on", ["due_on"])


def downgrade() -> None:
    with op.batch_alter_table("cases") as batch:
        batch.drop_index("ix_cases_due_on")
        for name in COLUMNS:
            batch.drop_column(name)
