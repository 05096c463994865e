"""Fifty staff at once, each with a session of their own: read, search, accept, correct.

``python -m benchmarks.desk`` starts the backend on a database with 20,000 cases that is thrown away, as
one process like in operation, and lets fifty people work: with a pause between two clicks as a very busy
clerk makes, then without any. Whoever opens a case that a colleague changes is told so (409), or that it
is done already (422): both are answers, everything else but success is an error.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.browser import Browser
from benchmarks.cases import databases, filled, hire, share
from benchmarks.gateway import process
from benchmarks.report import section
from mediation.settings import Settings

STAFF: Final = 50
CASES: Final = 20_000
PAUSE: Final = 2.0
CLICKS: Final = {"with pauses": 20, "without": 12}
DESKS: Final = (None, "370404101", "370404102", "370404103", "370404104", "renshe", None)
"""Where the staff sit, one after the other: codes of organisations, None for the district."""
CASE: Final = re.compile(r'href="/cases/([A-Z]{2}\d{4}-\d{6,9})"')
WORDS: Final = ("工钱", "房子", "彩礼", "屋檐水", "石桥村", "没有人说过的话")
SHARES: Final = {"queue": 6, "search": 3, "case": 5, "accept": 2, "correct": 4}
"""What is done how often."""
ANSWERS: Final = {"accept": {303, 409, 422}, "correct": {303, 409, 422}}
"""Statuses that are no error; for everything else 200 alone."""


@dataclass(frozen=True)
class Click:
    """One thing done: what, how long it took, how it was answered, about which case."""

    kind: str
    seconds: float
    status: int
    no: str = ""

    @property
    def failed(self) -> bool:
        """Whether it was answered with an error."""
        return self.status not in ANSWERS.get(self.kind, {200})


class Worker:
    """A member of staff who is signed in; the chance decides what comes next."""

    def __init__(self, browser: Browser, chance: Random) -> None:
        self._browser, self._chance = browser, chance
        self._seen: list[str] = []
        self.clicks: list[Click] = []

    async def work(self, clicks: int, pause: float) -> None:
        """So many clicks, with a pause of that many seconds on average between two."""
        for _ in range(clicks):
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * pause)
            (kind,) = self._chance.choices(list(SHARES), list(SHARES.values()))
            if kind in {"queue", "search"} or not self._seen:
                await self._list("queue" if kind != "search" else kind)
            else:
                await self._on_case(kind, self._chance.choice(self._seen))

    async def _list(self, kind: str) -> None:
        path = "/" if kind == "queue" else f"/?status=all&q={self._chance.choice(WORDS)}"
        page = await self._get(kind, path)
        self._seen = CASE.findall(page) or self._seen

    async def _on_case(self, kind: str, no: str) -> None:
        page = await self._get("case", f"/cases/{no}", no)
        fields = {
            "accept": ("accept", {"then": "stay"}),
            "correct": ("facts/amount_yuan", {"value": str(self._chance.randrange(1, 10**6))}),
        }
        if kind in fields:
            action, typed = fields[kind]
            began = time.perf_counter()
            status = await self._browser.post(f"/cases/{no}/{action}", page, **typed)
            self.clicks.append(Click(kind, time.perf_counter() - began, status, no))

    async def _get(self, kind: str, path: str, no: str = "") -> str:
        began = time.perf_counter()
        status, page = await self._browser.get(path)
        self.clicks.append(Click(kind, time.perf_counter() - began, status, no))
        return page


async def at_once(address: str, logins: Sequence[str], clicks: int, pause: float) -> list[Click]:
    """Let people work at the same time.

    Args:
        logins: of accounts with the password of :mod:`benchmarks.cases`; each signs in first.
        clicks: of each.
        pause: seconds between two clicks of one, on average.
    """
    async with AsyncExitStack() as stack:
        workers = []
        for place, login in enumerate(logins):
            browser = await stack.enter_async_context(Browser(address))
            await browser.sign_in(login)
            workers.append(Worker(browser, Random(place)))  # noqa: S311 - no secret
        await asyncio.gather(*(one.work(clicks, pause) for one in workers))
    return [click for one in workers for click in one.clicks]


async def _measured(settings: Settings, cases: int, port: int) -> list[list[str]]:
    logins = [f"clerk.{place:02}" for place in range(STAFF)]
    async with filled(settings, cases) as (database, _):
        for place, login in enumerate(logins):
            await hire(database, login, DESKS[place % len(DESKS)])
    environment = {
        "MEDIATION_API_TOKEN": settings.mediation_api_token.get_secret_value(),
        "MEDIATION_DATA_KEYS": settings.mediation_data_keys.get_secret_value(),
        "DATABASE_URL": settings.database_url,
        "VAR_DIR": str(settings.var_dir),
        "MEDIATION_PORT": str(port),
        "GATEWAY_PORT": "9",
    }
    rows = []
    async with process(port, "-m", "mediation", **environment):
        for how, clicks in CLICKS.items():
            pause = PAUSE if how == "with pauses" else 0.0
            began = time.perf_counter()
            done = await at_once(f"http://127.0.0.1:{port}", logins, clicks, pause)
            took = time.perf_counter() - began
            rows += [[how, *row] for row in _rows(done, took)]
    return rows


def _rows(done: list[Click], took: float) -> list[list[str]]:
    rows = []
    for kind in (*SHARES, "all"):
        clicks = [one for one in done if kind in {one.kind, "all"}]
        seconds = [one.seconds for one in clicks]
        answers = Counter(one.status for one in clicks)
        rows.append(
            [
                kind,
                str(len(clicks)),
                share(seconds, 0.5),
                share(seconds, 0.95),
                str(answers[409]),
                str(sum(one.failed for one in clicks)),
            ]
        )
    print(f"{len(done) / took:.0f} requests a second", file=sys.stderr)
    return rows


def main() -> int:
    """Measure on each database there is, and report; 1 if anything was answered with an error."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--port", type=int, default=18090)
    asked = parser.parse_args()
    head = ["database", "pauses", "what", "requests", "p50, ms", "p95, ms", "told of a colleague"]
    rows = [[*head, "errors"]]
    with databases("desk") as found:
        for name, settings in found.items():
            measured = asyncio.run(_measured(settings, asked.cases, asked.port))
            rows += [[name, *row] for row in measured]
    section(f"{STAFF} staff at once", rows)
    return int(any(row[-1] != "0" for row in rows[1:]))


if __name__ == "__main__":
    sys.exit(main())
