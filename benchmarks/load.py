"""The whole service under load: 10, 20 and 30 messages a second, the most that holds, and Rasa gone.

``python -m benchmarks.load`` starts gateway, Rasa, action server and backend, and lets a crowd write
through the stand-in for Tencent, which signs and encrypts by itself, waits five seconds, and repeats.
Everything runs on the same machine, the crowd too. Then Rasa is halted, and once more killed, while
citizens write one message each: each must be acknowledged in five seconds and answered once when
Rasa is back.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvloop

from benchmarks.crowd import FIVE_SECONDS, Crowd, Heard
from benchmarks.gateway import busy
from benchmarks.report import section
from tests.stack import Stack, running
from wechat.replies import MESSAGE_KEPT
from wechat.standin.account import Account
from wechat.standin.citizen import Citizen
from wechat.standin.platform import Platform

RATES: Final = (10, 20, 30)
STEP: Final = 10
MOST: Final = 100
HOLDS: Final = 30.0
"""Seconds for which a rate beyond those must hold: no answer over five seconds, p95 under two."""
SEED: Final = 20261125
PEOPLE: Final = 300
ALONE: Final = 10
"""Messages a second while Rasa is away, each of another citizen."""
BEFORE: Final = 3.0
AWAY: Final = 20.0
SETTLED: Final = 6.0
"""Seconds after the last answer in which a second one would come: the gateway's grace."""


@dataclass
class Ran:
    """One run: what citizens heard and what it took.

    Attributes:
        processor: seconds of each process.
        crowd: seconds of this one, which is the citizens and Tencent.
        seconds: of the clock.
    """

    rate: int
    heard: Heard
    processor: dict[str, float]
    crowd: float
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether the service keeps up."""
        return self.heard.slow == 0 and self.heard.faults == 0 and self.heard.share(0.95) < 2.0

    def row(self) -> list[str]:
        """A line of the table."""
        heard = self.heard
        times = [f"{heard.share(part):.2f}" for part in (0.5, 0.95, 0.99)]
        each = [
            f"{self.processor[name] / heard.all * 1000:.1f}"
            for name in ("wechat", "rasa", "actions", "mediation")
        ]
        all_of_it = (sum(self.processor.values()) + self.crowd) / self.seconds
        return [
            str(self.rate),
            str(heard.all),
            str(len(heard.seconds) - heard.later),
            str(heard.later),
            str(heard.slow),
            *times,
            *each,
            f"{all_of_it:.2f} of {os.cpu_count()}",
        ]


HEAD: Final = [
    "a second",
    "messages",
    "answered on the connection",
    "answered later",
    "over 5 s or never",
    "p50, s",
    "p95, s",
    "p99, s",
    "gateway, ms of processor a message",
    "Rasa, ms",
    "actions, ms",
    "backend, ms",
    "cores busy, with the citizens",
]


async def measure(stack: Stack, platform: Platform, seconds: float) -> list[Ran]:
    """The rates, and then further ones until one does not hold."""
    crowd = Crowd(platform, random.Random(SEED), PEOPLE)  # noqa: S311 - repeatable, no secret
    await crowd.write(5, 15.0)  # what a process loads at first use is nobody's message
    runs: list[Ran] = []
    rate = 0
    while rate < MOST and all(run.holds for run in runs):
        rate = next((one for one in RATES if one > rate), rate + STEP)
        runs.append(await _run(stack, crowd, rate, seconds if rate <= RATES[-1] else HOLDS))
    return runs


async def _run(stack: Stack, crowd: Crowd, rate: int, seconds: float) -> Ran:
    before = {name: busy(process.pid) for name, process in stack.running.items()}
    began, own = time.monotonic(), time.process_time()
    heard = await crowd.write(rate, seconds)
    processor = {name: busy(stack.running[name].pid) - taken for name, taken in before.items()}
    ran = Ran(rate, heard, processor, time.process_time() - own, time.monotonic() - began)
    print(" | ".join(ran.row()), flush=True)
    return ran


@dataclass
class Gone:
    """What became of messages written while Rasa was away.

    Attributes:
        slowest: seconds to the slowest acknowledgement.
        answers: how many citizens read how many answers.
        last: seconds from Rasa's return to the last answer.
    """

    messages: int
    slowest: float
    repeated: int
    answers: Counter[int]
    turns: Counter[int]
    last: float

    def row(self, how: str) -> list[str]:
        """A line of the table."""
        return [
            how,
            str(self.messages),
            f"{self.slowest:.2f}",
            str(self.repeated),
            str(self.answers[1]),
            str(self.answers[0]),
            str(self.messages - self.answers[0] - self.answers[1]),
            str(self.messages - self.turns[1]),
            f"{self.last:.0f}",
        ]


GONE_HEAD: Final = [
    "Rasa",
    "messages",
    "slowest acknowledgement, s",
    "pushed again by Tencent",
    "answered once",
    "never",
    "more than once",
    "not exactly one turn",
    "s from its return to the last answer",
]


async def without_rasa(
    stack: Stack,
    platform: Platform,
    leave: Callable[[], None],
    come_back: Callable[[], Coroutine[None, None, None]],
) -> Gone:
    """Citizens write one message each; Rasa leaves a little later and comes back."""
    pushed = len(platform.exchanges)
    writers: list[Citizen] = []
    async with asyncio.TaskGroup() as sending:

        async def write(seconds: float) -> None:
            for _ in range(int(seconds * ALONE)):
                writers.append(Citizen(platform))
                sending.create_task(writers[-1].say("借钱没写借条能要回来吗"))
                await asyncio.sleep(1 / ALONE)

        await write(BEFORE)
        leave()
        await write(AWAY)
        returning = sending.create_task(come_back())
        await write(BEFORE)
        await returning
        back = time.monotonic()
    last = await _all_read(platform, writers, back)
    exchanges = platform.exchanges[pushed:]
    return Gone(
        messages=len(writers),
        slowest=max(exchange.seconds for exchange in exchanges),
        repeated=sum(exchange.tries - 1 for exchange in exchanges),
        answers=Counter(_read(platform, citizen) for citizen in writers),
        turns=_turns(stack, len(writers)),
        last=last,
    )


async def _all_read(platform: Platform, writers: list[Citizen], back: float) -> float:
    """Wait until everybody has read an answer, and a little longer; when the last one came."""
    last = deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        if all(_read(platform, citizen) for citizen in writers):
            last = time.monotonic()
            break
        await asyncio.sleep(0.1)
    await asyncio.sleep(SETTLED)
    return max(last - back, 0.0)


def _read(platform: Platform, citizen: Citizen) -> int:
    """How many answers stand on a telephone."""
    return sum(
        line.received is not None and line.received.text != MESSAGE_KEPT
        for line in platform.person(citizen.openid).history
    )


def _turns(stack: Stack, newest: int) -> Counter[int]:
    """How many of the newest conversations have how many messages, as Rasa has them."""
    path = Path(stack.environment["VAR_DIR"]) / "tracker.db"
    with closing(sqlite3.connect(path)) as database:
        rows = database.execute(
            "SELECT count(*) FROM events WHERE type_name = 'user' GROUP BY sender_id"
            " ORDER BY min(id) DESC LIMIT ?",
            (newest,),
        )
        return Counter(number for (number,) in rows)


def main() -> int:
    """Start everything, measure, report, and say whether what was aimed at was reached."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="of each rate")
    parser.add_argument("--only", choices=("rates", "away"), help="one part alone")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as stack:
        reached = uvloop.run(_all(stack, asked.seconds, asked.only))
    print("Reached." if reached else f"Not reached: {RATES[-1]} a second, or every message once.")
    return 0


