"""``python -m wechat`` serves; ``menu`` shows or pushes the menu, ``qrcode`` makes a village's code."""

from __future__ import annotations

import argparse
import gc
import logging
import sqlite3
import sys
from typing import Final

import structlog
import uvloop
from aiohttp import web
from pydantic import ValidationError

from intake.knowledge import KnowledgeError
from wechat import account
from wechat.app import make_app
from wechat.lock import Unusable, held
from wechat.settings import Settings

COLLECT: Final = (20_000, 20, 50)
"""Python's collector looks for rings of objects seldom, and never among what was imported: a message
leaves hardly any behind, and looking took a fifth of its time."""


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped, or do what is asked; 2 with one line for a wrong setting or command."""
    asked = _parser().parse_args(arguments)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    if asked.command == "menu" and not asked.push:
        print(account.shown())
        return 0
    try:
        settings = Settings()  # type: ignore[call-arg]  # the environment has them
    except ValidationError as error:
        names = ", ".join(".".join(map(str, one["loc"])).upper() for one in error.errors())
        print(f"wechat: missing or wrong setting: {names}", file=sys.stderr)
        return 2
    if asked.command == "menu":
        return account.push_menu(settings)
    if asked.command == "qrcode":
        return account.make_codes(settings, asked.scene)
    return serve(settings)


def serve(settings: Settings) -> int:
    """Run the gateway until a signal ends it; 2 where port, folder or file cannot be had or read."""
    host, port = settings.gateway_host, settings.gateway_port
    gc.freeze()
    gc.set_threshold(*COLLECT)
    try:
        with held(settings.var_dir):
            web.run_app(
                make_app(settings),
                host=host,
                port=port,
                print=None,
                access_log=None,
                loop=uvloop.new_event_loop(),
                shutdown_timeout=settings.gateway_reply_seconds + 0.5,
            )
    except Unusable as error:
        print(f"wechat: {error}", file=sys.stderr)
        return 2
    except KnowledgeError as error:
        print(f"wechat: {error}", file=sys.stderr)
        return 2
    except sqlite3.Error as error:
        print(f"wechat: cannot use {settings.database}: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"wechat: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m wechat", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    menu = commands.add_parser("menu", help="show the account's menu")
    menu.add_argument("--push", action="store_true", help="put it up on the account")
    code = commands.add_parser("qrcode", help="make a village's QR code, or several")
    code.add_argument(
        "scene", nargs="+", help="what a code carries: town and village, 古邵镇/坊上村"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
