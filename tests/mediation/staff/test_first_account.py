"""The first start makes one account and says so once, to the owner alone."""

import stat

from launcher.readiness import first_account
from mediation import staff
from mediation.db import Database
from mediation.vault.keyring import Keyring


async def test_the_first_start_makes_admin_and_the_launcher_can_read_it(settings, database):
    told = first_account(settings.var_dir)
    login, password = (line.split("：")[1] for line in told.splitlines()[:2])
    assert login == "admin"
    assert await staff.sign_in(database, login, password)
    mode = (settings.var_dir / "first-account.txt").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


async def test_a_second_start_changes_nothing(settings, database):
    told = first_account(settings.var_dir)
    await staff.ensure_first_account(database, settings.var_dir)
    assert first_account(settings.var_dir) == told


async def test_no_account_is_made_where_there_is_one(tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/mediation.db", Keyring(["k" * 32]))
    await database.migrate()
    await staff.create(database, "li.na", "李娜", "administrator")
    await staff.ensure_first_account(database, tmp_path)
    await database.close()
    assert first_account(tmp_path) is None


async def test_a_crash_before_the_account_is_made_is_made_good_by_the_next_start(tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/mediation.db", Keyring(["k" * 32]))
    await database.migrate()
    (tmp_path / "first-account.txt").write_text("账号：admin\n初始密码：of-a-crashed-start\n")
    await staff.ensure_first_account(database, tmp_path)
    password = first_account(tmp_path).splitlines()[1].split("：")[1]
    assert await staff.sign_in(database, "admin", password)
    await database.close()
