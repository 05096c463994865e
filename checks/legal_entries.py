"""The legal entries: well formed, and every article they rest on in force and saying so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from intake import clock
from intake.knowledge import KnowledgeError
from legal import citations, declined, entries, spoken


def problems(folder: Path = entries.FOLDER) -> list[str]:
    """What must not be given out as it stands, one line each."""
    found = [*_unreadable(spoken.read, spoken.FILE), *_unreadable(declined.read, declined.FILE)]
    try:
        held = entries.read(folder)
    except KnowledgeError as error:
        return [*found, *str(error).splitlines()]
    return [*found, *citations.problems(held.values(), clock.now().date())]


def _unreadable(read: Callable[[Path], Any], path: Path) -> list[str]:
    try:
        read(path)
    except KnowledgeError as error:
        return str(error).splitlines()
    return []
