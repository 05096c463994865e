"""What a citizen sent in the chat, kept by the gateway: the list, and one file."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

import aiohttp
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from mediation.settings import Settings

PATIENCE: Final = aiohttp.ClientTimeout(total=10)
LARGEST: Final = 32 * 1024 * 1024
LARGEST_LIST: Final = 2 * 1024 * 1024
PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp"})
"""Types a page may show; any other file is only given to be taken away."""


class Away(Exception):
    """The gateway does not answer, or not with what was asked for."""


class File(BaseModel):
    """One file of a citizen, as ``GET /internal/media`` lists it.

    Attributes:
        kind: image, voice or video.
        state: ``waiting`` (still to be fetched), ``stored``, ``refused`` (too large, or none of the
            kinds that are kept), ``gone`` (Tencent has it no more).
    """

    model_config = ConfigDict(frozen=True)

    message: str
    kind: str
    state: str
    sha256: str | None
    content_type: str | None
    size: int | None
    received_at: datetime

    @property
    def picture(self) -> bool:
        """Whether a page may show it."""
        return self.state == "stored" and self.content_type in PICTURES


LIST: Final = TypeAdapter(list[File])


async def of_citizen(settings: Settings, citizen: str) -> list[File]:
    """A citizen's files, oldest first.

    Raises:
        Away: nobody can say.
    """
    path = f"?citizen={citizen}"
    async with _asked(settings, path) as answer:
        try:
            listed = (await answer.json())["items"]
            return LIST.validate_python(listed)
        except (ValueError, TypeError, KeyError, ValidationError) as error:
            raise Away("not a list of files") from error


async def body(settings: Settings, sha256: str) -> bytes:
    """A stored file.

    Raises:
        Away: it cannot be had.
    """
    async with _asked(settings, f"/{sha256}") as answer:
        if (answer.content_length or 0) > LARGEST:
            raise Away("too large")
        return await answer.read()


@asynccontextmanager
async def _asked(settings: Settings, path: str) -> AsyncIterator[aiohttp.ClientResponse]:
    address = f"http://127.0.0.1:{settings.gateway_port}/internal/media{path}"
    token = settings.mediation_api_token.get_secret_value()
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(address, headers={"Authorization": f"Bearer {token}"}) as answer,
        ):
            if answer.status != 200:
                raise Away(str(answer.status))
            yield answer
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Away(type(error).__name__) from error
