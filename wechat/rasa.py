"""The client of Rasa's channel: one request a turn, repeatable because the channel knows turn ids."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import suppress
from typing import Any, Final

import aiohttp
from yarl import URL

PATH: Final = "/webhooks/xiaoyi/webhook"
READY: Final = "/webhooks/xiaoyi/"
LONGEST_TEXT: Final = 20_000
ENCODE: Final = json.JSONEncoder(ensure_ascii=False).encode
JSON: Final = {"Content-Type": "application/json"}
BREATH: Final = 0.1
STALLED: Final = 10.0
"""Seconds without any answer, while some are awaited, after which Rasa counts as away."""


class RasaAway(Exception):
    """Not reached, or not able now: the same turn may be asked for again."""


class TurnFailed(Exception):
    """Rasa answered that this turn went wrong; another attempt may go the same way."""


class TurnRefused(Exception):
    """Rasa does not take this message; another attempt would not help."""


class Rasa:
    """Asks Rasa for a turn.

    Args:
        session: an aiohttp client session.
        address: where Rasa listens, without a path.
        timeout: seconds for one attempt.
    """

    def __init__(self, session: aiohttp.ClientSession, address: str, timeout: float) -> None:
        self._session = session
        self._address = address
        self._url = URL(address + PATH)
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=2.0)
        self._here = asyncio.Event()
        self._here.set()
        self._asking = 0
        self._moved_at = 0.0

    @property
    def away(self) -> bool:
        """Whether the last attempt of anybody failed, or all have hung for long."""
        stalled = self._asking > 0 and time.monotonic() - self._moved_at > STALLED
        return stalled or not self._here.is_set()

    async def ask(
        self, citizen: str, text: str, turn: str, kind: str, metadata: dict[str, Any]
    ) -> list[str]:
        """Ask for a turn; the bot's messages in order.

        Args:
            citizen: the keyed hash.
            turn: the turn's id; the same id again gets the same answers.

        Raises:
            RasaAway, TurnFailed, TurnRefused: see there.
        """
        body = {
            "sender": citizen,
            "message": text[:LONGEST_TEXT],
            "message_id": turn,
            "metadata": {**metadata, "kind": kind, "message_id": turn},
        }
        if self._asking == 0:
            self._moved_at = time.monotonic()
        self._asking += 1
        try:
            said = await self._post(body)
        except RasaAway:
            self._here.clear()
            raise
        except (aiohttp.ClientError, OSError) as error:
            self._here.clear()
            raise RasaAway(type(error).__name__) from error
        finally:
            self._asking -= 1
        self._here.set()
        self._moved_at = time.monotonic()
        return said

    async def wait(self, pause: float) -> None:
        """Wait until the pause is over, or less when a turn of another citizen succeeds."""
        await asyncio.sleep(min(BREATH, pause))
        with suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await self._here.wait()

    async def answers(self) -> bool:
        """Whether Rasa's server answers with a model loaded."""
        async with self._session.get(self._address + READY) as response:
            return response.status == 200

    async def _post(self, body: dict[str, Any]) -> list[str]:
        async with self._session.post(
            self._url, data=ENCODE(body).encode(), headers=JSON, timeout=self._timeout
        ) as response:
            if response.status == 200:
                return _texts(await response.read())
            if response.status in {502, 503, 504, 429, 404}:
                raise RasaAway(str(response.status))
            if response.status < 500:
                raise TurnRefused(str(response.status))
            raise TurnFailed(str(response.status))


def _texts(body: bytes) -> list[str]:
    try:
        answer = json.loads(body)
        return [str(said["text"]) for said in answer if said.get("text")]
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise TurnFailed("not the channel's answer") from error
