"""Letters to citizens are the district's data: one a route, short, plain, and none that is wrong."""

import re
from datetime import UTC, datetime

import pytest
import yaml

from intake import knowledge
from intake.vocabulary import ROUTES
from mediation.cases import citizen_letters
from mediation.models import Case

OWN = knowledge.FOLDER / citizen_letters.FILE


def case(**changes):
    values = {"no": "YT2026-000001", "dispute_type": "合同", "evidence": []}
    return Case(**values | {"created_at": datetime(2026, 11, 24, 17, tzinfo=UTC)} | changes)


@pytest.mark.parametrize("route", ROUTES)
def test_every_route_has_a_letter_that_promises_nothing(route):
    text = citizen_letters.for_route(case(), route)
    assert text.startswith("您11月25日登记的事（编号YT2026-000001）")
    assert knowledge.load().duty.phone in text
    assert len(text) <= citizen_letters.LONGEST
    assert not re.search(r"你(?!们)|一定能|保证|胜诉|肯定|[{}]", text)


def test_what_the_type_needs_is_asked_for_first():
    known = {"applicant_name": "甲某", "demand": "还钱"}
    labels = [label for label, _ in citizen_letters.questions(case(**known))]
    assert labels[0] == "申请人电话"
    assert "申请人" not in labels
    assert "诉求" not in labels
    needs = set(knowledge.load().dispute_types["合同"].needs)
    assert "amount_yuan" in needs
    assert labels.index("涉及金额") < labels.index("对方电话")


def changed(**changes):
    return yaml.safe_load(OWN.read_text("utf-8")) | changes


@pytest.mark.parametrize(
    "content",
    [
        {},
        changed(letters=[]),
        changed(more=1),
        changed(opening="{nobody}"),
        changed(opening="{"),
        changed(closing="长" * 600),
        changed(missing=[{"field": "colour", "ask": "什么颜色？"}]),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path, monkeypatch, content):
    (tmp_path / citizen_letters.FILE).write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    citizen_letters.load.cache_clear()
    with pytest.raises(knowledge.KnowledgeError) as refused:
        citizen_letters.load()
    citizen_letters.load.cache_clear()
    assert "\n" not in str(refused.value)
