"""The district's words for the end of a case: complete, short, and told in the citizen's way."""

import re

import pytest
import yaml

from intake import knowledge
from intake.case_status import CLOSED_AS
from intake.vocabulary import DISPUTE_TYPES
from mediation.closing import rules
from mediation.notify import words

NO = "YT2026-000001"


@pytest.mark.parametrize("outcome", CLOSED_AS)
def test_a_notice_is_short_polite_and_promises_nothing(outcome):
    ways = ("court",) if outcome != "agreed" else ()
    text = rules.load().told(NO, outcome, ways)
    assert NO in text
    assert len(text) <= words.LONGEST
    assert not re.search(r"你|保证|一定能|肯定|胜诉|败诉", text)
    assert ("您还可以" in text) == bool(ways)


@pytest.mark.parametrize("kind", DISPUTE_TYPES)
def test_ways_for_a_type_come_first_and_court_is_always_among_them(kind):
    ways = rules.load().ways_for(kind)
    fits = [fit for _, fit in ways]
    assert fits == sorted(fits, reverse=True)
    assert "court" in [way.name for way, fit in ways if fit]
    assert sum(fits) <= rules.MOST_WAYS


def test_wages_go_to_arbitration():
    ways = [way.name for way, fit in rules.load().ways_for("拖欠农民工工资") if fit]
    assert "labour_arbitration" in ways


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda file: file["outcomes"].pop(), "one outcome each"),
        (lambda file: file["ways"].append(file["ways"][0]), "each way once"),
        (lambda file: file["ways"][0].update(types=["打架"]), "no such type"),
        (lambda file: file["outcomes"][0].update(told="长" * 100), "more than"),
        (lambda file: file.update(opening="{who}办结了"), "braces"),
        (lambda file: file.update(other=1), "other"),
    ],
)
def test_a_file_that_will_not_do_is_refused_in_a_line(tmp_path, monkeypatch, change, told):
    content = yaml.safe_load((knowledge.FOLDER / rules.FILE).read_text(encoding="utf-8"))
    change(content)
    (tmp_path / rules.FILE).write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    rules.load.cache_clear()
    with pytest.raises(knowledge.KnowledgeError, match=told) as refused:
        rules.load()
    assert "\n" not in str(refused.value)
    rules.load.cache_clear()
