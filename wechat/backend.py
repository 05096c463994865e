"""The one thing the gateway asks the backend: whether a citizen has a case, to which files belong."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

import aiohttp

PATH: Final = "/api/v1/cases"
PATIENCE: Final = aiohttp.ClientTimeout(total=3.0)


class BackendAway(Exception):
    """It does not answer as it should; the text says why and quotes nothing."""


class Backend:
    """A client of the case API.

    Args:
        session: an aiohttp client session.
        address: where it listens, without a path.
        token: the bearer token; empty: it cannot be asked.
    """

    def __init__(self, session: aiohttp.ClientSession, address: str, token: str) -> None:
        self._session = session
        self._address = address + PATH
        self._headers = {"Authorization": f"Bearer {token}"}

    async def has_case(self, citizen: str) -> bool:
        """Whether any case is this citizen's.

        Raises:
            BackendAway: nobody can say.
        """
        try:
            async with self._session.get(
                self._address,
                params={"citizen": citizen, "page_size": "1"},
                headers=self._headers,
                timeout=PATIENCE,
            ) as answer:
                if answer.status != HTTPStatus.OK:
                    raise BackendAway(str(answer.status))
                return int((await answer.json())["total"]) > 0
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise BackendAway(type(error).__name__) from error
        except (ValueError, TypeError, KeyError) as error:
            raise BackendAway("not the case API's answer") from error
