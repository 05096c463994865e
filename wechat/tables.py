"""The tables of the gateway's own file. It is SQLite's alone: what is here lives minutes or days."""

from __future__ import annotations

import sqlite3
from typing import Final

VERSION: Final = 3
TABLES: Final = """
-- forget: nothing is to be kept of this citizen, unless they come again.
CREATE TABLE citizens (
    citizen TEXT PRIMARY KEY,
    openid TEXT NOT NULL,
    follows INTEGER NOT NULL DEFAULT 1,
    window_until REAL NOT NULL DEFAULT 0,
    window_left INTEGER NOT NULL DEFAULT 0,
    tap_until REAL NOT NULL DEFAULT 0,
    tap_left INTEGER NOT NULL DEFAULT 0,
    forget INTEGER NOT NULL DEFAULT 0,
    seen_at REAL NOT NULL
) WITHOUT ROWID;

-- state: waiting (its turn is to be done), passive (answered on the connection, reply holds the text),
-- late (the answer is in the outbox), silent (answered with another message, or nothing to say).
CREATE TABLE inbox (
    seq INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    citizen TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    metadata TEXT NOT NULL,
    joins INTEGER NOT NULL DEFAULT 0,
    turn TEXT,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'passive', 'late', 'silent')),
    reply TEXT,
    received_at REAL NOT NULL
);
CREATE INDEX inbox_waiting ON inbox (seq) WHERE state = 'waiting';

-- state: waiting (to be sent), sending, sent, kept (for the citizen's next contact), passive (went
-- with a passive reply), unsure (the process died while sending), refused (Tencent will never take it).
-- hint: of a notice outside the conversation that only says that something waits: taken (to be sent),
-- sent (Tencent has it, under hint_number), arrived, failed; null where none went.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    citizen TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('answer', 'notice')),
    message TEXT,
    text TEXT NOT NULL,
    discreet INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
        ('waiting', 'sending', 'sent', 'kept', 'passive', 'unsure', 'refused')),
    attempts INTEGER NOT NULL DEFAULT 0,
    hint TEXT CHECK (hint IN ('taken', 'sent', 'arrived', 'failed')),
    hint_number TEXT,
    due_at REAL NOT NULL,
    written_at REAL NOT NULL
);
CREATE INDEX outbox_open ON outbox (citizen, id) WHERE state IN ('waiting', 'kept', 'sending');
CREATE INDEX outbox_message ON outbox (message) WHERE message IS NOT NULL;
CREATE INDEX outbox_due ON outbox (due_at) WHERE state = 'waiting';
CREATE INDEX outbox_hint ON outbox (citizen) WHERE hint IS NOT NULL;

CREATE TABLE consents (
    citizen TEXT NOT NULL,
    template TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('accepted', 'refused', 'used')),
    answered_at REAL NOT NULL,
    PRIMARY KEY (citizen, template)
) WITHOUT ROWID;

-- attached: it belongs to somebody who has a case, and stays with that.
CREATE TABLE media (
    media_id TEXT PRIMARY KEY,
    message TEXT NOT NULL,
    citizen TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'stored', 'refused', 'gone')),
    attempts INTEGER NOT NULL DEFAULT 0,
    due_at REAL NOT NULL,
    sha256 TEXT,
    content_type TEXT,
    size INTEGER,
    attached INTEGER NOT NULL DEFAULT 0,
    received_at REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX media_waiting ON media (due_at) WHERE state = 'waiting';
CREATE INDEX media_citizen ON media (citizen);

CREATE TABLE token (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    value TEXT NOT NULL DEFAULT '',
    expires_at REAL NOT NULL DEFAULT 0,
    lease_until REAL NOT NULL DEFAULT 0
);
INSERT INTO token (id) VALUES (1);
"""

UPGRADES: Final = {
    1: """
ALTER TABLE outbox ADD COLUMN hint TEXT CHECK (hint IN ('taken', 'sent', 'arrived', 'failed'));
ALTER TABLE outbox ADD COLUMN hint_number TEXT;
UPDATE outbox SET hint = 'sent' WHERE hinted = 1;
ALTER TABLE outbox DROP COLUMN hinted;
CREATE INDEX outbox_hint ON outbox (citizen) WHERE hint IS NOT NULL;
CREATE TABLE consents (
    citizen TEXT NOT NULL,
    template TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('accepted', 'refused', 'used')),
    answered_at REAL NOT NULL,
    PRIMARY KEY (citizen, template)
) WITHOUT ROWID;
""",
    2: """
ALTER TABLE citizens ADD COLUMN forget INTEGER NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;
""",
}
"""From each older version to the next."""


class NewerTables(sqlite3.DatabaseError):
    """The file was written by a newer gateway."""


def prepare(connection: sqlite3.Connection) -> None:
    """Set a connection for durability and make the tables where they are missing.

    WAL with full synchronisation: a committed message outlives a power cut
    (https://www.sqlite.org/pragma.html#pragma_synchronous). What is deleted is overwritten, which was
    measured to cost nothing beside the rest.

    Raises:
        NewerTables: the tables are of a version this code does not know.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        connection.execute("ROLLBACK")
        raise NewerTables(f"tables of version {version}, this gateway knows {VERSION}")
    scripts = [TABLES] if version == 0 else [UPGRADES[old] for old in range(version, VERSION)]
    for script in scripts:
        for statement in _statements(script):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")


def _statements(script: str) -> list[str]:
    lines = [line for line in script.splitlines() if not line.startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";") if part.strip()]
