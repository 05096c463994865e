"""The case API does what the contract says."""

import asyncio

import pytest

from mediation.cases import search
from tests.mediation.samples import case_body


async def test_a_case_comes_in_and_is_shown_as_it_came(service):
    body = case_body()
    answer = await service.post("/cases", body, "k1")
    made = await answer.json()
    assert answer.status == 201
    assert made["no"].startswith("YT")
    assert made["status"] == "submitted"
    assert made["dispute_type"] == {"name": "邻里", "confidence": 0.82, "source": "bot"}
    assert made["urgency"] == body["urgency"]
    assert made["route"] == "mediation"
    same = (
        "applicant", "respondent", "occurred_on", "town", "village", "place", "amount_yuan",
        "people_count", "narrative", "demand", "evidence", "answers", "channel",
    )  # fmt: skip
    assert {name: made[name] for name in same} == {name: body[name] for name in same}
    assert [line["text"] for line in made["transcript"]] == [
        line["text"] for line in body["transcript"]
    ]
    assert [line["from"] for line in made["transcript"]] == ["citizen", "bot", "citizen"]
    shown = await (await service.get(f"/cases/{made['no']}")).json()
    assert shown == made


async def test_what_is_unknown_is_null_and_never_an_empty_string(service):
    made = await service.has_case(
        demand="  ", place="", applicant={"name": "", "phone": " "}, amount_yuan=None
    )
    assert made["demand"] is None
    assert made["place"] is None
    assert made["applicant"] == {"name": None, "phone": None}
    assert made["amount_yuan"] is None


async def test_an_amount_may_be_a_range(service):
    assert (await service.has_case(amount_yuan=[2000, 3000]))["amount_yuan"] == [2000, 3000]


async def test_what_is_sent_back_to_front_is_put_in_order_rather_than_lost(service):
    made = await service.has_case(amount_yuan=[3000, 2000], occurred_on="2026-11-02/2026-10-01")
    assert made["amount_yuan"] == [2000, 3000]
    assert made["occurred_on"] == "2026-10-01/2026-11-02"


async def test_the_same_key_again_gives_the_same_case(service):
    body = case_body()
    first = await service.post("/cases", body, "k1")
    again = await service.post("/cases", dict(reversed(body.items())), "k1")
    assert (first.status, again.status) == (201, 200)
    assert await first.json() == await again.json()
    assert len(await service.rows("cases")) == 1


async def test_a_key_in_quotes_is_the_same_key(service):
    body = case_body()
    first = await service.post("/cases", body, '"k1"')
    again = await service.post("/cases", body, "k1")
    assert (first.status, again.status) == (201, 200)


async def test_the_same_key_with_another_body_is_refused(service):
    body = case_body()
    await service.post("/cases", body, "k1")
    other = await service.post("/cases", body | {"narrative": "另一件事"}, "k1")
    assert other.status == 409
    assert len(await service.rows("cases")) == 1


async def test_the_same_draft_under_another_key_is_refused(service):
    body = case_body()
    await service.post("/cases", body, "k1")
    assert (await service.post("/cases", body, "k2")).status == 409
    assert len(await service.rows("cases")) == 1


async def test_twenty_at_once_with_one_key_make_one_case(service):
    body = case_body()
    answers = await asyncio.gather(*(service.post("/cases", body, "k1") for _ in range(20)))
    assert sorted(answer.status for answer in answers) == [200] * 19 + [201]
    assert len({(await answer.json())["no"] for answer in answers}) == 1


async def test_one_draft_at_once_under_many_keys_makes_one_case(service):
    body = case_body()
    answers = await asyncio.gather(*(service.post("/cases", body, f"k{n}") for n in range(12)))
    assert sorted(answer.status for answer in answers) == [201] + [409] * 11
    assert len(await service.rows("cases")) == 1


async def test_twenty_cases_at_once_get_twenty_numbers(service):
    made = await asyncio.gather(*(service.has_case() for _ in range(20)))
    assert len({case["no"] for case in made}) == 20


async def test_the_list_is_newest_first_and_comes_in_pages(service):
    made = [(await service.has_case())["no"] for _ in range(5)]
    first = await (await service.get("/cases?page=1&page_size=2")).json()
    last = await (await service.get("/cases?page=3&page_size=2")).json()
    assert [item["no"] for item in first["items"]] == [made[4], made[3]]
    assert [item["no"] for item in last["items"]] == [made[0]]
    assert first["total"] == last["total"] == 5
    assert first["items"][0]["transcript"] == []


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("status=submitted", 2),
        ("status=accepted", 0),
        ("urgency=red", 1),
        ("urgency=yellow", 1),
        ("type=合同", 1),
        ("town=古邵镇", 1),
        ("citizen=c-2", 1),
        ("citizen=c-3", 0),
        ("q=滴水檐", 1),
        ("q=陈守业", 1),
        ("q=100%", 0),
        ("q=_", 0),
        ("urgency=red&town=阴平镇", 0),
        ("status=", 2),
    ],
)
async def test_the_list_is_narrowed_by(service, query, fits):
    await service.has_case()
    await service.has_case(
        citizen="c-2",
        town="古邵镇",
        dispute_type={"name": "合同", "confidence": 0.7},
        urgency={"level": "red", "signals": []},
        respondent={"name": "陈守业", "phone": None},
        narrative="借了钱不还",
    )
    found = await (await service.get(f"/cases?{query}")).json()
    assert found["total"] == len(found["items"]) == fits


async def test_of_much_that_was_found_the_count_stops_and_says_so(service, monkeypatch):
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    made = [(await service.has_case())["no"] for _ in range(3)]
    found = await (await service.get("/cases?q=滴水檐&page_size=2")).json()
    assert ([one["no"] for one in found["items"]], found["total"], found["more"]) == (
        made[:0:-1],
        2,
        True,
    )
    last = await (await service.get("/cases?q=滴水檐&page_size=2&page=2")).json()
    assert [one["no"] for one in last["items"]] == made[:1]
    whole = await (await service.get("/cases?town=阴平镇")).json()
    assert (whole["total"], whole["more"]) == (3, False)


async def test_a_case_is_found_by_its_number(service):
    made = await service.has_case()
    await service.has_case()
    found = await (await service.get(f"/cases?q={made['no']}")).json()
    assert [item["no"] for item in found["items"]] == [made["no"]]


async def test_numbers_count_up_within_the_year(service):
    first, second = [(await service.has_case())["no"] for _ in range(2)]
    assert first[:7] == second[:7]
    assert int(second[7:]) == int(first[7:]) + 1


async def test_the_description_names_every_endpoint_and_is_open(service):
    document = await (await service.client.get("/api/v1/openapi.json")).json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        "/api/v1/cases",
        "/api/v1/cases/{no}",
        "/api/v1/cases/{no}/notes",
        "/api/v1/alerts",
        "/api/v1/questions",
        "/api/v1/entries/off",
    }
    assert set(document["paths"]["/api/v1/cases"]) == {"get", "post"}


async def test_health_answers_while_the_database_does(service):
    answer = await service.client.get("/healthz")
    assert answer.status == 200
    assert await answer.json() == {"parts": {"database": {"ok": True}}}
