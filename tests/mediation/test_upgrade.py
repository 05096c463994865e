"""A database of the first days comes up to date with all that is in it."""

import ast
import asyncio
import sqlite3

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select

from mediation import staff
from mediation.cases import fulltext, people, search
from mediation.db import HERE, Database
from mediation.deadlines import watch
from mediation.migrations import frozen_0013
from mediation.models import AuditEntry, Case, Note, case_index
from mediation.vault import append_only
from mediation.vault.keyring import Keyring, KeyringError

KEYRING = Keyring(["a-key-of-personal-data-for-tests-only"])

CASE = {
    "no": "YT2026-000001", "version": 1, "status": "submitted", "channel": "wechat", "citizen": "c-1",
    "draft_id": "d-1", "created_at": "2026-11-24 01:00:00.000000", "dispute_type": "邻里",
    "type_confidence": 0.8, "type_source": "bot", "type_ranking": "[]", "urgency_level": "blue",
    "urgency_rank": 2, "urgency_signals": "[]", "urgency_source": "bot", "route": "mediation",
    "applicant_name": "韩素芬", "applicant_phone": "13900000417", "narrative": "俺是韩素芬，邻居占道",
    "evidence": "[]", "answers": "{}", "consent": "{}", "wants_human": 0,
}  # fmt: skip
STAFF = {
    "login": "li.na", "name": "李娜", "role": "clerk", "password_hash": "x", "must_change": 0,
    "failures": 0,
}  # fmt: skip


def put(connection, table, row):
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])  # noqa: S608


@pytest.fixture
async def old(tmp_path):
    """A database as the first migration made it, with a case, an account and a log entry."""
    path = tmp_path / "old.db"
    await asyncio.to_thread(command.upgrade, configured(path), "0001")
    connection = sqlite3.connect(path)
    put(connection, "cases", CASE)
    put(connection, "staff", STAFF)
    put(
        connection,
        "notes",
        {"case_id": 1, "kind": "addition", "text": "话", "at": CASE["created_at"]},
    )
    put(
        connection, "audit_log", {"at": CASE["created_at"], "who": "bot", "action": "case_received"}
    )
    put(
        connection,
        "audit_log",
        {
            "at": CASE["created_at"],
            "who": "li.na",
            "action": "fact_corrected",
            "case_no": CASE["no"],
            "before": '{"field": "applicant_phone", "value": null}',
            "after": '{"field": "applicant_phone", "value": "13900000417"}',
            "reason": "韩素芬来电",
        },
    )
    connection.commit()
    connection.close()
    return path


def configured(path, keyring=None):
    config = Config()
    config.set_main_option("script_location", str(HERE / "migrations"))
    config.set_main_option("sqlalchemy.url", f"sqlite+aiosqlite:///{path}")
    config.attributes["keyring"] = keyring
    return config


async def test_nothing_is_lost_and_the_case_gets_its_clock(old):
    database = Database(f"sqlite+aiosqlite:///{old}", KEYRING)
    await database.migrate()
    await watch.ensure(database)
    async with database.reading() as session:
        case = (await session.scalars(select(Case))).one()
        ((account, organisation),) = await staff.everybody(session)
    await database.close()
    assert (case.no, case.narrative, case.sealed) == (
        "YT2026-000001",
        "俺是韩素芬，邻居占道",
        False,
    )
    assert case.due_on is not None
    assert (account.login, account.stopped, organisation) == ("li.na", False, None)
    connection = sqlite3.connect(old)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("SELECT count(*) FROM notes").fetchone() == (1,)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM audit_log")
    connection.close()


