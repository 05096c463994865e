"""Passwords: argon2id hashes (RFC 9106), rules for new ones, random first ones.

Hashing takes some 50 ms and 64 MB; it runs in two threads of its own, so that a flood of sign-ins
queues there and the rest of the service goes on.
"""

from __future__ import annotations

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST: Final = 8
LONGEST: Final = 128
_UNAMBIGUOUS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 4
_hasher: Final = PasswordHasher()
_threads: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


async def hashed(password: str) -> str:
    """The argon2id hash to store."""
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Whether a password fits a stored hash.

    Args:
        password: as typed.
        stored: the hash, or None for an account that does not exist: then a hash that nothing fits
            is checked all the same, so that the time tells nothing.
    """
    loop = asyncio.get_running_loop()
    return await loop.run_in_executor(_threads, _verify, password, stored)


def outdated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher.check_needs_rehash(stored)


def make_random() -> str:
    """A random password of 79 bits that can be read aloud, such as ``k7mp-w3xq-9hdn-t2vf``."""
    return "-".join("".join(secrets.choice(_UNAMBIGUOUS) for _ in range(4)) for _ in range(_GROUPS))


def objection(password: str, login: str) -> str | None:
    """Why a new password will not do, in the console's words; None when it will.

    Length and no reuse of the account's name, no composition rules (NIST SP 800-63B, 5.1.1.2).
    """
    if len(password) < SHORTEST:
        return f"新密码至少 {SHORTEST} 个字符。"
    if len(password) > LONGEST:
        return f"新密码最多 {LONGEST} 个字符。"
    if len(set(password)) < 4:
        return "新密码里重复的字符太多，换一个吧。"
    if login in password.lower():
        return "新密码里不要带账号名。"
    return None


@lru_cache(maxsize=1)
def _of_nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(32))


def _verify(password: str, stored: str | None) -> bool:
    try:
        return _hasher.verify(stored or _of_nobody(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False
