"""Cases from elsewhere: petition office, police, court, 12345, grid members.

Each source has a token of its own, keeps its own case numbers, and sees its own cases alone.
"""

from __future__ import annotations

from mediation.sources.store import (
    SourceError,
    actor,
    add,
    by_token,
    everyone,
    renew,
    stop,
)

__all__ = ["SourceError", "actor", "add", "by_token", "everyone", "renew", "stop"]
