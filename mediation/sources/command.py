"""``python -m mediation source …``: who may hand cases over."""

from __future__ import annotations

import argparse
from typing import Any

from mediation.db import Database
from mediation.sources import store


def add_to(commands: Any) -> None:
    """Add the command to a parser's subcommands."""
    source = commands.add_parser("source", help="let another office's system hand cases over")
    actions = source.add_subparsers(dest="action", required=True)
    add = actions.add_parser("add", help="make a source and show its token, this once")
    add.add_argument("code", help="stands with each of its cases for ever")
    add.add_argument("kind", help="petition, police, court, hotline or grid")
    add.add_argument("name", help="as staff read it")
    for name, does in (
        ("renew", "a new token, which ends the old one"),
        ("stop", "take the token away; the cases stay"),
    ):
        actions.add_parser(name, help=does).add_argument("code", help="the source")
    actions.add_parser("list", help="all sources")


async def run(database: Database, asked: argparse.Namespace) -> str:
    """Do it, and say what was done.

    Raises:
        mediation.sources.store.SourceError: it cannot be done.
    """
    if asked.action == "list":
        async with database.reading() as session:
            rows = await store.everyone(session)
        lines = [
            f"{one.code}  {one.kind}  {one.name}{'（已停用）' if one.stopped else ''}"
            for one in rows
        ]
        return "\n".join(lines) or "还没有来源。"
    if asked.action == "stop":
        await store.stop(database, asked.code)
        return f"来源 {asked.code} 已停用，它送来的案子都在。"
    if asked.action == "renew":
        token = await store.renew(database, asked.code)
    else:
        token = await store.add(database, asked.code, asked.kind, asked.name)
    return f"来源 {asked.code} 的令牌：{token}\n只显示这一次，请用保密的方式交给对方。"
