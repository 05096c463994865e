"""The backend as one application: the case API for services, the console for staff."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from aiohttp import web

from mediation import api, console, health, security_headers, staff
from mediation.db import Database
from mediation.deadlines import daily, watch
from mediation.keys import DATABASE, SETTINGS
from mediation.logs import logged, of_server
from mediation.notify import sender
from mediation.organisations import store as organisations
from mediation.outgoing import sender as outgoing
from mediation.outgoing import targets
from mediation.problems import as_problems
from mediation.settings import Settings
from mediation.warning import escalation

LARGEST_BODY: Final = 1024 * 1024


def make_app(settings: Settings) -> web.Application:
    """The application; tables are brought up to date when it starts."""
    app = web.Application(
        client_max_size=LARGEST_BODY,
        middlewares=[logged, as_problems],
        handler_args={"logger": of_server()},
    )
    app[SETTINGS] = settings
    app[DATABASE] = Database(settings.database, settings.keyring)
    targets.fit(app[DATABASE].engine.sync_engine, targets.read(settings))
    app.cleanup_ctx.append(_database)
    app.cleanup_ctx.append(sender.running)
    app.cleanup_ctx.append(daily.running)
    app.cleanup_ctx.append(escalation.running)
    app.cleanup_ctx.append(outgoing.running)
    app.on_response_prepare.append(security_headers.add)
    health.setup(app)
    api.setup(app)
    console.setup(app)
    return app


async def _database(app: web.Application) -> AsyncIterator[None]:
    database = app[DATABASE]
    try:
        await database.migrate()
        await organisations.ensure(database)
        await watch.ensure(database)
        await staff.ensure_first_account(database, app[SETTINGS].var_dir)
        yield
    finally:
        await database.close()
