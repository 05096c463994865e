"""What comes in about a case after its hand-over, and alerts."""

import asyncio

import pytest

from tests.mediation.samples import alert_body


def note(kind, text="补一句"):
    return {"kind": kind, "text": text, "at": "2026-11-24T10:00:00+08:00"}


async def test_a_note_is_added_once(service):
    no = (await service.has_case())["no"]
    first = await service.post(f"/cases/{no}/notes", note("addition"), "n1")
    again = await service.post(f"/cases/{no}/notes", note("addition"), "n1")
    assert (first.status, again.status) == (201, 200)
    assert await first.json() == await again.json()
    shown = await (await service.get(f"/cases/{no}")).json()
    assert [one["text"] for one in shown["notes"]] == ["补一句"]


@pytest.mark.parametrize(
    ("kind", "status", "wants_human"),
    [
        ("addition", "submitted", False),
        ("correction", "submitted", False),
        ("withdrawal", "withdrawn", False),
        ("human_requested", "submitted", True),
    ],
)
async def test_a_note_changes_the_case_by_its_kind(service, kind, status, wants_human):
    made = await service.has_case()
    await service.post(f"/cases/{made['no']}/notes", note(kind), "n1")
    shown = await (await service.get(f"/cases/{made['no']}")).json()
    assert shown["status"] == status
    assert shown["wants_human"] is wants_human
    assert shown["version"] == made["version"] + 1


async def test_notes_at_once_each_count_as_a_change(service):
    made = await service.has_case()
    path = f"/cases/{made['no']}/notes"
    answers = await asyncio.gather(
        *(service.post(path, note("addition", f"第{n}句"), f"n{n}") for n in range(12))
    )
    assert {answer.status for answer in answers} == {201}
    shown = await (await service.get(f"/cases/{made['no']}")).json()
    assert (len(shown["notes"]), shown["version"]) == (12, made["version"] + 12)


async def test_a_note_on_no_case_is_refused(service):
    assert (await service.post("/cases/YT2026-999999/notes", note("addition"), "n1")).status == 404
    assert await service.rows("notes") == []


async def test_an_alert_is_raised_once(service):
    first = await service.post("/alerts", alert_body(), "a1")
    again = await service.post("/alerts", alert_body(), "a1")
    other = await service.post("/alerts", alert_body(text="别的"), "a1")
    assert (first.status, again.status, other.status) == (201, 200, 409)
    assert (await first.json())["taken_by"] is None
    assert len(await service.rows("alerts")) == 1
