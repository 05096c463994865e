"""Queue and search at 100,000 cases, on SQLite and PostgreSQL, beside plain LIKE over the same texts.

``python -m benchmarks.search`` fills a database that is thrown away. A search is what the queue asks of
the database: the first page, and how many there are, up to a thousand. A page is a clerk's request over
HTTP, from the address to the last byte.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final
from unittest import mock

import structlog
from aiohttp.test_utils import TestServer
from sqlalchemy import Select, column, select, table, true

from benchmarks.browser import Browser
from benchmarks.cases import databases, filled, hire, share
from benchmarks.report import section
from mediation.app import make_app
from mediation.cases import fulltext, search
from mediation.db import Database
from mediation.settings import Settings

CASES: Final = 100_000
ROUNDS: Final = 3
PAGE: Final = 20
WORDS: Final = (
    "工钱", "房子", "老人", "水", "村", "彩礼", "屋檐水", "三轮车出不去", "夜里叫", "石桥村", "石桥村 墙根",
    "柴火", "前坊村 工钱", "鑫源石材厂", "2026", "没有人说过的话", "一", "钱也不退",
)  # fmt: skip
"""From words in every other story to those in none."""
CLERKS: Final = {"district": None, "town": "370404103"}
"""Login → organisation: one who sees everything, one who sees a town."""
PLACES: Final = (
    "/", "/?status=all", "/?urgency=red", "/?status=all&town=古邵镇", "/?status=closed&type=邻里",
    "/?page=40", "/?status=all&page=200",
)  # fmt: skip


def main() -> int:
    """Fill, measure and report, on each database there is."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    number = parser.parse_args().cases
    structlog.configure(processors=[_silent])
    rows = [["database", "asked", "p50, ms", "p95, ms"]]
    with databases("search") as found:
        for name, settings in found.items():
            rows += [[name, *row] for row in asyncio.run(_measured(settings, number))]
    section(f"Search and queue at {number:,} cases", rows)
    return 0


async def _measured(settings: Settings, number: int) -> list[list[str]]:
    async with filled(settings, number) as (database, people):
        for login, organisation in CLERKS.items():
            await hire(database, login, organisation)
        texts = await _timed(lambda q: _search(database, q), WORDS)
        with mock.patch.object(fulltext, "matching", _plain_like):
            like = await _timed(lambda q: _search(database, q), WORDS)
        whole = await _timed(lambda q: _search(database, q), people)
    pages, searched = [], []
    for login in CLERKS:
        async with _signed_in(settings, login) as browser:
            pages += await _timed(browser.read, PLACES)
            asked = [f"/?status=all&q={q}" for q in (*WORDS, *people)]
            searched += await _timed(browser.read, asked)
    measured = {
        "words": texts,
        "the same by plain LIKE": like,
        "whole names, telephones and numbers": whole,
        "page of the queue": pages,
        "page of a search": searched,
    }
    return [
        [asked, share(seconds, 0.5), share(seconds, 0.95)] for asked, seconds in measured.items()
    ]


async def _search(database: Database, q: str) -> None:
    async with database.reading() as session:
        await search.queue(session, search.Filters(q=q), true(), 1, PAGE)


def _plain_like(_: str, asked: str) -> Select[int]:
    texts = table("case_texts", column("case_id"), column("text"))
    conditions = [texts.c.text.contains(run, autoescape=True) for run in fulltext.runs(asked)]
    return select(texts.c.case_id).where(*conditions)


async def _timed(ask: Callable[[str], Awaitable[Any]], questions: Sequence[str]) -> list[float]:
    """Seconds of each question, asked several times; the first round warms up."""
    seconds = []
    for turn in range(ROUNDS + 1):
        for question in questions:
            began = time.perf_counter()
            await ask(question)
            if turn:
                seconds.append(time.perf_counter() - began)
    return seconds


@asynccontextmanager
async def _signed_in(settings: Settings, login: str) -> AsyncIterator[Browser]:
    async with (
        TestServer(make_app(settings)) as server,
        Browser(str(server.make_url("/"))) as opened,
    ):
        await opened.sign_in(login)
        yield opened


def _silent(*_: Any) -> Any:
    raise structlog.DropEvent


if __name__ == "__main__":
    sys.exit(main())
