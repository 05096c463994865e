"""Early warnings, whom they reached, and who answered."""

from alembic import op
import sqlalchemy as sa


revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "warnings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("case_id", sa.Integer(), sa.ForeignKey("cases.id"), nullable=True),
        sa.Column("alert_id", sa.Integer(), sa.ForeignKey("alerts.id"), nullable=True, unique=True),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=10), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(length=50), nullable=True),
        sa.Column("ended_how", sa.String(length=10), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
    )
    op.create_index("ix_warnings_case_id", "warnings", ["case_id"])
    op.create_index("ix_warnings_due_at", "warnings", ["due_at"])
    op.create_index("ix_warnings_open", "warnings", ["ended_at", "rank", "raised_at"])
    op.create_table(
        "warned_desks",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("warning_id", sa.Integer(), sa.ForeignKey("warnings.id"), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column(
            "organisation_id", sa.Integer(), sa.ForeignKey("organisations.id"), nullable=True
        ),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("warning_id", "step", "role"),
    )
    op.create_index("ix_warned_desks_role", "warned_desks", ["role", "organisation_id"])


def downgrade() -> None:
    op.drop_table("warned_desks")
    op.drop_table("warnings")
