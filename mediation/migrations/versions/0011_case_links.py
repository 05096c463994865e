"""Cases that belong together, and the indexes by which they are found."""

from alembic import op
import sqlalchemy as sa


revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

PARTIES = ["applicant_name", "applicant_phone", "respondent_name", "respondent_phone"]


def upgrade() -> None:
    op.create_table(
        "case_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("was", sa.String(length=20), nullable=True),
        sa.Column("who", sa.String(length=50), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.ForeignKeyConstraint(["other_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("case_id", "other_id", "kind"),
    )
    op.create_index("ix_case_links_case_id", "case_links", ["case_id"])
    op.create_index("ix_case_links_other_id", "case_links", ["other_id"])
    op.create_index("ix_cases_near", "cases", ["town", "dispute_type", "created_at"])
    for column in PARTIES:
        op.create_index(f"ix_cases_{column}", "cases", [column])


def downgrade() -> None:
    for column in PARTIES:
        op.drop_index(f"ix_cases_{column}", "cases")
    op.drop_index("ix_cases_near", "cases")
    op.drop_table("case_links")
