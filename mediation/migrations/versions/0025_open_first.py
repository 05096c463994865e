"""All cases come in the order of the queue with the open ones first."""

from alembic import op
import sqlalchemy as sa


revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OVER = "status NOT IN ('submitted', 'accepted', 'assigned', 'mediating')"
QUEUE = ["urgency_rank", "created_at"]


def upgrade() -> None:
    # SQLite adds to a table only what it computes anew at each reading, PostgreSQL keeps it.
    kept = op.get_bind().dialect.name == "postgresql"
    op.add_column("cases", sa.Column("is_over", sa.Boolean(), sa.Computed(OVER, persisted=kept)))
    op.drop_index("ix_cases_queue", "cases")
    op.create_index("ix_cases_queue", "cases", ["is_over", *QUEUE, "id"])
    op.drop_index("ix_cases_town_queue", "cases")
    op.create_index("ix_cases_town_queue", "cases", ["town", "is_over", *QUEUE, "id"])


def downgrade() -> None:
    op.drop_index("ix_cases_town_queue", "cases")
    op.create_index("ix_cases_town_queue", "cases", ["town", *QUEUE, "id"])
    op.drop_index("ix_cases_queue", "cases")
    op.create_index("ix_cases_queue", "cases", QUEUE)
    op.drop_column("cases", "is_over")
