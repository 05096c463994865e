"""What is typed about an attempt at mediation becomes a record, or is refused with a plain word."""

from datetime import datetime

import pytest

from intake.clock import ZONE
from mediation.cases.change import NotPossible
from mediation.records import typed

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=ZONE)
FORM = {
    "held_at": "2026-11-24T09:30",
    "place": "斜屋村村委会",
    "present": "韩素芬 申请人\n韩广田，对方\n\n李娜（调解员）",
    "applicant_said": "墙往里挪一尺就行",
    "respondent_said": "",
    "result": "again",
    "summary": "",
}


def test_all_of_it_is_read():
    assert typed.read(FORM, NOW) == typed.Typed(
        held_at=datetime(2026, 11, 24, 9, 30, tzinfo=ZONE),
        place="斜屋村村委会",
        present=[
            {"name": "韩素芬", "role": "申请人"},
            {"name": "韩广田", "role": "对方"},
            {"name": "李娜", "role": "调解员"},
        ],
        applicant_said="墙往里挪一尺就行",
        respondent_said=None,
        result="again",
        summary=None,
    )


@pytest.mark.parametrize(
    ("line", "name", "role"),
    [
        ("王村主任", "王村主任", ""),
        ("孙建国 村调委会 主任", "孙建国", "村调委会 主任"),
        ("孙建国：主任", "孙建国", "主任"),
        ("，", "，", ""),
    ],
)
def test_the_name_comes_first(line, name, role):
    assert typed.people(line) == [{"name": name, "role": role}]


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"result": ""}, "结果"),
        ({"result": "won"}, "结果"),
        ({"place": "  "}, "哪里"),
        ({"place": "远" * 101}, "哪里"),
        ({"held_at": ""}, "哪天"),
        ({"held_at": "昨天"}, "哪天"),
        ({"held_at": "2026-11-26T09:00"}, "以前"),
        ({"held_at": "2025-11-01T09:00"}, "一年"),
        ({"held_at": "2026-11-24T09:30+08:00"}, "以前"),
        ({"held_at": "0001-01-01T00:00"}, "以前"),
        ({"present": " \n "}, "在场"),
        ({"present": "甲\n" * 21}, "在场"),
        ({"present": "甲" * 61}, "在场"),
        ({"applicant_said": "话" * 2001}, "申请人说的"),
        ({"respondent_said": "话" * 2001}, "对方说的"),
        ({"summary": "话" * 1001}, "结果说明"),
        ({"applicant_said": " "}, "几句"),
    ],
)
def test_what_is_missing_or_impossible_is_named(changes, why):
    with pytest.raises(NotPossible, match=why):
        typed.read(FORM | changes, NOW)


def test_nothing_at_all_is_refused():
    with pytest.raises(NotPossible):
        typed.read({}, NOW)
