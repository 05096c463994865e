"""Where the code hangs that a citizen scanned: taken for their town and village until they say another.

A code is made with a scene, ``古邵镇/坊上村`` or one of the two (``python -m wechat qrcode``). Other
scenes, a poster's number for example, say nothing of a place.
"""

from __future__ import annotations

import re
from typing import Final

from actions.draft import Draft
from intake import knowledge

ANSWER: Final = "scanned"
"""Under this id the draft's answers keep it, so that staff see where the town was taken from."""
_VILLAGE: Final = re.compile(r"[一-鿿]{1,10}(?:村|社区|居|庄|小区)")


def place_of(scene: str) -> tuple[str | None, str | None]:
    """Town, by its official name, and village; None for what the scene does not name."""
    known = knowledge.load()
    first, _, last = scene.strip().rpartition("/")
    village = last if _VILLAGE.fullmatch(last) else None
    named = first or last
    town = next((one.name for one in known.towns if named in {one.name, *one.also}), None)
    if town is None and village:
        town = next((row.get("town") for row in known.villages if row["name"] == village), None)
    return town, village


def note(draft: Draft, scene: str | None) -> str:
    """Keep the place that a scene names; how it is said to the citizen, empty where there is none."""
    place = " ".join(name for name in place_of(scene or "") if name)
    if place:
        draft.answers[ANSWER] = {"question": "扫的是哪里的码", "answer": place}
    return place


def preset(draft: Draft) -> None:
    """Fill in what the citizen has not said."""
    town, village = _kept(draft)
    if town:
        draft.facts.setdefault("town", town)
    if village and not draft.village and draft.facts.get("town") in {town, None}:
        draft.village = village


def correct(draft: Draft, slot: str) -> None:
    """A town or village is told now: what only the code said of it, and below it, goes."""
    town, village = _kept(draft)
    if slot == "town" and town and draft.facts.get("town") == town:
        del draft.facts["town"]
    if village and draft.village == village:
        draft.village = None


def _kept(draft: Draft) -> tuple[str | None, str | None]:
    words = draft.answers.get(ANSWER, {}).get("answer", "")
    return place_of(words.replace(" ", "/"))
