"""Whether a turn costs more the longer a conversation lasts: Rasa, actions and backend for real."""

from __future__ import annotations

import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Final

from benchmarks.report import section
from tests.stack import Stack, running

TURNS: Final = 200
CONVERSATIONS: Final = 3
"""Of one alone the early turns are too few for a percentile."""
EARLY: Final = slice(5, 20)
LATE: Final = slice(150, 200)
SAYINGS: Final = (
    "他又说下个月给",
    "为啥问这个",
    "我刚才说到哪了",
    "俺一共去找过他三趟",
    "好的",
    "谢谢",
    "离婚冷静期多少天",
)


def main() -> int:
    """Three citizens, 200 messages each; p95 of early and of late turns."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), "mediation", "actions", "rasa") as stack,
    ):
        for saying in SAYINGS:  # what a process loads at first use is nobody's turn
            stack.say(uuid.uuid4().hex, saying)
        told = [_conversation(stack) for _ in range(CONVERSATIONS)]
    early = _p95([second for seconds in told for second in seconds[EARLY]])
    late = _p95([second for seconds in told for second in seconds[LATE]])
    section(
        "A long conversation",
        [
            ["turns", "p95, ms"],
            [f"{EARLY.start} to {EARLY.stop}", f"{early * 1000:.0f}"],
            [f"{LATE.start} to {LATE.stop}", f"{late * 1000:.0f}"],
            ["ratio, late to early", f"{late / early:.2f}"],
        ],
    )
    return 0


def _conversation(stack: Stack) -> list[float]:
    citizen = uuid.uuid4().hex
    stack.say(citizen, "包工头刘强欠我八千块工钱，在阴平镇干的")
    seconds = []
    for turn in range(TURNS):
        began = time.perf_counter()
        stack.say(citizen, SAYINGS[turn % len(SAYINGS)])
        seconds.append(time.perf_counter() - began)
    return seconds


def _p95(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
