"""Terms are counted as the law counts: from the day after, over holidays and make-up days."""

from datetime import date

import pytest
import yaml

from intake import knowledge
from intake.vocabulary import ROUTES
from mediation.deadlines import clocks, working_days
from mediation.deadlines.clocks import Term


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-25", True),
        ("2026-11-28", False),
        ("2026-10-01", False),
        ("2026-10-10", True),
        ("2026-02-14", True),
        ("2026-02-17", False),
        ("2031-01-06", True),
        ("2031-01-05", False),
    ],
)
def test_holidays_rest_and_make_up_days_work(day, works):
    assert working_days.is_working_day(date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "days", "unit", "due"),
    [
        ("2026-11-25", 1, "working", "2026-11-26"),
        ("2026-11-27", 1, "working", "2026-11-30"),
        ("2026-09-30", 1, "working", "2026-10-08"),
        ("2026-10-09", 1, "working", "2026-10-10"),
        ("2026-11-25", 15, "calendar", "2026-12-10"),
        ("2026-11-13", 15, "calendar", "2026-11-30"),
        ("2026-11-25", 0, "calendar", "2026-11-25"),
        ("2026-11-28", 0, "calendar", "2026-11-28"),
        ("2026-12-31", 1, "working", "2027-01-04"),
        ("2027-02-04", 1, "working", "2027-02-09"),
    ],
)
def test_a_term_ends_on_its_last_day(start, days, unit, due):
    term = Term(days=days, unit=unit)
    assert term.due(date.fromisoformat(start)) == date.fromisoformat(due)


def test_every_route_has_its_clock_and_statutory_terms_are_the_laws():
    rules = clocks.load()
    assert {clock.route for clock in rules.clocks} == set(ROUTES)
    petition = rules.of("petition")
    assert (petition.accept.days, petition.settle.days) == (15, 60)
    assert rules.of("labour_arbitration").settle.days == 15


@pytest.mark.parametrize(
    ("today", "step"),
    [
        ("2026-09-28", None),
        ("2026-09-29", "电话提醒"),
        ("2026-09-30", "每日催办"),
        ("2026-10-07", "每日催办"),
        ("2026-10-08", "每日催办"),
        ("2026-10-09", "书面督办"),
        ("2026-10-13", "提醒函"),
        ("2026-10-16", "督办函"),
        ("2026-10-22", "约谈函"),
        ("2028-10-22", "约谈函"),
    ],
)
def test_supervision_goes_up_in_steps_and_rests_on_holidays(today, step):
    found = clocks.load().step(date(2026, 9, 30), date.fromisoformat(today))
    assert (found.label if found else None) == step


@pytest.mark.parametrize("days", range(-5, 12))
@pytest.mark.parametrize("today", ["2026-10-03", "2026-10-10", "2026-11-25", "2026-11-28"])
def test_the_latest_due_day_of_a_step_is_of_it_and_the_next_is_not(today, days):
    today = date.fromisoformat(today)
    due = working_days.latest_due(today, days)
    assert working_days.late(due, today) >= days
    assert working_days.late(due + working_days.DAY, today) < days


BROKEN = {
    "a route without a clock": (
        lambda clocks: clocks["clocks"].pop(),
        "one clock for each of",
    ),
    "a negative term": (
        lambda clocks: clocks["clocks"][0]["settle"].update(days=-1),
        "clocks.0.settle.days",
    ),
    "a word it does not know": (lambda clocks: clocks.update(tea="yes"), "tea"),
    "steps out of order": (lambda clocks: clocks["steps"].reverse(), "in the order of their days"),
    "a kind of step nobody knows": (
        lambda clocks: clocks["steps"][0].update(kind="pigeon"),
        "steps.0.kind",
    ),
    "no reason to pause": (lambda clocks: clocks["pause"].update(reasons=[]), "pause.reasons"),
}


@pytest.fixture
def broken(monkeypatch, tmp_path):
    """Break a copy of the district's clocks and let the project read that."""

    def break_it(change):
        content = knowledge.read_file(knowledge.FOLDER / "clocks.yml")
        change(content)
        (tmp_path / "clocks.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
        monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
        clocks.load.cache_clear()

    yield break_it
    monkeypatch.undo()
    clocks.load.cache_clear()


@pytest.mark.parametrize("fault", BROKEN)
def test_a_wrong_file_is_told_in_one_line(broken, fault):
    change, words = BROKEN[fault]
    broken(change)
    with pytest.raises(knowledge.KnowledgeError) as told:
        clocks.load()
    assert words in str(told.value)
    assert str(told.value).startswith("clocks.yml: ")
    assert "\n" not in str(told.value)


def test_the_library_knows_a_year_and_the_file_the_rest():
    assert working_days.known_until() >= 2026
    assert not working_days.is_working_day(date(working_days.known_until(), 10, 1))
