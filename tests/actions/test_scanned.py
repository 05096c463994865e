"""The code that a citizen scanned says where they live, until they say it themselves."""

from dataclasses import replace

import pytest

from actions import scanned
from actions.draft import Draft
from actions.heard import Heard
from actions.take_up import take_up

ROWS = [
    ("古邵镇/坊上村", "古邵镇", "坊上村"),
    ("古邵/坊上村", "古邵镇", "坊上村"),
    ("峨山镇", "峨山镇", None),
    ("坊上村", None, "坊上村"),
    ("坛山街道/榴花社区", "坛山街道", "榴花社区"),
    ("poster-3", None, None),
    ("古邵镇/<b>村", "古邵镇", None),
    ("123", None, None),
    ("", None, None),
    ("/", None, None),
]
TOLD = Heard(
    text="邻居占了俺家的地",
    intent="report_dispute",
    at=1.0,
    message_id="m",
    facts=[],
    corrections=[],
    answer=None,
    dispute_type={"name": "邻里", "confidence": 0.9},
    urgency={"level": "blue", "signals": []},
    route={"name": "mediation", "reason": ""},
)


@pytest.mark.parametrize(("scene", "town", "village"), ROWS)
def test_a_scene_names_a_town_and_a_village_or_none(scene, town, village):
    assert scanned.place_of(scene) == (town, village)


def draft_after(scene, *heard):
    draft = Draft()
    scanned.note(draft, scene)
    for one in heard:
        take_up(draft, one)
    return draft


def says(town=None, village=None):
    facts = [{"slot": "town", "value": town, "text": town}] if town else []
    return replace(TOLD, facts=facts, village=village)


def test_what_the_citizen_does_not_say_the_code_says():
    draft = draft_after("古邵镇/坊上村", TOLD)
    assert (draft.facts["town"], draft.village) == ("古邵镇", "坊上村")
    assert draft.answers["scanned"]["answer"] == "古邵镇 坊上村"


@pytest.mark.parametrize("heard", [(says("阴平镇"),), (TOLD, says("阴平镇"))])
def test_another_town_told_at_once_or_later_wins_and_the_code_s_village_goes(heard):
    draft = draft_after("古邵镇/坊上村", *heard)
    assert (draft.facts["town"], draft.village) == ("阴平镇", None)


def test_another_village_told_later_wins():
    draft = draft_after("古邵镇/坊上村", TOLD, says(village="斜屋村"))
    assert (draft.facts["town"], draft.village) == ("古邵镇", "斜屋村")


def test_the_same_town_told_changes_nothing():
    draft = draft_after("古邵镇/坊上村", TOLD, says("古邵镇"))
    assert (draft.facts["town"], draft.village) == ("古邵镇", "坊上村")


def test_a_town_told_does_not_give_way_to_a_third_one_in_passing():
    draft = draft_after("古邵镇/坊上村", says("阴平镇"), says("峨山镇"))
    assert draft.facts["town"] == "阴平镇"


def test_before_anything_is_told_the_code_fills_no_fact():
    draft = draft_after("古邵镇/坊上村")
    assert draft.facts == {}
    assert not draft.begun
