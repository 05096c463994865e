"""``python -m wechat`` serves."""

from __future__ import annotations

import logging
import sqlite3
import sys

import structlog
from aiohttp import web
from pydantic import ValidationError

from wechat.app import make_app
from wechat.lock import Taken, held
from wechat.settings import Settings


def main() -> int:
    """Serve until stopped; 2 with one line for a wrong setting or a port or folder in use."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        settings = Settings()  # type: ignore[call-arg]  # the environment has them
    except ValidationError as error:
        names = ", ".join(".".join(map(str, one["loc"])).upper() for one in error.errors())
        print(f"wechat: missing or wrong setting: {names}", file=sys.stderr)
        return 2
    return serve(settings)


def serve(settings: Settings) -> int:
    """Run the gateway until a signal ends it."""
    host, port = settings.gateway_host, settings.gateway_port
    try:
        with held(settings.var_dir):
            web.run_app(
                make_app(settings),
                host=host,
                port=port,
                print=None,
                access_log=None,
                shutdown_timeout=settings.reply_seconds + 0.5,
            )
    except Taken as error:
        print(f"wechat: {error.strerror}: {settings.var_dir}", file=sys.stderr)
        return 2
    except sqlite3.Error as error:
        print(f"wechat: cannot use {settings.database}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"wechat: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
