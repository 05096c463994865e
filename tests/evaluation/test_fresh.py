"""The fresh texts have their form, stand in no older set, and are measured beside the own ones."""

import json
import re
from collections import Counter

import pytest
import yaml

from checks.likeness import alike
from checks.training_text import LEAK, ROOT, held_out
from evaluation import __main__ as report
from evaluation import legal, texts
from intake.vocabulary import DISPUTE_TYPES, FACT_SLOTS, LEVELS, TOWNS
from legal import entries

SETS = {
    "types.jsonl": (216, {"text", "dispute_type", "style"}),
    "urgency.jsonl": (240, {"text", "level", "note"}),
    "intents.jsonl": (200, {"text", "intent"}),
    "facts.jsonl": (80, {"text", "today", "facts"}),
    "faq.jsonl": (200, {"text", "entry"}),
    "outside.jsonl": (60, {"text"}),
}
DATE = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")
SPOKEN = {"applicant_name", "respondent", "place", "demand", "evidence"}
"""Slots whose value is quoted from the text."""
LINES = [
    "type: macro-F1",
    "urgency: red recall",
    "intent: accuracy",
    "facts: F1, all slots",
    "faq: right entry first",
    "outside: refused",
]


def rows(name):
    return texts.read(texts.FRESH / name)


@pytest.mark.parametrize("name", SETS)
def test_every_row_has_its_fields_and_a_text_of_its_own(name):
    count, fields = SETS[name]
    held = rows(name)
    assert len(held) == count == len({row["text"] for row in held})
    assert all(set(row) == fields for row in held)
    assert all(0 < len(row["text"]) <= 300 for row in held)


def test_types_are_told_equally_often_in_every_style():
    told = Counter((row["dispute_type"], row["style"]) for row in rows("types.jsonl"))
    assert {kind for kind, _ in told} == set(DISPUTE_TYPES)
    assert set(told.values()) == {2}


def test_levels_and_intents_are_those_of_the_domain():
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    assert {row["level"] for row in rows("urgency.jsonl")} == set(LEVELS)
    assert {row["intent"] for row in rows("intents.jsonl")} <= set(domain["intents"])


MERGED = 2
"""Pairs of entries that were drawn both and have become one since."""


def test_entries_asked_for_exist_and_only_merged_ones_twice():
    asked = [row["entry"] for row in rows("faq.jsonl")]
    assert len(asked) - len(set(asked)) <= MERGED
    assert set(asked) <= set(entries.load())


def test_facts_are_written_as_the_assessment_writes_them():
    facts = [(row["text"], fact) for row in rows("facts.jsonl") for fact in row["facts"]]
    assert {fact["slot"] for _, fact in facts} == set(FACT_SLOTS)
    for text, fact in facts:
        slot, value = fact["slot"], fact["value"]
        if slot in SPOKEN:
            assert value in text
        elif slot == "town":
            assert value in TOWNS
        elif slot == "occurred_on":
            assert DATE.fullmatch(value)
        elif slot == "applicant_phone":
            assert re.fullmatch(r"1\d{10}", value)
        else:
            assert all(number > 0 for number in (value if isinstance(value, list) else [value]))


def test_no_fresh_row_stands_in_an_older_set():
    fresh = [text for text, _ in held_out(texts.FRESH)]
    older = [row["text"] for path in texts.OWN.glob("*.jsonl") for row in texts.read(path)]
    older += [row["text"] for row in legal.questions(texts.OWN)]
    assert [fresh[row] for row, _, _ in alike(fresh, older, LEAK)] == []


class Blind:
    """Says the same of every text."""

    def parse(self, text):
        return {
            "dispute_type": {
                "name": "合同",
                "confidence": 0.5,
                "ranking": [{"name": "合同", "confidence": 0.5}],
            },
            "urgency": {"level": "red", "signals": []},
            "intent": {"name": "greet", "confidence": 0.5},
            "facts": [{"slot": "town", "value": "古邵镇"}],
        }

    def parse_on(self, text, today):
        return self.parse(text)

    def find(self, text):
        return [{"id": "a", "title": "a", "score": 0.9}]


def put(path, *held):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in held), "utf-8")


def test_every_set_of_a_folder_is_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(legal, "advisor", lambda model: model)
    put(tmp_path / "types.jsonl", {"text": "欠钱", "dispute_type": "合同", "style": "short"})
    put(tmp_path / "urgency.jsonl", {"text": "欠钱", "level": "red", "note": "plain: x"})
    put(tmp_path / "intents.jsonl", {"text": "你好", "intent": "greet"})
    town = {"slot": "town", "value": "古邵镇"}
    put(tmp_path / "facts.jsonl", {"text": "古邵", "today": "2026-11-25", "facts": [town]})
    put(tmp_path / "faq.jsonl", {"text": "甲", "entry": "a"}, {"text": "乙", "entry": "b"})
    put(tmp_path / "outside.jsonl", {"text": "丙"})
    found = {line.measure: line.figure for _, line in report.own(Blind(), tmp_path)}
    assert [found[name] for name in LINES] == [1.0, 1.0, 1.0, 1.0, 0.5, 0.0]


def test_folder_without_sets_has_no_lines(tmp_path):
    assert report.own(Blind(), tmp_path) == []


def test_fresh_table_stands_beside_the_own_one():
    page = report.render({"own": [], "fresh": []})
    assert page.index("## own") < page.index("## fresh")
