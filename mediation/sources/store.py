"""The sources and their tokens; of a token only its hash is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.db import Database, utc_now
from mediation.models import Source
from mediation.sources import kinds

CODE: Final = re.compile(r"[a-z0-9][a-z0-9-]{1,29}")
LONGEST_NAME: Final = 60
LONGEST_TOKEN: Final = 200
WHO: Final = "command line"


class SourceError(ValueError):
    """The source cannot be made or changed; the message says why, in Chinese."""


def actor(code: str) -> str:
    """Who a source is in the log."""
    return f"source:{code}"


async def add(database: Database, code: str, kind: str, name: str) -> str:
    """Let a source hand cases over.

    Args:
        code: 2 to 30 of ``a-z 0-9 -``; it stands with each of the source's cases for ever.
        kind: one of ``data/knowledge/sources.yml``.
        name: as staff read it, 1 to 60 characters.

    Returns:
        Its token, shown this once.

    Raises:
        SourceError: the code exists, or code, kind or name will not do.
    """
    name = name.strip()
    if not CODE.fullmatch(code):
        raise SourceError("代码用 2 到 30 个小写字母、数字或 -。")
    if kind not in kinds.load():
        raise SourceError(f"没有这一类来源：{kind}。可用的有：{' '.join(kinds.load())}")
    if not 0 < len(name) <= LONGEST_NAME:
        raise SourceError(f"请写上名称，最多 {LONGEST_NAME} 个字。")
    token = secrets.token_urlsafe(32)
    async with database.writing() as session:
        if await session.get(Source, code) is not None:
            raise SourceError(f"来源 {code} 已经有了。")
        session.add(
            Source(code=code, kind=kind, name=name, token_hash=_hash(token), made_at=utc_now())
        )
        audit.record(session, WHO, "source_added", after={"code": code, "kind": kind})
    return token


async def renew(database: Database, code: str) -> str:
    """Give a source a new token, which ends the old one, and let it hand over again.

    Raises:
        SourceError: there is no such source.
    """
    token = secrets.token_urlsafe(32)
    async with database.writing() as session:
        source = await _one(session, code)
        source.token_hash, source.stopped = _hash(token), False
        audit.record(session, WHO, "source_renewed", after={"code": code})
    return token


async def stop(database: Database, code: str) -> None:
    """Take a source's token away; its cases stay.

    Raises:
        SourceError: there is no such source.
    """
    async with database.writing() as session:
        (await _one(session, code)).stopped = True
        audit.record(session, WHO, "source_stopped", after={"code": code})


async def by_token(database: Database, token: str) -> Source | None:
    """Whose token it is; None when it is nobody's, or its source was stopped."""
    if not 0 < len(token) <= LONGEST_TOKEN:
        return None
    async with database.reading() as session:
        return await session.scalar(
            select(Source).where(Source.token_hash == _hash(token), Source.stopped.is_(False))
        )


async def everyone(session: AsyncSession) -> list[Source]:
    """All sources by their code, the stopped ones too."""
    return list(await session.scalars(select(Source).order_by(Source.code)))


async def _one(session: AsyncSession, code: str) -> Source:
    source = await session.get(Source, code)
    if source is None:
        raise SourceError(f"没有来源 {code}。")
    return source


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
