"""Every new word about a case may raise its colour; no machine lowers it; staff do, with a reason."""

import pytest
from sqlalchemy import true

from mediation.cases import alerts, reassess, review
from mediation.cases.change import By, NotPossible


def read(level, *words):
    return {"level": level, "signals": [{"code": "threat", "text": one} for one in words]}


@pytest.mark.parametrize(
    ("kind", "before", "message", "after"),
    [
        ("addition", "blue", "yellow", "yellow"),
        ("answer", "blue", "red", "red"),
        ("correction", "yellow", "red", "red"),
        ("withdrawal", "blue", "red", "red"),
        ("addition", "yellow", "yellow", "yellow"),
        ("answer", "yellow", "blue", "yellow"),
        ("correction", "red", "blue", "red"),
        ("human_requested", "red", "yellow", "red"),
    ],
)
async def test_a_message_raises_at_once_and_never_lowers(hall, kind, before, message, after):
    no = await hall.has_case(before)
    await hall.note(no, kind, urgency=read(message, "他说要弄死我"))
    case = await hall.case(no)
    assert case.urgency_level == after
    assert {"code": "threat", "text": "他说要弄死我"} in case.urgency_signals


async def test_history_shows_the_colour_before_and_after(hall):
    no = await hall.has_case("blue")
    await hall.note(no, urgency=read("red", "提刀"))
    assert "又有新话，调高了颜色" in await hall.told(no)
    (entry,) = [row for row in await hall.service.rows("audit_log") if "urgency_reassessed" in row]
    assert {"level": "blue", "source": "bot"} in entry
    assert {"level": "red", "source": "bot", "codes": ["threat"]} in entry


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("他拿刀砍人了", "red"),
        ("再不解决我就去上访、去法院告他", "blue"),
        ("我补充一下，是去年的事", "blue"),
    ],
)
async def test_words_that_nobody_has_read_are_read_by_the_rules(hall, text, level):
    no = await hall.has_case("blue")
    await hall.note(no, text=text)
    assert (await hall.case(no)).urgency_level == level
    assert reassess.by_rules(text).level == level


async def test_an_alert_of_danger_raises_the_case_and_a_wish_for_a_person_as_far_as_it_says(hall):
    danger, wish = await hall.has_case("blue"), await hall.has_case("blue")
    await hall.alert(case_no=danger)
    await hall.alert(case_no=wish, kind="human_requested", signals=[], level="yellow")
    assert (await hall.case(danger)).urgency_level == "red"
    assert (await hall.case(wish)).urgency_level == "yellow"


async def test_a_lowered_red_is_raised_again_by_a_new_red_word_even_the_same(staffed):
    no = await staffed.has_case("red")
    version = (await staffed.case(no)).version
    by = By("li.na", no, version)
    with pytest.raises(NotPossible):
        await review.correct_urgency(staffed.database, by, "yellow", "")
    await review.correct_urgency(staffed.database, by, "yellow", "电话核实过，是气话")
    assert [one.ended_how for one in await staffed.warnings(no)] == ["lowered"]
    await staffed.note(no, urgency=read("red", "走着瞧"))
    case = await staffed.case(no)
    assert (case.urgency_level, case.urgency_source) == ("red", "bot")
    assert [(one.level, one.ended_how) for one in await staffed.warnings(no)] == [
        ("red", "lowered"),
        ("red", None),
    ]
    assert await staffed.told(no) == [
        "发出预警：● 红 紧急，给区领导、值班员",
        "调低了颜色",
        "又有新话，调高了颜色",
        "发出预警：● 红 紧急，给区领导、值班员",
    ]


async def test_staff_raise_at_once_without_a_reason_and_that_calls(staffed):
    no = await staffed.has_case("yellow")
    await review.correct_urgency(staffed.database, By("li.na", no, 1), "red", "")
    assert [(one.level, one.cause, one.ended_how) for one in await staffed.warnings(no)] == [
        ("yellow", "received", "replaced"),
        ("red", "staff", None),
    ]


async def test_new_danger_on_a_red_case_calls_again_only_where_the_last_call_was_answered(staffed):
    no = await staffed.has_case("red")
    await staffed.note(no, urgency=read("red", "又来了"))
    await staffed.alert(case_no=no)
    (warning,) = await staffed.warnings(no)
    assert warning.alert_id is not None
    await alerts.take(staffed.database, warning.alert_id, "li.na", true())
    await staffed.note(no, urgency=read("red", "还在砸门"))
    assert [one.ended_how for one in await staffed.warnings(no)] == ["taken", None]


async def test_many_messages_do_not_fill_a_case_without_end(hall):
    no = await hall.has_case("blue")
    for batch in range(3):
        words = [f"第{batch}-{at}句" for at in range(60)]
        await hall.note(no, urgency=read("blue", *words))
    assert len((await hall.case(no)).urgency_signals) == reassess.MOST_SIGNALS


@pytest.mark.parametrize(
    "urgency",
    [{"level": "green", "signals": []}, {"level": None}, {"signals": []}, "red",
     {"level": "red", "signals": [{"code": "x"}]}, {"level": "red", "score": 1}],
)  # fmt: skip
async def test_rubbish_for_a_colour_is_refused(hall, urgency):
    no = await hall.has_case("blue")
    body = {"kind": "addition", "text": "话", "at": "2026-11-24T10:00:00+08:00"}
    answer = await hall.service.post(f"/cases/{no}/notes", body | {"urgency": urgency}, "n")
    assert answer.status == 422
