"""The action server: rasa-sdk's own, on loopback, with outbox and reminders running beside it."""

from __future__ import annotations

import asyncio
import logging
import sys

from rasa_sdk.endpoint import create_app
from sanic import Sanic

from actions import outbox, reminders
from actions.settings import Settings, SettingsError
from intake import knowledge
from legal import entries

LARGEST_REQUEST = 8 * 1024 * 1024


def make_app() -> Sanic:
    """rasa-sdk's application with all actions of this package."""
    app = create_app("actions", cors_origins=[])
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.ACCESS_LOG = False

    @app.listener("after_server_start")
    async def start_outbox(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.outbox = loop.create_task(outbox.box().run())
        app.ctx.reminders = loop.create_task(reminders.reminders().run())

    @app.listener("before_server_stop")
    async def stop_outbox(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.outbox.cancel()
        app.ctx.reminders.cancel()
        await outbox.box().close()
        await reminders.reminders().close()

    return app


def main() -> int:
    """Serve until stopped; 2 with one line where a setting or the district's data is wrong."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    try:
        settings = Settings.from_environment()
        knowledge.load()
        entries.load()  # half a second, better now than in the first question of law
    except (SettingsError, knowledge.KnowledgeError) as error:
        print(f"actions: {error}", file=sys.stderr)
        return 2
    make_app().run(host="127.0.0.1", port=settings.port, workers=1, access_log=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
