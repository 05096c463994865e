"""Citizens are told in few plain words, and discreetly where others may read along."""

import pytest

from intake.case_status import STATUS_WORDS
from mediation.models import Case
from mediation.notify import words

VIOLENCE = [{"code": "domestic_violence", "text": "打我"}]


def case(status, signals=()):
    return Case(no="YT2026-000123", status=status, urgency_signals=list(signals))


@pytest.mark.parametrize("status", STATUS_WORDS)
def test_every_state_is_told_in_few_words(status):
    text = words.status(case(status))
    assert "YT2026-000123" in text
    assert len(text) <= words.LONGEST
    assert "你" not in text


@pytest.mark.parametrize("status", STATUS_WORDS)
def test_with_domestic_violence_nothing_of_the_matter_is_said(status):
    text = words.status(case(status, VIOLENCE))
    assert text == "您在峄调即和的事有新消息，方便时回“进度”。"
    assert "YT2026" not in text


def test_a_failure_tells_the_other_doors_and_an_agreement_tells_of_confirmation():
    assert all(door in STATUS_WORDS["failed"] for door in ("法院", "仲裁", "12348"))
    assert "30天" in STATUS_WORDS["agreed"]


@pytest.mark.parametrize(
    ("signals", "careful"),
    [(VIOLENCE, True), ([{"code": "threat", "text": "走着瞧"}], False), ([], False)],
)
def test_discretion_follows_the_signals(signals, careful):
    assert words.discreet(signals) is careful
