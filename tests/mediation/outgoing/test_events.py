"""What happens to a case is told once to whoever asked for it, in numbers and codes."""

import json

from mediation.cases import review, seal, workflow
from mediation.cases.change import By
from mediation.outgoing.payloads import CaseEvent, WarningEvent
from mediation.outgoing.topics import CASE_TOPICS, TOPICS
from tests.mediation.outgoing.conftest import SECRET

WORDS = ("滴水檐", "韩素芬", "韩广田", "13900000417", "走着瞧", "斜屋村", "c-1")


def subscribed(url="http://127.0.0.1:9/hook", *topics):
    return [{"url": url, "secret": SECRET, "topics": list(topics)}]


async def changed(office):
    """A case on its way: every kind of change once."""
    no = (await office.service.has_case(urgency={"level": "blue", "signals": []}))["no"]
    by = lambda version: By("li.na", no, version)  # noqa: E731
    await review.correct_urgency(office.database, by(1), "red", "")
    await review.correct_type(office.database, by(2), "合同")
    await workflow.move(office.database, by(3), "accepted")
    return no


async def test_nothing_is_written_where_nobody_is_told(hall):
    await hall.has_case("red")
    assert await hall.service.rows("deliveries") == []


async def test_every_change_is_one_event_with_what_was_before_and_after(post_office):
    office = await post_office(event_subscribers=subscribed())
    no = await changed(office)
    told = [json.loads(one.body) for one in await office.rows()]
    assert [(one["type"], one["data"]["before"], one["data"]["after"]) for one in told] == [
        ("case.created", None, None),
        ("case.urgency_changed", "blue", "red"),
        ("case.type_changed", "邻里", "合同"),
        ("case.status_changed", "submitted", "accepted"),
    ]
    assert {one["data"]["no"] for one in told} == {no}
    assert [one["data"]["version"] for one in told] == [1, 2, 3, 4]
    assert len({one.event for one in await office.rows()}) == 4
    for one in told:
        CaseEvent.model_validate(one)


async def test_no_word_and_no_name_of_a_citizen_is_in_it(post_office):
    office = await post_office(event_subscribers=subscribed("http://127.0.0.1:9/", *TOPICS))
    no = await changed(office)
    await office.hall.note(no, text="他拿刀砍人了")
    bodies = "\n".join(one.body for one in await office.rows())
    assert [word for word in (*WORDS, "刀") if word in bodies] == []


async def test_a_sealed_case_is_nobody_elses_business(post_office):
    office = await post_office(event_subscribers=subscribed())
    await office.service.has_case(route={"name": "discipline", "reason": None})
    no = (await office.service.has_case())["no"]
    await seal.seal(office.database, By("reviewer", no, 1), sealed=True, reason="涉密")
    await workflow.move(office.database, By("reviewer", no, 2), "accepted")
    assert [one.topic for one in await office.rows()] == ["case.created"]


async def test_domestic_violence_is_told_without_type_and_town(post_office):
    office = await post_office(event_subscribers=subscribed("http://127.0.0.1:9/", *TOPICS))
    signal = {"code": "domestic_violence", "text": "他打我"}
    await office.service.has_case(urgency={"level": "red", "signals": [signal]})
    told = {one.topic: json.loads(one.body)["data"] for one in await office.rows()}
    assert told.keys() == {"case.created", "warning.raised"}
    assert {(one["type"], one["town"]) for one in told.values()} == {(None, None)}


async def test_the_same_case_under_the_same_key_is_told_once(post_office):
    office = await post_office(event_subscribers=subscribed())
    from tests.mediation.samples import case_body

    body = case_body()
    for _ in range(2):
        await office.service.post("/cases", body, "k")
    assert len(await office.rows()) == 1


async def test_a_change_that_fails_tells_nothing(post_office):
    office = await post_office(event_subscribers=subscribed())
    no = (await office.service.has_case())["no"]
    for level in ("yellow", "green"):
        try:
            await review.correct_urgency(office.database, By("li.na", no, 1), level, "")
        except ValueError:
            pass
        else:
            raise AssertionError(level)
    assert len(await office.rows()) == 1


async def test_a_warning_is_told_with_its_link_and_blue_is_not(post_office):
    office = await post_office(
        event_subscribers=subscribed("http://127.0.0.1:9/", *TOPICS),
        console_url="https://desk.example.org/",
    )
    no = await office.hall.has_case("red")
    await office.hall.has_case("blue")
    (told,) = [json.loads(one.body) for one in await office.rows() if "warning" in one.topic]
    WarningEvent.model_validate(told)
    assert told["data"] == {
        "warning": 1,
        "no": no,
        "urgency": "red",
        "step": 3,
        "type": "邻里",
        "town": "阴平镇",
        "link": f"https://desk.example.org/cases/{no}",
    }


def test_topics_of_cases_are_those_of_the_columns():
    from mediation.outgoing.events import CHANGES

    assert {"case.created", *CHANGES.values()} == set(CASE_TOPICS)
