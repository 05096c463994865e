"""How the bot speaks: short, one question at a time, no jargon, no promise, no verdict, always 您."""

from pathlib import Path

import pytest
import yaml

from actions import reminders
from actions.say import explained
from intake import knowledge

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
JARGON = (
    "申请人",
    "被申请人",
    "管辖",
    "诉求",
    "标的",
    "举证责任",
    "要素",
    "表单",
    "槽",
    "意图",
    "置信",
)
PROMISES = (
    "保证",
    "一定能",
    "肯定能",
    "包您",
    "必须赔",
    "肯定赢",
    "您有理",
    "是他不对",
    "是您不对",
)
MOST = 120


def texts():
    for name, variants in DOMAIN["responses"].items():
        for variant in variants:
            yield name, variant["text"]
    known = knowledge.load()
    for questions in known.questions.values():
        for question in questions:
            yield question.id, question.ask
            yield question.id, question.again
            yield question.id, explained(question.why)
    for kind in known.dispute_types.values():
        yield kind.name, kind.heard
    yield "consent", known.consent.text
    yield "consent", known.consent.again
    yield "consent", known.consent.sensitive
    yield "consent", known.consent.sensitive_again
    yield "reminder", reminders.TEXT
    for rule in known.routes:
        yield rule.name, DOMAIN["responses"]["utter_route"][0]["text"].replace("{tell}", rule.tell)


@pytest.mark.parametrize(("name", "text"), list(texts()))
def test_text_is_short_plain_and_promises_nothing(name, text):
    filled = text.format_map(
        {
            "phone": "0632-7700000",
            "no": "YT2026-000001",
            "at": "2026年11月24日 16:05",
            "office": "",
            "hours": "工作日 8:30—17:30",
            "counter": "一楼大厅",
            "label": "联系电话",
            "summary": "",
            "choices": "",
            "cases": "",
            "changed": "",
            "question": "欠条在谁手里",
            "words": "邻居把俺家的院墙推倒了，上个月的事…",
            "tell": "",
            "what": "图片",
            "place": "古邵镇",
        }
    )
    assert len(filled) <= MOST, f"{len(filled)} characters"
    assert "你" not in filled.replace("你好", "")
    assert not [word for word in JARGON + PROMISES if word in filled]


@pytest.mark.parametrize(
    ("name", "text"), [row for row in texts() if row[0].startswith("utter_danger_")]
)
def test_danger_text_begins_with_a_number_to_call_and_asks_one_thing(name, text):
    first = text.splitlines()[0]
    assert any(number in first for number in ("110", "119", "120", "12356"))
    assert text.count("？") == 1