async def test_what_was_in_clear_is_encrypted_and_found(old):
    assert "韩素芬".encode() in old.read_bytes()
    database = Database(f"sqlite+aiosqlite:///{old}", KEYRING)
    await database.migrate()
    async with database.reading() as session:
        for q in ("韩素芬", "13900000417", "邻居占道", "YT2026-000001"):
            page = await search.find(session, search.Filters(q=q))
            (found,) = page.cases
            assert (found.no, page.total) == ("YT2026-000001", 1)
        entries = list(await session.scalars(select(AuditEntry).order_by(AuditEntry.id)))
        (note,) = await session.scalars(select(Note.text))
    await database.close()
    assert (found.applicant_name, found.applicant_phone, note) == ("韩素芬", "13900000417", "话")
    assert [(one.before, one.after, one.reason) for one in entries] == [
        (None, None, None),
        (
            {"field": "applicant_phone", "value": None},
            {"field": "applicant_phone", "value": "13900000417"},
            "韩素芬来电",
        ),
    ]
    for file in old.parent.glob("old.db*"):
        assert not [one for one in ("韩素芬", "13900000417") if one.encode() in file.read_bytes()]


async def test_without_a_key_nothing_is_encrypted_and_nothing_is_changed(old):
    before = sqlite3.connect(old).execute("SELECT * FROM cases").fetchall()
    with pytest.raises(KeyringError, match="MEDIATION_DATA_KEYS"):
        await asyncio.to_thread(command.upgrade, configured(old), "head")
    assert sqlite3.connect(old).execute("SELECT * FROM cases").fetchall() == before


async def test_the_way_back_keeps_the_case_too(old):
    connection = sqlite3.connect(old)
    kept = (
        "SELECT no, applicant_name, applicant_phone, narrative, answers, urgency_signals FROM cases"
    )
    before = connection.execute(kept).fetchall()
    await asyncio.to_thread(command.upgrade, configured(old, KEYRING), "head")
    await asyncio.to_thread(command.downgrade, configured(old, KEYRING), "0001")
    assert connection.execute(kept).fetchall() == before
    assert connection.execute("SELECT reason FROM audit_log").fetchall()[-1] == ("韩素芬来电",)
    connection.close()


def broken(*_, **__):
    raise AssertionError("a migration stands on what the service is today")


async def test_what_0013_writes_is_what_it_wrote_on_its_day(old, monkeypatch):
    live = {
        fulltext: ("create", "put", "searchable", "runs", "pairs"),
        people: ("name_key", "phone_key", "person_in", "surname"),
        case_index: ("digest", "searchable"),
        append_only: ("lift", "guard"),
    }
    for module, names in live.items():
        for name in names:
            monkeypatch.setattr(module, name, broken)
    await asyncio.to_thread(command.upgrade, configured(old, KEYRING), "0013")
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT * FROM case_texts").fetchall() == [
        (1, "yt2026 000001 俺是 邻居占道")
    ]
    found = "SELECT rowid FROM case_texts_grams WHERE case_texts_grams MATCH ?"
    assert connection.execute(found, ['"邻居 居占 占道"']).fetchall() == [(1,)]
    hashes = "SELECT applicant_name_hash, applicant_phone_hash, respondent_name_hash FROM cases"
    assert connection.execute(hashes).fetchall() == [
        ("04d35964cb7830fb350781cec19a42f0", "75f733d65e80793676bc0f8eb5b2a8d3", None)
    ]
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("UPDATE audit_log SET who = 'x'")
    connection.close()


@pytest.mark.parametrize(
    ("of", "value", "like"),
    [
        ("respondent_name", "包工头刘强", "刘强"),
        ("respondent_name", "刘 强", "刘强"),
        ("respondent_name", "欧阳建国", "欧阳建国"),
        ("respondent_name", "鑫源石材厂", "鑫源石材厂"),
        ("respondent_name", "邻居", "邻居"),
        ("applicant_phone", "+86 139-0000-0417", "13900000417"),
        ("applicant_phone", "０６３２-7700000", "06327700000"),
    ],
)
def test_a_party_of_before_0013_gets_the_hash_of_that_day(of, value, like):
    assert frozen_0013.digest(KEYRING, of, value) == KEYRING.digest(of.rpartition("_")[2], like)


def test_no_migration_stands_on_the_service_of_today():
    frozen = {"mediation.migrations", "mediation.vault.keyring"}
    for path in sorted((HERE / "migrations" / "versions").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [one.name for one in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) else []
            live = [name for name in names if name.split(".")[0] in {"mediation", "intake"}]
            assert set(live) <= frozen, path.name
