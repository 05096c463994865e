"""The trained model, without a server."""

from __future__ import annotations

import asyncio
import logging
import os
from pathlib import Path
from typing import Any, Final

import structlog
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

MODEL: Final = Path(__file__).resolve().parent.parent / "models" / "current.tar.gz"


class Model:
    """Parses texts with the same components as the running service."""

    def __init__(self, path: Path = MODEL) -> None:
        """Load a model.

        Raises:
            FileNotFoundError: it has not been trained.
        """
        if not path.exists():
            raise FileNotFoundError(f"{path.name} is missing: make train")
        logging.getLogger("rasa").setLevel(logging.ERROR)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
        self._processor = Agent.load(str(path)).processor
        self._loop = asyncio.new_event_loop()

    def parse(self, text: str) -> dict[str, Any]:
        """Everything the components wrote about one message without context."""
        parsed: dict[str, Any] = self._loop.run_until_complete(
            self._processor.parse_message(UserMessage(text=text, sender_id="assess"))
        )
        return parsed

    def parse_on(self, text: str, today: str) -> dict[str, Any]:
        """The same, with relative dates counted from an ISO date."""
        before = os.environ.get("ASSESS_TODAY")
        os.environ["ASSESS_TODAY"] = today
        try:
            return self.parse(text)
        finally:
            if before is None:
                del os.environ["ASSESS_TODAY"]
            else:
                os.environ["ASSESS_TODAY"] = before
