"""Rasa's events from their dictionaries, in the time that takes.

Rasa looks for the class of every event among all subclasses of ``Event``, each time anew: over the
hundred events of a conversation that took longer than understanding its message.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rasa.shared.core.events import Event
from rasa.shared.utils.common import all_subclasses


def read(rows: Iterable[dict[str, Any]]) -> list[Event]:
    """The events that ``as_dict`` wrote, in order.

    Raises:
        ValueError: a row is no event that Rasa knows.
    """
    classes = _classes()
    try:
        return [classes[row["event"]]._from_parameters(row) for row in rows]
    except (KeyError, TypeError) as error:
        raise ValueError("not an event") from error


@lru_cache(maxsize=1)
def _classes() -> dict[str, type[Event]]:
    return {kind.type_name: kind for kind in reversed(all_subclasses(Event))}
