"""Legal entries that staff have switched off: asked for before every answer, so that it holds at once."""

from __future__ import annotations

import logging
from typing import Any

from actions import outbox
from actions.backend import BackendAway, BackendRefuses

log = logging.getLogger(__name__)
_known: frozenset[str] = frozenset()


async def off() -> frozenset[str]:
    """The ids of the entries that are switched off; while the backend is away, those it named last."""
    global _known  # noqa: PLW0603 - what this process heard last
    try:
        _known = await outbox.box().backend.entries_off()
    except (BackendAway, BackendRefuses) as error:
        log.warning("which entries are switched off is not known: %s", type(error).__name__)
    return _known


async def left(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of rows with ``id`` and ``score`` those whose entry is not switched off."""
    gone = await off() if found else frozenset()
    return [row for row in found if row["id"] not in gone]
