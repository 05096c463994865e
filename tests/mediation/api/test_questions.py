"""What citizens asked about law comes in once, and rubbish does not."""

import pytest


def question(kind="unanswered", **changes):
    return {
        "kind": kind,
        "text": "彩礼能要回来吗",
        "entry": None,
        "at": "2026-11-24T10:00:00+08:00",
    } | changes


async def test_a_question_is_kept_once(service):
    first = await service.post("/questions", question(), "q1")
    again = await service.post("/questions", question(), "q1")
    other = await service.post("/questions", question(text="别的"), "q1")
    assert (first.status, again.status, other.status) == (201, 200, 409)
    assert await first.json() == await again.json()
    assert len(await service.rows("questions")) == 1


@pytest.mark.parametrize("kind", ["unanswered", "answered", "useful", "useless"])
async def test_every_kind_the_bot_sends_is_taken(service, kind):
    answer = await service.post("/questions", question(kind, entry="marriage_gifts"), "q1")
    assert answer.status == 201
    assert (await answer.json())["kind"] == kind


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "guess"},
        {"text": "长" * 2001},
        {"text": None},
        {"text": "有\x00空字符"},
        {"entry": "x" * 81},
        {"at": "2026-11-24T10:00:00"},
        {"at": "昨天"},
        {"citizen": "c-1"},
    ],
)
async def test_what_does_not_fit_is_refused_and_not_kept(service, changes):
    answer = await service.post("/questions", question(**changes), "q1")
    assert answer.status == 422
    assert await service.rows("questions") == []
    assert await service.rows("idempotency_keys") == []
