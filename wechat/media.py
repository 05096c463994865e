"""Pictures, videos and recordings: fetched while Tencent still has them, kept by their hash.

Tencent keeps a citizen's file for three days. What it is, its first bytes say, not its name.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from wechat.api import Api
from wechat.errors import ApiError, Do, Unreachable, Unsure
from wechat.http import Answer, TooLarge
from wechat.metrics import Metrics
from wechat.patience import pause_after
from wechat.rounds import Rounds
from wechat.store import Store

MAGIC: Final = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"BM", "image/bmp"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftyp", "video/mp4"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
)
"""Where which bytes stand in the files that are kept; everything else is refused."""

KEPT_BY_TENCENT: Final = 3 * 86400.0
AT_ONCE: Final = 4
SHORTEST_PAUSE: Final = 2.0
LONGEST_PAUSE: Final = 600.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is to be fetched."""

    media_id: str
    attempts: int
    received_at: float


class Collector:
    """Fetches citizens' files into a folder.

    Args:
        folder: files lie here under their SHA-256.
        limit: bytes of one file.
    """

    def __init__(
        self, store: Store, api: Api, metrics: Metrics, *, folder: Path, limit: int
    ) -> None:
        self._store = store
        self._api = api
        self._metrics = metrics
        self._folder = folder
        self._limit = limit
        self._rounds = Rounds(self._round, metrics, "media")

    def wake(self) -> None:
        """A message with a file has come in."""
        self._rounds.wake()

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies."""
        return self._folder / sha256[:2] / sha256

    async def run(self) -> None:
        """Fetch what is wanted, for ever."""
        await self._rounds.run()

    async def _round(self) -> float | None:
        now = time.time()
        rows = await self._store.do(
            lambda connection: connection.execute(
                "SELECT media_id, attempts, received_at FROM media"
                " WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?",
                (now, AT_ONCE),
            ).fetchall()
        )
        if rows:
            await asyncio.gather(*(self._fetch(Wanted(*row)) for row in rows))
            return 0.0
        ((moment,),) = await self._store.do(
            lambda connection: connection.execute(
                "SELECT min(due_at) FROM media WHERE state = 'waiting'"
            ).fetchall()
        )
        return None if moment is None else float(moment)

    async def _fetch(self, wanted: Wanted) -> None:
        try:
            answer = await self._api.media(wanted.media_id, self._limit)
        except TooLarge:
            await self._settle(wanted, "refused")
        except ApiError as error:
            log.warning("a file was refused", code=error.code, meaning=error.meaning)
            if error.do in {Do.DROP, Do.KEEP}:
                await self._settle(wanted, "gone")
            else:
                await self._later(wanted)
        except (Unreachable, Unsure) as error:
            log.warning("a file could not be fetched", cause=str(error))
            await self._later(wanted)
        else:
            await self._keep(wanted, answer)

    async def _keep(self, wanted: Wanted, answer: Answer) -> None:
        content_type = sniff(answer.body)
        if content_type is None:
            await self._settle(wanted, "refused")
            return
        sha256 = hashlib.sha256(answer.body).hexdigest()
        await asyncio.to_thread(write, self.path(sha256), answer.body)
        row = (sha256, content_type, len(answer.body), wanted.media_id)
        if await self._store.do(lambda connection: _stored(connection, row)):
            self._metrics.media.labels("stored").inc()
        else:  # the citizen had it erased while it was on its way
            await asyncio.to_thread(self.path(sha256).unlink, missing_ok=True)

    async def _later(self, wanted: Wanted) -> None:
        attempts = wanted.attempts + 1
        due_at = time.time() + pause_after(attempts, SHORTEST_PAUSE, LONGEST_PAUSE)
        if due_at > wanted.received_at + KEPT_BY_TENCENT:
            await self._settle(wanted, "gone")
            return
        await self._store.do(
            lambda connection: connection.execute(
                "UPDATE media SET attempts = ?, due_at = ? WHERE media_id = ?",
                (attempts, due_at, wanted.media_id),
            )
        )

    async def _settle(self, wanted: Wanted, state: str) -> None:
        await self._store.do(
            lambda connection: connection.execute(
                "UPDATE media SET state = ? WHERE media_id = ?", (state, wanted.media_id)
            )
        )
        self._metrics.media.labels(state).inc()


def _stored(connection: sqlite3.Connection, row: tuple[str, str, int, str]) -> bool:
    """Note a file that lies in its place; False where nobody has a row for it any more."""
    connection.execute(
        "UPDATE media SET state = 'stored', sha256 = ?, content_type = ?, size = ?"
        " WHERE media_id = ?",
        row,
    )
    known = connection.execute("SELECT 1 FROM media WHERE sha256 = ?", row[:1]).fetchone()
    return known is not None


def sniff(body: bytes) -> str | None:
    """The content type by a file's first bytes; None for one that is not kept."""
    for position, magic, content_type in MAGIC:
        if body[position : position + len(magic)] == magic:
            return content_type
    return None


def write(path: Path, body: bytes) -> None:
    """Write a file whole or not at all, readable by the service's own user only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123 - a descriptor
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
