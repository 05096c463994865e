"""Rubbish gets a problem document, and changes nothing."""

import io
import json

import pytest

from tests.mediation.conftest import TOKEN
from tests.mediation.samples import case_body

RIGHT = {"Authorization": f"Bearer {TOKEN}", "Idempotency-Key": "k1"}
JSON = {"Content-Type": "application/json"}


async def is_a_problem(service, answer, status):
    assert answer.status == status, await answer.text()
    assert answer.content_type == "application/problem+json"
    problem = json.loads(await answer.text())
    assert problem["status"] == status
    assert problem["title"]
    assert await service.rows("cases") == []
    assert await service.rows("idempotency_keys") == []
    return problem


def changed(**changes):
    return json.dumps(case_body(**changes)).encode()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="half a body"),
        pytest.param(b"\xff\xfe\x00", 400, id="no UTF-8"),
        pytest.param(b'{"a": NaN}', 400, id="NaN"),
        pytest.param(b'{"a": Infinity}', 400, id="Infinity"),
        pytest.param(b"[" * 100_000, 400, id="deep JSON"),
        pytest.param(b'{"a": ' + b"9" * 10_000 + b"}", 400, id="a number of 10,000 digits"),
        pytest.param(b"null", 422, id="null"),
        pytest.param(b"[]", 422, id="a list"),
        pytest.param(b'"text"', 422, id="a string"),
        pytest.param(b"{}", 422, id="no fields"),
        pytest.param(b'{"\\ud800": 1}', 422, id="a lone surrogate as a key"),
        pytest.param(changed(narrative="\ud800"), 422, id="a lone surrogate"),
        pytest.param(changed(narrative="有\x00空字符"), 422, id="NUL in a text"),
        pytest.param(changed(evidence=["照\x00片"]), 422, id="NUL deep inside"),
        pytest.param(b'{"a\\u0000": 1}', 422, id="NUL in a name"),
        pytest.param(changed(narrative=""), 422, id="no story"),
        pytest.param(changed(narrative=["text"]), 422, id="a list for a string"),
        pytest.param(changed(narrative="长" * 20_001), 422, id="a story too long"),
        pytest.param(changed(surprise=1), 422, id="an unknown field"),
        pytest.param(changed(town="青岛市"), 422, id="no town of the district"),
        pytest.param(changed(amount_yuan=-1), 422, id="a negative amount"),
        pytest.param(changed(amount_yuan="很多"), 422, id="words for an amount"),
        pytest.param(changed(amount_yuan=[1, 2, 3]), 422, id="three amounts"),
        pytest.param(
            changed().replace(b"3600", b"1e999"), 422, id="an amount that overflows to infinity"
        ),
        pytest.param(changed(people_count=1.5), 422, id="half a person"),
        pytest.param(changed(people_count=10**30), 422, id="more people than there are"),
        pytest.param(changed(occurred_on="昨天"), 422, id="no ISO date"),
        pytest.param(changed(occurred_on="2026-02-30"), 422, id="no such day"),
        pytest.param(changed(evidence="照片"), 422, id="a string for a list"),
        pytest.param(changed(wants_human="maybe"), 422, id="neither true nor false"),
        pytest.param(changed(draft_id="x" * 65), 422, id="an id too long"),
        pytest.param(changed(applicant={"name": "李", "id": "1"}), 422, id="more of a person"),
        pytest.param(
            changed(dispute_type={"name": "天气", "confidence": 0.5}), 422, id="no such type"
        ),
        pytest.param(changed(dispute_type={"name": "邻里", "confidence": 1.5}), 422, id="too sure"),
        pytest.param(changed(urgency={"level": "green", "signals": []}), 422, id="no such colour"),
        pytest.param(changed(route={"name": "elsewhere", "reason": None}), 422, id="no such route"),
        pytest.param(
            changed(consent={"at": "2026-11-24T09:10:00", "version": "1"}), 422, id="no time zone"
        ),
        pytest.param(
            changed(consent={"at": "0001-01-01T00:00:00+14:00", "version": "1"}),
            422,
            id="before time began",
        ),
        pytest.param(
            changed(
                transcript=[
                    {"at": "2026-11-24T09:10:00+08:00", "from": "nobody", "text": "?"},
                ]
            ),
            422,
            id="an unknown speaker",
        ),
    ],
)
async def test_a_body_that_does_not_fit_is_refused(service, body, status):
    answer = await service.client.post("/api/v1/cases", data=body, headers=RIGHT | JSON)
    await is_a_problem(service, answer, status)


async def test_a_body_above_the_limit_is_refused(service):
    answer = await service.client.post(
        "/api/v1/cases", data=io.BytesIO(b" " * (1024 * 1024 + 1)), headers=RIGHT | JSON
    )
    await is_a_problem(service, answer, 413)


@pytest.mark.parametrize("kind", ["text/plain", "text/xml", "multipart/form-data", "x", ""])
async def test_another_content_type_is_refused(service, kind):
    answer = await service.client.post(
        "/api/v1/cases", data=changed(), headers=RIGHT | {"Content-Type": kind}
    )
    await is_a_problem(service, answer, 415)


@pytest.mark.parametrize(
    "authorization",
    [None, "", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer 令牌"],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/cases"),
        ("GET", "/cases"),
        ("GET", "/cases/YT2026-000001"),
        ("POST", "/cases/YT2026-000001/notes"),
        ("POST", "/alerts"),
    ],
)
async def test_without_the_right_token_nothing_is_told(service, method, path, authorization):
    headers = {"Idempotency-Key": "k1"} | JSON
    if authorization is not None:
        headers["Authorization"] = authorization
    answer = await service.client.request(
        method, f"/api/v1{path}", data=changed() if method == "POST" else None, headers=headers
    )
    await is_a_problem(service, answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("key", [None, "", " ", "x" * 201, "ключ", "two words", '"', '""', 'a"b'])
async def test_a_key_that_will_not_do_is_refused(service, key):
    headers = {"Authorization": f"Bearer {TOKEN}"} | JSON
    if key is not None:
        headers["Idempotency-Key"] = key
    answer = await service.client.post("/api/v1/cases", data=changed(), headers=headers)
    await is_a_problem(service, answer, 400)


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=x", "page=1e99", "page_size=0", "page_size=201",
        "surprise=1", "q=1&q=2", "q=%00", "q=" + "长" * 201, "page=" + "9" * 400,
    ],
)  # fmt: skip
async def test_a_query_that_does_not_fit_is_refused(service, query):
    await is_a_problem(service, await service.get(f"/cases?{query}"), 422)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/cases/YT2026-999999", 404),
        ("GET", "/cases/%00", 404),
        ("GET", "/cases/' OR 1=1 --", 404),
        ("GET", "/nothing", 404),
        ("DELETE", "/cases", 405),
        ("PUT", "/cases/YT2026-000001", 405),
    ],
)
async def test_what_is_not_there_is_a_problem_too(service, method, path, status):
    answer = await service.client.request(method, f"/api/v1{path}", headers=RIGHT)
    await is_a_problem(service, answer, status)


async def test_a_refusal_names_the_field_and_does_not_repeat_what_was_sent(service):
    answer = await service.client.post(
        "/api/v1/cases", data=changed(town="某人的秘密"), headers=RIGHT | JSON
    )
    problem = await is_a_problem(service, answer, 422)
    assert [one["where"] for one in problem["errors"]] == ["town"]
    assert "秘密" not in json.dumps(problem, ensure_ascii=False)
