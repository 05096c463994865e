"""What ``python -m mediation`` does beside serving: accounts, organisations."""

from __future__ import annotations

import argparse
import asyncio
import sys
from pathlib import Path

from mediation import csv_import, staff
from mediation.corrections import export
from mediation.db import Database
from mediation.demo import seed
from mediation.mediators import csv_file as mediators
from mediation.organisations import csv_file, store
from mediation.settings import Settings
from mediation.sources import SourceError
from mediation.sources import command as source_command
from mediation.vault import rotation


def parser(description: str | None) -> argparse.ArgumentParser:
    """The command line."""
    made = argparse.ArgumentParser(prog="python -m mediation", description=description)
    commands = made.add_subparsers(dest="command")
    create = commands.add_parser("create-staff", help="make a staff account")
    create.add_argument("login", help="what is typed at sign-in")
    create.add_argument("name", help="the person's name")
    create.add_argument("--role", default="clerk", choices=tuple(staff.ROLES))
    create.add_argument("--organisation", help="its code; by default the district")
    reset = commands.add_parser("reset-password", help="give an account a new first password")
    reset.add_argument("login", help="the account")
    tree = commands.add_parser("import-organisations", help="put a CSV file into the tree")
    tree.add_argument("file", type=Path, help="编码,名称,类别,上级编码,镇街")
    source_command.add_to(commands)
    people = commands.add_parser("import-mediators", help="make or renew mediators from a CSV file")
    people.add_argument(
        "file", type=Path, help="账号,姓名,机构编码,专长,服务镇街,语言,每周休息,介绍"
    )
    demo = commands.add_parser("demo", help="fill an empty database with an invented year")
    demo.add_argument("--cases", type=int, default=2000, choices=range(1, 100_001), metavar="N")
    commands.add_parser("rotate-keys", help="encrypt everything anew under the newest key")
    commands.add_parser("corrections", help="write what staff corrected to VAR_DIR, to be approved")
    return made


def run(settings: Settings, asked: argparse.Namespace) -> int:
    """Do a command; 1 with a line for each reason why it was not done."""
    try:
        print(asyncio.run(_run(settings, asked)))
    except (
        staff.AccountError,
        csv_import.CannotImport,
        seed.NotEmpty,
        SourceError,
        rotation.StillWritten,
    ) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


async def _run(settings: Settings, asked: argparse.Namespace) -> str:
    database = Database(settings.database, settings.keyring)
    try:
        await database.migrate()
        await store.ensure(database)
        if asked.command == "import-organisations":
            number = await csv_file.import_file(database, asked.file)
            return f"导入了 {number} 个机构。"
        if asked.command == "rotate-keys":
            return (
                f"{await rotation.rotate(database, _progress)} 行换到了新密钥，旧密钥可以去掉了。"
            )
        if asked.command == "corrections":
            file, number, left_out = await export.export(database, settings.var_dir)
            return f"{number} 条写在 {file}，{left_out} 件没有放进去。用之前请逐条看过。"
        if asked.command == "source":
            return await source_command.run(database, asked)
        if asked.command == "import-mediators":
            number = await mediators.import_file(database, asked.file)
            return f"导入了 {number} 位调解员。新账号还没有密码，由管理员重置后交给本人。"
        if asked.command == "demo":
            passwords = await seed.seed(database, asked.cases)
            lines = "\n".join(f"  {login}  {password}" for login, password in passwords.items())
            return f"演示数据 {asked.cases} 件。账号和初始密码（首次登录要改）：\n{lines}"
        if asked.command == "create-staff":
            password = await staff.create(
                database, asked.login, asked.name, asked.role, organisation=asked.organisation
            )
        else:
            password = await staff.reset_password(database, asked.login)
            staff.forget_first_account(settings.var_dir, asked.login)
        return f"账号 {asked.login} 的初始密码：{password}（首次登录后请修改）"
    finally:
        await database.close()


def _progress(table: str, done: int) -> None:
    print(f"  {table} {done}", file=sys.stderr)
