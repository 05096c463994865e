"""Personal data is encrypted in its columns; keyed hashes and a full-text index find cases."""

import json

from alembic import context, op
import sqlalchemy as sa

from mediation.migrations import frozen_0013 as frozen
from mediation.vault.keyring import KeyringError


revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

AT_ONCE = 500
PARTIES = ["applicant_name", "applicant_phone", "respondent_name", "respondent_phone"]
ENCRYPTED = {
    "cases": [*PARTIES, "narrative", "demand", "evidence", "answers", "urgency_signals"],
    "transcript_lines": ["text", "facts"],
    "notes": ["text"],
    "alerts": ["text", "signals"],
    "audit_log": ["reason"],
    "notices": ["text"],
    "dispatches": ["reason", "answer"],
    "questions": ["text"],
    "letters": ["answer"],
    "staff": ["totp_secret"],
}
WIDER = {
    "cases": {
        "applicant_name": (sa.String(length=100), True),
        "applicant_phone": (sa.String(length=20), True),
        "respondent_name": (sa.String(length=200), True),
        "respondent_phone": (sa.String(length=20), True),
        "evidence": (sa.JSON(), False),
        "answers": (sa.JSON(), False),
        "urgency_signals": (sa.JSON(), False),
    },
    "transcript_lines": {"facts": (sa.JSON(), False)},
    "alerts": {"signals": (sa.JSON(), False)},
    "staff": {"totp_secret": (sa.String(length=64), True)},
}
"""Columns whose type cannot hold what is encrypted: what they were, and whether they may be NULL."""
FIND_IN = ["no", "village", "place", "narrative", "applicant_name", "respondent_name"]


def upgrade() -> None:
    op.create_table(
        "data_keys",
        sa.Column("name", sa.String(length=8), primary_key=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
    )
    for column in PARTIES:
        op.drop_index(f"ix_cases_{column}", "cases")
    for table, columns in WIDER.items():
        with op.batch_alter_table(table) as batch:
            for name, (before, nullable) in columns.items():
                batch.alter_column(
                    name,
                    type_=sa.Text(),
                    existing_type=before,
                    existing_nullable=nullable,
                    server_default=None,
                    postgresql_using=f"{name}::text",
                )
            if table == "cases":
                for column in PARTIES:
                    batch.add_column(sa.Column(f"{column}_hash", sa.String(length=32)))
    for column in PARTIES:
        op.create_index(f"ix_cases_{column}_hash", "cases", [f"{column}_hash"])
    op.create_index("ix_cases_source_no", "cases", ["source_no"])
    frozen.create_index(op.get_bind())
    _change(_encrypted, _log_encrypted)


def downgrade() -> None:
    _change(_decrypted, _log_decrypted)
    frozen.remove_index(op.get_bind())
    op.drop_index("ix_cases_source_no", "cases")
    for column in PARTIES:
        op.drop_index(f"ix_cases_{column}_hash", "cases")
    for table, columns in WIDER.items():
        with op.batch_alter_table(table) as batch:
            for name, (before, nullable) in columns.items():
                batch.alter_column(
                    name,
                    type_=before,
                    existing_type=sa.Text(),
                    existing_nullable=nullable,
                    server_default="[]" if name == "facts" else None,
                    postgresql_using=f"{name}::{before.compile(op.get_bind().dialect)}",
                )
            if table == "cases":
                for column in PARTIES:
                    batch.drop_column(f"{column}_hash")
    for column in PARTIES:
        op.create_index(f"ix_cases_{column}", "cases", [column])
    op.drop_table("data_keys")


def _change(row, log) -> None:
    """Rewrite every row with something to encrypt or decrypt; the log, too, for this once."""
    frozen.lift(op.get_bind())
    for table, columns in ENCRYPTED.items():
        _rewrite(table, columns, row)
    _rewrite("audit_log", ["before", "after"], log)
    frozen.guard(op.get_bind())


def _rewrite(table, columns, change) -> None:
    connection, last = op.get_bind(), 0
    also = [name for name in FIND_IN if table == "cases" and name not in columns]
    read = ", ".join(f"CAST({name} AS text) AS {name}" for name in (*columns, *also))
    some = " OR ".join(f"{name} IS NOT NULL" for name in columns)
    query = sa.text(
        f"SELECT id, {read} FROM {table} WHERE id > :last AND ({some}) ORDER BY id LIMIT {AT_ONCE}"
    )
    while True:
        rows = connection.execute(query, {"last": last}).all()
        if not rows:
            return
        new = [change(connection, table, columns, row) for row in rows]
        kind = "json" if columns == ["before", "after"] else "text"
        pairs = ", ".join(f"{name} = CAST(:{name} AS {kind})" for name in new[0] if name != "id")
        if connection.dialect.name == "sqlite":
            pairs = ", ".join(f"{name} = :{name}" for name in new[0] if name != "id")
        connection.execute(sa.text(f"UPDATE {table} SET {pairs} WHERE id = :id"), new)
        last = rows[-1].id


def _keyring():
    keyring = context.config.attributes.get("keyring")
    if keyring is None:
        raise KeyringError("MEDIATION_DATA_KEYS is needed to encrypt what is there already")
    return keyring


def _encrypted(connection, table, columns, row):
    keyring, new = _keyring(), {"id": row.id}
    for name in columns:
        value = getattr(row, name)
        new[name] = None if value is None else keyring.seal(value)
    if table == "cases":
        for name in PARTIES:
            new[f"{name}_hash"] = frozen.digest(keyring, name, getattr(row, name))
        frozen.index(connection, row)
    return new


def _decrypted(_, table, columns, row):
    values = {name: getattr(row, name) for name in columns}
    return {"id": row.id} | {
        name: None if value is None else _keyring().open(value) for name, value in values.items()
    }


def _log_encrypted(_, table, columns, row):
    return _log(columns, row, lambda value: _keyring().seal(json.dumps(value, ensure_ascii=False)))


def _log_decrypted(_, table, columns, row):
    return _log(columns, row, lambda value: json.loads(_keyring().open(value)))


def _log(columns, row, change):
    new = {"id": row.id}
    for name in columns:
        value = json.loads(getattr(row, name) or "null")
        if isinstance(value, dict) and value.get("value") is not None:
            value["value"] = change(value["value"])
        new[name] = json.dumps(value, ensure_ascii=False)
    return new
