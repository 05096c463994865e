"""The same key with the same body is done once, whoever asks and however often."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import IdempotencyKey


class KeyReused(Exception):
    """The key was used before with another body."""


def body_hash(body: Any) -> str:
    """SHA-256 of a JSON body, whatever the order of its keys."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


async def claim(session: AsyncSession, key: str, scope: str, hashed: str) -> str | None:
    """Claim a key inside a write transaction.

    Returns:
        None when it is new, and now ours; else what was made under it before.

    Raises:
        KeyReused: it stands there with another body.
    """
    try:
        async with session.begin_nested():
            await session.execute(
                insert(IdempotencyKey).values(key=key, scope=scope, body_hash=hashed, made="")
            )
    except IntegrityError:
        found = (
            await session.execute(
                select(IdempotencyKey).where(
                    IdempotencyKey.key == key, IdempotencyKey.scope == scope
                )
            )
        ).scalar_one()
        if found.body_hash != hashed:
            raise KeyReused from None
        return found.made
    return None


async def settle(session: AsyncSession, key: str, scope: str, made: str) -> None:
    """Remember what was made under a claimed key."""
    row = await session.get(IdempotencyKey, (key, scope))
    assert row is not None  # noqa: S101 - claimed in this transaction
    row.made = made
