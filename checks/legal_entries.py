"""The legal entries: well formed, every article they rest on in force, and no fresh test question among them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from checks import training_text
from intake import clock
from intake.knowledge import KnowledgeError
from legal import citations, declined, entries, spoken


def problems(folder: Path = entries.FOLDER, fresh: Path = training_text.FRESH) -> list[str]:
    """What must not be given out as it stands, or has been copied from fresh tests, one line each."""
    found = [*_unreadable(spoken.read, spoken.FILE), *_unreadable(declined.read, declined.FILE)]
    try:
        held = entries.read(folder)
    except KnowledgeError as error:
        return [*found, *str(error).splitlines()]
    asked = [question for entry in held.values() for question in entry.ask]
    return [
        *found,
        *citations.problems(held.values(), clock.now().date()),
        *training_text.leaks(asked, training_text.held_out(fresh)),
    ]


def _unreadable(read: Callable[[Path], Any], path: Path) -> list[str]:
    try:
        read(path)
    except KnowledgeError as error:
        return str(error).splitlines()
    return []
