"""Other offices that hand cases over."""

from alembic import op
import sqlalchemy as sa


revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sources",
        sa.Column("code", sa.String(length=30), primary_key=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False, unique=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("cases") as batch:
        batch.add_column(sa.Column("source_code", sa.String(length=30), nullable=True))
        batch.add_column(sa.Column("source_no", sa.String(length=64), nullable=True))
        batch.create_foreign_key("fk_cases_source", "sources", ["source_code"], ["code"])
        batch.create_index("ix_cases_source_code", ["source_code"])


def downgrade() -> None:
    with op.batch_alter_table("cases") as batch:
        batch.drop_index("ix_cases_source_code")
        batch.drop_constraint("fk_cases_source", type_="foreignkey")
        batch.drop_column("source_no")
        batch.drop_column("source_code")
    op.drop_table("sources")
