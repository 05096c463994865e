"""Watch the processes come up, and say so, a line each."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from launcher.processes import Part

PAUSE: Final = 0.25
PATIENCE: Final = 180.0


def watch(
    waiting: Iterable[Part],
    say: Callable[[str], None],
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
) -> bool:
    """Ask every part until it is ready, in any order; say each with the seconds it took.

    Returns:
        True when all are ready, False when one was not within 180 s.
    """
    began = clock()
    left = list(waiting)
    while left:
        for part in list(left):
            if answers(part.ready_at):
                left.remove(part)
                say(f"  ✓ {part.name:<10} ready after {clock() - began:.0f} s")
        if left and clock() - began > PATIENCE:
            say("  ✗ not ready: " + ", ".join(part.name for part in left))
            return False
        if left:
            pause(PAUSE)
    return True


def answers(address: str) -> bool:
    """Whether an address answers 200 within two seconds."""
    try:
        with urllib.request.urlopen(address, timeout=2.0) as answer:  # noqa: S310 - loopback http
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def first_account(var: Path) -> str | None:
    """The first staff account, as the backend wrote it on its first start; None once changed."""
    try:
        return (var / "first-account.txt").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
