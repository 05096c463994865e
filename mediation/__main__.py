"""``python -m mediation`` serves; ``python -m mediation create-staff`` makes an account."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys

import structlog
from aiohttp import web
from pydantic import ValidationError

from mediation import staff
from mediation.app import make_app
from mediation.db import Database
from mediation.settings import Settings


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped; 2 with one line for a wrong setting or a port in use."""
    asked = _parser().parse_args(arguments)
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    try:
        settings = Settings()
    except ValidationError as error:
        names = ", ".join(".".join(map(str, one["loc"])).upper() for one in error.errors())
        print(f"mediation: missing or wrong setting: {names}", file=sys.stderr)
        return 2
    settings.var_dir.mkdir(parents=True, exist_ok=True)
    if asked.command == "create-staff":
        print(asyncio.run(_create(settings, asked)))
        return 0
    host, port = settings.mediation_host, settings.mediation_port
    try:
        web.run_app(make_app(settings), host=host, port=port, print=None, access_log=None)
    except OSError as error:
        print(f"mediation: cannot listen on {host}:{port}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


async def _create(settings: Settings, asked: argparse.Namespace) -> str:
    database = Database(settings.database)
    try:
        await database.migrate()
        password = await staff.create(database, asked.login, asked.name, asked.role)
    finally:
        await database.close()
    return f"账号 {asked.login} 已建立，初始密码：{password}（首次登录后请修改）"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mediation", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    create = commands.add_parser("create-staff", help="make a staff account")
    create.add_argument("login", help="what is typed at sign-in")
    create.add_argument("name", help="the person's name")
    create.add_argument("--role", default="clerk", choices=staff.ROLES)
    return parser


if __name__ == "__main__":
    sys.exit(main())
