"""The door between the gateway and Rasa: one JSON request a message, one JSON list of answers.

``POST /webhooks/xiaoyi/webhook`` with ``{"sender", "message", "message_id", "metadata"}`` answers
``[{"text"}, …]``. Rasa's own REST channel splits texts on blank lines, swallows exceptions with the
citizen's words in the log, and does a repeated message twice; this one does none of that.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Awaitable, Callable
from typing import Any, Final

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import retention
from bot.action_server import ActionsAway
from bot.conversation import Conversations
from bot.law import statute_search
from intake.failures import where

LONGEST: Final = {"sender": 100, "message": 20_000, "message_id": 200}
MOST_METADATA: Final = 20
NO_MODEL: Final = "rasa: models/current.tar.gz cannot be loaded: make train"
CANNOT_START: Final = 2
log = logging.getLogger(__name__)


class BadMessage(ValueError):
    """A request that is no message; the text says why and quotes nothing."""


def read_message(body: Any) -> dict[str, Any]:
    """Check a request's body.

    Returns:
        ``sender``, ``message``, ``message_id`` as strings and ``metadata`` as a mapping.

    Raises:
        BadMessage: a field is missing, of the wrong kind, or too long.
    """
    if not isinstance(body, dict):
        raise BadMessage("not a JSON object")
    for name, longest in LONGEST.items():
        value = body.get(name)
        if not isinstance(value, str) or not value.strip():
            raise BadMessage(f"{name} is missing")
        if len(value) > longest:
            raise BadMessage(f"{name} is longer than {longest} characters")
    metadata = body.get("metadata", {})
    if not isinstance(metadata, dict) or len(metadata) > MOST_METADATA:
        raise BadMessage("metadata is no small object")
    return {**{name: body[name] for name in LONGEST}, "metadata": metadata}


class XiaoyiChannel(InputChannel):  # type: ignore[misc]
    """Rasa's side of the door; named in ``credentials.yml``."""

    def __init__(self) -> None:
        self._warm = False

    @classmethod
    def name(cls) -> str:
        """The channel's name and the middle of its address."""
        return "xiaoyi"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's two addresses."""
        door = Blueprint("xiaoyi", __name__)

        @door.listener("after_server_start")
        async def begin(app: Any, _: asyncio.AbstractEventLoop) -> None:
            """Rasa by itself would serve without its model, and nobody would ever be answered."""
            if not app.ctx.agent.is_ready():
                print(NO_MODEL, file=sys.stderr, flush=True)
                os._exit(CANNOT_START)  # Sanic would take any exception here for its own
            app.ctx.conversations = Conversations(app.ctx.agent)
            app.ctx.retention = asyncio.get_running_loop().create_task(retention.run(app))

        @door.listener("before_server_stop")
        async def end(app: Any, _: asyncio.AbstractEventLoop) -> None:
            app.ctx.retention.cancel()
            await asyncio.gather(app.ctx.retention, return_exceptions=True)
            await app.ctx.conversations.close()

        @door.route("/", methods=["GET"])
        async def ready(request: Request) -> HTTPResponse:
            """200 once a model is loaded and warm: first use of each part takes a second."""
            agent = request.app.ctx.agent
            loaded = agent is not None and agent.is_ready()
            if loaded and not self._warm:
                await agent.processor.parse_message(
                    UserMessage("您好，我想问个事", sender_id="warm-up")
                )
                statute_search()
                self._warm = True
            return response.json({"model": bool(loaded)}, status=200 if loaded else 503)

        @door.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            """Answer a message; 400 for what is none, 503 while it may be repeated."""
            try:
                message = read_message(request.json)
            except BadMessage as error:
                return response.json({"error": str(error)}, status=400)
            return await self._answer(request, message)

        return door

    @staticmethod
    async def _answer(request: Request, message: dict[str, Any]) -> HTTPResponse:
        try:
            said = await request.app.ctx.conversations.take(
                message["sender"],
                message["message"],
                message["message_id"],
                message["metadata"],
            )
        except ActionsAway as error:
            log.warning("a turn was not taken: the action server is away (%s)", error)
            return response.json({"error": "actions away"}, status=503)
        except Exception as error:  # noqa: BLE001 - its words may quote a citizen: only the type is logged
            log.error("a turn failed: %s", where(error))  # noqa: TRY400 - see above
            return response.json({"error": "turn failed"}, status=500)
        return response.json([{"text": text} for text in said])
