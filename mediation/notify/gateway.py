"""The gateway's ``POST /internal/notify``, as a client sees it."""

from __future__ import annotations

from enum import Enum
from typing import Final

import aiohttp

from mediation.models import Notice
from mediation.settings import Settings

PATIENCE: Final = aiohttp.ClientTimeout(total=10)


class Outcome(Enum):
    """What became of an attempt."""

    TAKEN = "the gateway has it"
    REFUSED = "it will never take it"
    AWAY = "try again"


OUTCOMES: Final = {
    200: Outcome.TAKEN,
    202: Outcome.TAKEN,
    400: Outcome.REFUSED,
    413: Outcome.REFUSED,
    422: Outcome.REFUSED,
}
"""Status → outcome; everything else is tried again, a wrong token too: somebody will mend it."""


class Gateway:
    """A client that keeps its connections until it is closed."""

    def __init__(self, settings: Settings) -> None:
        self._address = f"http://127.0.0.1:{settings.gateway_port}/internal/notify"
        self._headers = {
            "Authorization": f"Bearer {settings.mediation_api_token.get_secret_value()}"
        }
        self._session: aiohttp.ClientSession | None = None

    async def tell(self, notice: Notice) -> Outcome:
        """Hand a notice over; the same key again changes nothing there."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=PATIENCE, headers=self._headers)
        body = {
            "citizen": notice.citizen,
            "text": notice.text,
            "discreet": notice.discreet,
            "key": notice.key,
        }
        try:
            async with self._session.post(self._address, json=body) as answer:
                return OUTCOMES.get(answer.status, Outcome.AWAY)
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Outcome.AWAY

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()
