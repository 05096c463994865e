"""Which keys the database needs: a start with others is refused before anything is read."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models.data_keys import DataKey
from mediation.vault.keyring import Keyring, KeyringError


async def check(session: AsyncSession, keyring: Keyring) -> None:
    """Compare the keys with those that data is under, and note the newest.

    Args:
        session: a write session.

    Raises:
        KeyringError: data is under a key that is not here.
    """
    needed = list(await session.scalars(select(DataKey.name)))
    lacking = [name for name in needed if name not in keyring.names]
    if lacking:
        raise KeyringError(
            f"MEDIATION_DATA_KEYS lacks the key {', '.join(lacking)} that data is encrypted with; "
            f"it has {', '.join(keyring.names)}"
        )
    if keyring.names[0] not in needed:
        session.add(DataKey(name=keyring.names[0], since=datetime.now(UTC)))


async def keep_only_newest(session: AsyncSession, keyring: Keyring) -> None:
    """Forget the older keys, once nothing is under them."""
    await session.execute(delete(DataKey).where(DataKey.name != keyring.names[0]))
