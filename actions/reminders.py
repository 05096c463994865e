"""An unfinished draft is asked after once, politely, about 20 hours later.

Within the 48 hours in which a public account may write to a citizen, by day, and never where a danger
was told. The table stands in the outbox's file; a row is written anew with every turn of a draft and
goes when the draft does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from actions.database import Database
from actions.gateway import Gateway
from actions.settings import Settings
from intake import clock
from intake.clock import ZONE

log = logging.getLogger(__name__)

AFTER: Final = timedelta(hours=20)
TOO_LATE: Final = timedelta(hours=46)
"""After the citizen's last words; later than this the channel may not carry a message."""
MORNING: Final = time(8, 30)
EVENING: Final = time(20, 30)
BETWEEN_LOOKS: Final = 60.0
TEXT: Final = "您上回说的事还没登记完，说过的都在。想接着说，回“继续”；不想说了，不用管它。"

SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS reminders (
    draft TEXT PRIMARY KEY,
    citizen TEXT NOT NULL,
    told_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0
)
"""


def due(told_at: datetime) -> datetime:
    """When to ask after a draft last worked on at a moment: 20 hours later, or the next morning."""
    moment = (told_at + AFTER).astimezone(ZONE)
    if moment.time() > EVENING:
        moment += timedelta(days=1)
    elif moment.time() >= MORNING:
        return moment
    return moment.replace(hour=MORNING.hour, minute=MORNING.minute, second=0, microsecond=0)


class Reminders:
    """The durable list of drafts to be asked after.

    Args:
        path: the SQLite file; made where it does not exist.
        gateway: where the texts go.
        now, sleep: the clock; replaced in tests.
    """

    def __init__(
        self,
        path: Path,
        gateway: Gateway,
        now: Callable[[], datetime] = clock.now,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._file = Database(path, SCHEMA)
        self._gateway = gateway
        self._now = now
        self._sleep = sleep

    async def keep(self, citizen: str, slots: dict[str, Any]) -> None:
        """Write down that a draft was worked on now, or that there is nothing to ask after."""
        database = await self._file.open()
        if not worth_asking(slots):
            await database.execute(
                "DELETE FROM reminders WHERE citizen = ? AND sent = 0", (citizen,)
            )
        else:
            now = self._now()
            await database.execute(
                "INSERT INTO reminders (draft, citizen, told_at, due_at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (draft) DO UPDATE SET told_at = excluded.told_at,"
                " due_at = excluded.due_at WHERE sent = 0",
                (slots["draft_id"], citizen, _iso(now), _iso(due(now))),
            )
        await database.commit()

    async def send_due(self) -> int:
        """Hand over what is due; what the gateway does not take is tried again until it is too late.

        Returns:
            How many were handed over.
        """
        database, now = await self._file.open(), self._now()
        await database.execute("DELETE FROM reminders WHERE told_at < ?", (_iso(now - TOO_LATE),))
        rows = await database.execute_fetchall(
            "SELECT draft, citizen FROM reminders WHERE sent = 0 AND due_at <= ?", (_iso(now),)
        )
        sent = 0
        for draft, citizen in rows:
            if await self._gateway.notify(f"reminder-{draft}", citizen, TEXT):
                await database.execute("UPDATE reminders SET sent = 1 WHERE draft = ?", (draft,))
                sent += 1
        await database.commit()
        return sent

    async def run(self) -> None:
        """Look every minute, for as long as the action server lives."""
        while True:
            sent = await self.send_due()
            if sent:
                log.info("%d reminders handed over", sent)
            await self._sleep(BETWEEN_LOOKS)

    async def close(self) -> None:
        """Close the file."""
        await self._file.close()


def worth_asking(slots: dict[str, Any]) -> bool:
    """Whether a draft is unfinished, wanted, and nothing that another eye must not see."""
    consent = slots.get("consent") or {}
    return bool(
        slots.get("draft_id")
        and slots.get("narrative")
        and not slots.get("submission")
        and not slots.get("danger")
        and slots.get("minor") != "alone"
        and not consent.get("refused")
    )


def _iso(moment: datetime) -> str:
    return moment.astimezone(ZONE).isoformat(timespec="seconds")


_list: Reminders | None = None


def reminders() -> Reminders:
    """The action server's one list, by the settings of the environment."""
    global _list  # noqa: PLW0603 - one per process, made on first use
    if _list is None:
        settings = Settings.from_environment()
        gateway = Gateway(settings.gateway, settings.token)
        _list = Reminders(settings.var / "outbox.db", gateway)
    return _list
