"""A slow line, a busy database, a fault in the code: nothing is lost, and nobody's words are logged."""

import asyncio

import pytest
from sqlalchemy import text

from mediation import db
from mediation.api import reading
from mediation.cases import intake_service
from mediation.console import forms
from mediation.db import Database
from tests.mediation.conftest import TOKEN
from tests.mediation.samples import case_body

SECRET = "韩素芬说的一句话"


class FaultError(Exception):
    pass


async def half_a_body(service, path, kind):
    """The answer to a request whose body never ends."""
    server = service.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Idempotency-Key: k\r\nContent-Type: {kind}\r\nContent-Length: 1000\r\n\r\n"
    )
    writer.write(head.encode() + b"{")
    answer = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    await writer.wait_closed()
    return answer


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/cases", "application/json"),
        ("/login", "application/x-www-form-urlencoded"),
    ],
)
async def test_a_body_that_never_ends_is_given_up(service, monkeypatch, path, kind):
    monkeypatch.setattr(reading, "PATIENCE", 0.05)
    monkeypatch.setattr(forms, "PATIENCE", 0.05)
    assert b"408" in await half_a_body(service, path, kind)
    assert await service.rows("cases") == []


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(db, "BUSY_MILLISECONDS", 20)


@pytest.mark.usefixtures("impatient")
async def test_a_busy_database_is_said_and_the_same_request_does_it_later(
    service, settings, on_postgres
):
    body, other = case_body(), Database(settings.database, settings.keyring)
    async with other.writing() as session:
        if on_postgres:
            await session.execute(text("LOCK TABLE cases"))
        busy = await service.post("/cases", body, "k1")
        page = await service.client.get("/login")
    await other.close()
    later = await service.post("/cases", body, "k1")
    assert busy.status == 503
    assert busy.content_type == "application/problem+json"
    assert page.status == 200
    assert later.status == 201


async def test_a_fault_in_the_api_is_a_problem_and_its_words_stay_out_of_the_log(
    service, monkeypatch, capsys
):
    async def broken(*_):
        raise FaultError(SECRET)

    monkeypatch.setattr(intake_service, "hand_over", broken)
    answer = await service.post("/cases", case_body(narrative=SECRET), "k1")
    assert answer.status == 500
    assert SECRET not in await answer.text()
    logged = "".join(capsys.readouterr())
    assert "FaultError" in logged
    assert "mediation/api/views.py" in logged
    assert SECRET not in logged


async def test_what_is_searched_for_stays_out_of_the_log(service, capsys):
    assert (await service.get(f"/cases?q={SECRET}")).status == 200
    assert (await service.client.get(f"/?q={SECRET}")).status == 200
    logged = "".join(capsys.readouterr())
    assert "/api/v1/cases" in logged
    assert SECRET not in logged
