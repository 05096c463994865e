"""The action server, asked over one kept connection and given what an action can use.

Rasa's own call posts all events with everything that was understood of each, compresses them, opens a
connection for it, and checks the answer against a JSON schema, which alone took half the time of a
turn. An action reads the slots, the last message, and what was said since its draft was begun
(:mod:`intake.transcript`): that is posted. Rasa also goes on in silence when nobody answers; here the
turn has not happened.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any, Final

import aiohttp
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.version import __version__

from bot import events

PATIENCE: Final = aiohttp.ClientTimeout(total=25.0, sock_connect=2.0)
"""Less than the gateway's for a whole turn."""
IDLE: Final = 3.0
"""Seconds after which a connection is not used again; the action server closes it at five."""
JSON: Final = {"Content-Type": "application/json"}
OPENED_AT: Final = "opened_at"
"""The slot that says since when words belong to the draft in hand."""
REMEMBERED: Final = ("safe_text", "facts", "corrections", "answer", "village")
"""What of an earlier message's understanding goes into a transcript."""


class ActionsAway(Exception):
    """The action server could not be reached; the turn has not happened and may be repeated."""


class ActionFailed(Exception):
    """It answered with something else than an action's result; the text quotes nothing."""


class ActionServer:
    """A client of the action server.

    Args:
        address: its webhook.
    """

    def __init__(self, address: str) -> None:
        self._address = address
        self._session: aiohttp.ClientSession | None = None

    async def run(
        self,
        action: str,
        tracker: DialogueStateTracker,
        channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
    ) -> list[Event]:
        """Have an action done; what it says and sets, as events.

        Raises:
            ActionsAway, ActionFailed: see there.
        """
        body = {
            "next_action": action,
            "sender_id": tracker.sender_id,
            "tracker": _state(tracker),
            "version": __version__,
        }
        result = await self._post(json.dumps(body, ensure_ascii=False).encode())
        try:
            said = await RemoteAction._utter_responses(result["responses"], channel, nlg, tracker)
            return [*said, *events.read(result["events"])]
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ActionFailed(f"{action}: no result of an action") from error

    async def close(self) -> None:
        """Close the connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, body: bytes) -> Any:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(keepalive_timeout=IDLE),
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=PATIENCE,
            )
        try:
            async with self._session.post(self._address, data=body, headers=JSON) as answer:
                content = await answer.read()
        except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError) as error:
            raise ActionsAway(type(error).__name__) from error
        except asyncio.TimeoutError as error:
            raise ActionsAway("timeout") from error
        if answer.status != 200:
            raise ActionFailed(f"status {answer.status}")
        try:
            return json.loads(content)
        except ValueError as error:
            raise ActionFailed("not JSON") from error


def _state(tracker: DialogueStateTracker) -> dict[str, Any]:
    """The tracker as rasa-sdk reads it, with the events that :func:`_told` chooses."""
    return {
        "sender_id": tracker.sender_id,
        "slots": tracker.current_slot_values(),
        "latest_message": tracker.latest_message.parse_data,
        "events": list(_told(tracker)),
        "latest_action_name": tracker.latest_action_name,
    }


def _told(tracker: DialogueStateTracker) -> Iterator[dict[str, Any]]:
    """What was said since the draft was begun, and the last message whole."""
    since = tracker.get_slot(OPENED_AT)
    for event in tracker.events:
        if event is tracker.latest_message:
            yield event.as_dict()
        elif since is not None and event.timestamp >= since:
            row = {"timestamp": event.timestamp, "text": getattr(event, "text", None)}
            if isinstance(event, UserUttered):
                heard = {
                    name: event.parse_data[name] for name in REMEMBERED if name in event.parse_data
                }
                yield {"event": "user", **row, "parse_data": heard}
            elif isinstance(event, BotUttered):
                yield {"event": "bot", **row}
