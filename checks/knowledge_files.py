"""The district's data against the code that reads it."""

from __future__ import annotations

from bot.recognisers import registry
from intake import knowledge


def problems() -> list[str]:
    """What makes the service refuse to start."""
    found: list[str] = []
    for read in (knowledge.load, registry.load):
        try:
            read()
        except knowledge.KnowledgeError as error:
            found += str(error).splitlines()
    return found