async def _all(stack: Stack, seconds: float, only: str | None) -> bool:
    port = int(stack.environment["WECHAT_API_BASE"].rsplit(":", 1)[1])
    reached = True
    async with Platform(Account.from_environment(stack.environment), port=port) as platform:
        if only != "away":
            runs = await measure(stack, platform, seconds)
            section("The whole service, messages a second", [HEAD, *(run.row() for run in runs)])
            reached = all(run.holds for run in runs if run.rate <= RATES[-1])
        if only != "rates":
            gone = await _both_ways(stack, platform)
            section("Rasa gone", [GONE_HEAD, *(one.row(how) for how, one in gone.items())])
            reached &= all(
                one.answers[1] == one.turns[1] == one.messages and one.slowest < FIVE_SECONDS
                for one in gone.values()
            )
    return reached


async def _both_ways(stack: Stack, platform: Platform) -> dict[str, Gone]:
    rasa = stack.running["rasa"].pid

    async def go_on() -> None:
        os.killpg(rasa, signal.SIGCONT)

    async def start() -> None:
        stack.start("rasa")
        await asyncio.to_thread(stack.wait, "rasa")

    halted = await without_rasa(stack, platform, lambda: os.killpg(rasa, signal.SIGSTOP), go_on)
    killed = await without_rasa(stack, platform, lambda: stack.kill("rasa"), start)
    return {f"halted for {AWAY:.0f} s": halted, "killed and started again": killed}


if __name__ == "__main__":
    sys.exit(main())
