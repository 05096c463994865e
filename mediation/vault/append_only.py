"""The triggers by which the database refuses to change the log, and the one way past them."""

from __future__ import annotations

from typing import Final

from sqlalchemy.engine import Connection

_ON_SQLITE: Final = (
    "CREATE TRIGGER audit_log_no_{name} BEFORE {verb} ON audit_log "
    "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
)


def lift(connection: Connection) -> None:
    """Let the rest of a transaction re-encrypt the log; nobody else sees it unguarded.

    Both databases change a table's triggers with the transaction: others go on being refused, and
    after a crash the triggers are there.
    """
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS audit_log_no_{verb}")
    else:
        connection.exec_driver_sql("ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only")


def guard(connection: Connection) -> None:
    """Refuse again, in the same transaction."""
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            statement = _ON_SQLITE.format(name=verb, verb=verb.upper())
            connection.exec_driver_sql(statement)
    else:
        connection.exec_driver_sql("ALTER TABLE audit_log ENABLE TRIGGER audit_log_append_only")
