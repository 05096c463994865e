"""``python -m mediation`` serves; ``create-staff`` and ``reset-password`` look after accounts."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys

import structlog
from aiohttp import web
from pydantic import ValidationError

from intake import knowledge
from mediation import staff
from mediation.app import make_app
from mediation.db import Database
from mediation.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 2 with a line for a wrong setting, wrong data or a port in use.

    All files are made for the owner's eyes alone: they hold what citizens told.
    """
    asked = _parser().parse_args(arguments)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        settings = Settings()  # type: ignore[call-arg]  # the environment has them
    except ValidationError as error:
        names = ", ".join(".".join(map(str, one["loc"])).upper() for one in error.errors())
        print(f"mediation: missing or wrong setting: {names}", file=sys.stderr)
        return 2
    try:
        knowledge.load()
    except knowledge.KnowledgeError as error:
        print(f"mediation: data/knowledge cannot be used:\n{error}", file=sys.stderr)
        return 2
    os.umask(0o077)
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    if asked.command:
        return _look_after_accounts(settings, asked)
    host, port = settings.mediation_host, settings.mediation_port
    try:
        web.run_app(make_app(settings), host=host, port=port, print=None, access_log=None)
    except OSError as error:
        print(f"mediation: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


def _look_after_accounts(settings: Settings, asked: argparse.Namespace) -> int:
    try:
        password = asyncio.run(_new_password(settings, asked))
    except staff.AccountError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"账号 {asked.login} 的初始密码：{password}（首次登录后请修改）")
    return 0


async def _new_password(settings: Settings, asked: argparse.Namespace) -> str:
    database = Database(settings.database)
    try:
        await database.migrate()
        if asked.command == "create-staff":
            return await staff.create(database, asked.login, asked.name, asked.role)
        password = await staff.reset_password(database, asked.login)
        staff.forget_first_account(settings.var_dir, asked.login)
        return password
    finally:
        await database.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mediation", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    create = commands.add_parser("create-staff", help="make a staff account")
    create.add_argument("login", help="what is typed at sign-in")
    create.add_argument("name", help="the person's name")
    create.add_argument("--role", default="clerk", choices=tuple(staff.ROLES))
    reset = commands.add_parser("reset-password", help="give an account a new first password")
    reset.add_argument("login", help="the account")
    return parser


if __name__ == "__main__":
    sys.exit(main())
