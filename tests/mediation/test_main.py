"""The command line: one clear line for what is wrong, accounts, and nothing readable by others."""

import socket
import stat

import pytest
import structlog

from intake import knowledge
from mediation import staff
from mediation.__main__ import main
from mediation.db import Database
from mediation.deadlines import clocks
from mediation.vault.keyring import Keyring
from tests.mediation.conftest import DATA_KEY, TOKEN


@pytest.fixture
def var(tmp_path, monkeypatch):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("MEDIATION_API_TOKEN", TOKEN)
    monkeypatch.setenv("MEDIATION_DATA_KEYS", DATA_KEY)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield tmp_path
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDIATION_API_TOKEN", "short"),
        ("MEDIATION_PORT", "99999"),
        ("MEDIATION_PORT", "http"),
        ("SESSION_HOURS", "0"),
        ("MEDIATION_DATA_KEYS", ""),
        ("MEDIATION_DATA_KEYS", "short"),
        ("MEDIATION_DATA_KEYS", f"{DATA_KEY},{DATA_KEY}"),
    ],
)
@pytest.mark.usefixtures("var")
def test_a_wrong_setting_is_named_in_one_line(monkeypatch, capsys, name, value):
    monkeypatch.setenv(name, value)
    assert main([]) == 2
    assert capsys.readouterr().err.strip() == f"mediation: missing or wrong setting: {name}"


@pytest.mark.usefixtures("var")
def test_a_port_in_use_is_named_in_one_line(monkeypatch, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("MEDIATION_PORT", str(taken.getsockname()[1]))
        assert main([]) == 2
    assert "cannot listen on 127.0.0.1" in capsys.readouterr().err


@pytest.mark.usefixtures("var")
def test_with_wrong_data_it_refuses_to_start(monkeypatch, capsys):
    def wrong():
        raise knowledge.KnowledgeError("towns.yml: missing")

    monkeypatch.setattr(knowledge, "load", wrong)
    assert main([]) == 2
    assert "towns.yml: missing" in capsys.readouterr().err


@pytest.mark.usefixtures("var")
def test_wrong_clocks_are_told_in_one_line(monkeypatch, capsys):
    def wrong():
        raise knowledge.KnowledgeError("clocks.yml: clocks.0.settle.days: too many")

    monkeypatch.setattr(clocks, "load", wrong)
    assert main([]) == 2
    assert capsys.readouterr().err == (
        "mediation: data/knowledge cannot be used: clocks.yml: clocks.0.settle.days: too many\n"
    )


async def may_sign_in(var, login, password):
    database = Database(f"sqlite+aiosqlite:///{var}/mediation.db", Keyring([DATA_KEY]))
    try:
        return bool(await staff.sign_in(database, login, password))
    except staff.SignInRefused:
        return False
    finally:
        await database.close()


def password_told(capsys):
    return capsys.readouterr().out.split("初始密码：")[1].split("（")[0]


def test_an_account_is_made_and_its_password_reset(var, capsys):
    import asyncio

    assert main(["create-staff", "li.na", "李娜"]) == 0
    first = password_told(capsys)
    assert asyncio.run(may_sign_in(var, "li.na", first))
    assert main(["reset-password", "li.na"]) == 0
    second = password_told(capsys)
    assert asyncio.run(may_sign_in(var, "li.na", second))
    assert not asyncio.run(may_sign_in(var, "li.na", first))


def test_what_cannot_be_done_is_said(var, capsys):
    assert main(["create-staff", "li.na", "李娜"]) == 0
    assert main(["create-staff", "li.na", "李娜"]) == 1
    assert main(["reset-password", "nobody"]) == 1
    assert "已经有了" in (said := capsys.readouterr().err)
    assert "没有账号 nobody" in said
    files = [path for path in var.iterdir() if path.is_file()]
    assert files
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_another_key_is_refused_in_one_line_before_anything_is_read(var, capsys, monkeypatch):
    assert main(["create-staff", "li.na", "李娜"]) == 0
    other = "another-key-of-personal-data-for-tests"
    monkeypatch.setenv("MEDIATION_DATA_KEYS", other)
    capsys.readouterr()
    for command in (["create-staff", "wu", "吴"], []):
        assert main(command) == 2
        said = capsys.readouterr().err
        assert said.startswith("mediation: MEDIATION_DATA_KEYS lacks the key ")
        assert said.count("\n") == 1
        assert other not in said
        assert DATA_KEY not in said


def test_keys_are_renewed_by_one_command_and_the_old_one_can_go(var, capsys, monkeypatch):
    newer = "a-newer-key-of-personal-data-for-tests"
    assert main(["demo", "--cases", "3"]) == 0
    monkeypatch.setenv("MEDIATION_DATA_KEYS", f"{newer},{DATA_KEY}")
    capsys.readouterr()
    assert main(["rotate-keys"]) == 0
    assert "旧密钥可以去掉了" in capsys.readouterr().out
    monkeypatch.setenv("MEDIATION_DATA_KEYS", newer)
    assert main(["rotate-keys"]) == 0
    assert capsys.readouterr().out.startswith("0 行")
