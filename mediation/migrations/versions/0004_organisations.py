"""Organisations; whose desk a case is on; second factor and sessions of staff."""

from alembic import op
import sqlalchemy as sa


revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

DESKS = ("organisation_id", "first_receiver_id", "complained_of_id")


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("path", sa.String(length=120), nullable=False),
        sa.Column("town", sa.String(length=20), nullable=True),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("routes", sa.JSON(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["organisations.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_organisations_path", "organisations", ["path"])
    with op.batch_alter_table("cases") as batch:
        for name in DESKS:
            batch.add_column(sa.Column(name, sa.Integer(), nullable=True))
            batch.create_foreign_key(f"fk_cases_{name}", "organisations", [name], ["id"])
        batch.add_column(
            sa.Column("sealed", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.create_index("ix_cases_organisation_id", ["organisation_id"])
    with op.batch_alter_table("staff") as batch:
        batch.add_column(sa.Column("organisation_id", sa.Integer(), nullable=True))
        batch.create_foreign_key("fk_staff_organisation", "organisations", ["organisation_id"], ["id"])
        batch.add_column(sa.Column("stopped", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch.add_column(sa.Column("totp_secret", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("totp_step", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("staff_sessions") as batch:
        batch.add_column(
            sa.Column("half_open", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        batch.add_column(sa.Column("browser", sa.String(length=120), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("staff_sessions") as batch:
        batch.drop_column("browser")
        batch.drop_column("half_open")
    with op.batch_alter_table("staff") as batch:
        batch.drop_constraint("fk_staff_organisation", type_="foreignkey")
        for name in ("totp_step", "totp_secret", "stopped", "organisation_id"):
            batch.drop_column(name)
    with op.batch_alter_table("cases") as batch:
        batch.drop_index("ix_cases_organisation_id")
        batch.drop_column("sealed")
        for name in DESKS:
            batch.drop_constraint(f"fk_cases_{name}", type_="foreignkey")
            batch.drop_column(name)
    op.drop_table("organisations")
