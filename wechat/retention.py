"""What the gateway deletes: by the district's periods every hour, and at once when a citizen asks.

Nothing here is remembered between rounds: each looks at what is there, so one that was cut off by a
crash is done by the next. A file goes after its row, by a sweep over the folder, so that a crash in
between leaves a file without a row for an hour and never a row without its file.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Final

import structlog

from intake.retention import Retention
from wechat.backend import Backend, BackendAway
from wechat.store import Store

HOUR: Final = 3600.0
MOST_ASKED: Final = 200
"""Citizens about whose files the backend is asked in one round."""
log = structlog.get_logger()


class Housekeeping:
    """Deletes what is no longer needed.

    Args:
        folder: where files lie under their SHA-256.
        periods: the district's.
    """

    def __init__(self, store: Store, backend: Backend, folder: Path, periods: Retention) -> None:
        self._store = store
        self._backend = backend
        self._folder = folder
        self._periods = periods

    async def run(self) -> None:
        """A round every hour, for ever."""
        while True:
            await self.round(time.time())
            await asyncio.sleep(HOUR)

    async def round(self, now: float) -> None:
        """Delete what is older than its period.

        Raises:
            sqlite3.Error, OSError: not now.
        """
        rows = await self._store.do(lambda connection: _forget(connection, self._periods, now))
        rows += await self._files(now - self._periods.media.total_seconds())
        known = await self._store.do(_known)
        files = await asyncio.to_thread(sweep, self._folder, known, now - HOUR)
        log.info("old messages forgotten", rows=rows, files=files)

    async def erase(
        self,
        citizen: str,
        *,
        since: float | None = None,
        until: float | None = None,
        everything: bool,
    ) -> None:
        """Delete what a citizen said and sent, but for what belongs to a case.

        What is being answered now is deleted an hour after its answer: Tencent may still ask for it.

        Args:
            since: when the draft that is thrown away was begun; of who has a case, only files sent
                since then go, and none where this is None.
            until: when it was asked for: what the citizen has said since is none of it, however late
                the request comes. None: now.
            everything: the citizen wants nothing kept: openid, allowance and notices go too, where
                there is no case that they are needed for.

        Raises:
            BackendAway: nobody can say whether there is a case; nothing was deleted.
            sqlite3.Error: nothing was deleted.
        """
        has_case = await self._backend.has_case(citizen)
        asked_at = time.time() if until is None else until
        kept_until = (asked_at if since is None else since) if has_case else 0.0
        whole = everything and not has_case
        await self._store.do(
            lambda connection: _erase(connection, citizen, kept_until, asked_at, whole=whole)
        )

    async def _files(self, before: float) -> int:
        """Rows of old files that belong to no case; the others are marked and not asked about again."""
        asked = await self._store.do(
            lambda connection: connection.execute(
                "SELECT DISTINCT citizen FROM media WHERE attached = 0 AND received_at < ? LIMIT ?",
                (before, MOST_ASKED),
            ).fetchall()
        )
        deleted = 0
        for (citizen,) in asked:
            try:
                has_case = await self._backend.has_case(citizen)
            except BackendAway as error:
                log.warning("old files wait, the backend is away", cause=str(error))
                break
            work = partial(_settle, citizen=citizen, before=before, keep=has_case)
            deleted += await self._store.do(work)
        return deleted


def _forget(connection: sqlite3.Connection, periods: Retention, now: float) -> int:
    answered = now - periods.answered.total_seconds()
    undelivered = now - periods.undelivered.total_seconds()
    unseen = now - periods.unseen.total_seconds()
    deletions = (
        ("DELETE FROM inbox WHERE state != 'waiting' AND received_at < ?", answered),
        ("DELETE FROM outbox WHERE state NOT IN ('waiting', 'kept') AND written_at < ?", answered),
        ("DELETE FROM media WHERE state IN ('refused', 'gone') AND received_at < ?", answered),
        ("DELETE FROM outbox WHERE state = 'kept' AND written_at < ?", undelivered),
    )
    rows = sum(connection.execute(sql, (moment,)).rowcount for sql, moment in deletions)
    connection.execute("UPDATE citizens SET forget = 1 WHERE seen_at < ?", (unseen,))
    gone = "SELECT citizen FROM citizens WHERE forget = 1 AND seen_at < ?"
    for sql in (
        f"DELETE FROM inbox WHERE state != 'waiting' AND citizen IN ({gone})",  # noqa: S608 - our own words
        f"DELETE FROM outbox WHERE state NOT IN ('waiting', 'sending') AND citizen IN ({gone})",  # noqa: S608
        f"DELETE FROM consents WHERE citizen IN ({gone})",  # noqa: S608
        "DELETE FROM citizens WHERE forget = 1 AND seen_at < ?",
    ):
        rows += connection.execute(sql, (now - HOUR,)).rowcount
    return rows


def _erase(
    connection: sqlite3.Connection,
    citizen: str,
    kept_until: float,
    asked_at: float,
    *,
    whole: bool,
) -> None:
    """Keys of messages and notices stay for a while without their words: a repeat must be known."""
    connection.execute(
        "UPDATE inbox SET reply = '' WHERE citizen = ? AND state != 'waiting' AND received_at <= ?",
        (citizen, asked_at),
    )
    connection.execute(
        "UPDATE outbox SET text = '' WHERE citizen = ?"
        " AND state NOT IN ('waiting', 'kept', 'sending') AND written_at <= ?",
        (citizen, asked_at),
    )
    connection.execute(
        "DELETE FROM outbox WHERE citizen = ? AND state IN ('waiting', 'kept', 'sending')"
        " AND (kind = 'answer' OR ?) AND written_at <= ?",
        (citizen, whole, asked_at),
    )
    connection.execute(
        "UPDATE media SET attached = 1 WHERE citizen = ? AND received_at < ?", (citizen, kept_until)
    )
    connection.execute(
        "DELETE FROM media WHERE citizen = ? AND attached = 0 AND received_at <= ?",
        (citizen, asked_at),
    )
    if whole:
        connection.execute(
            "UPDATE citizens SET forget = 1 WHERE citizen = ? AND seen_at <= ?", (citizen, asked_at)
        )


def _settle(connection: sqlite3.Connection, *, citizen: str, before: float, keep: bool) -> int:
    sql = (
        "UPDATE media SET attached = 1 WHERE citizen = ? AND received_at < ?"
        if keep
        else "DELETE FROM media WHERE citizen = ? AND attached = 0 AND received_at < ?"
    )
    rows = connection.execute(sql, (citizen, before)).rowcount
    return 0 if keep else rows


def _known(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT sha256 FROM media WHERE sha256 IS NOT NULL")
    return {sha256 for (sha256,) in rows}


def sweep(folder: Path, known: Collection[str], before: float) -> int:
    """Delete files that nobody knows; how many.

    Args:
        known: hashes that have a row.
        before: only files written before this go: a younger one may be about to get its row.

    Raises:
        OSError: a file cannot be deleted.
    """
    deleted = 0
    for path in folder.glob("*/*"):
        if path.name not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted
