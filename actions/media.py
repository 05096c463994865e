"""Pictures, videos, places and links: kept as evidence or place, never asked to be described twice."""

from __future__ import annotations

import re
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions import after, cases
from actions.ask_next import go_on
from actions.base import SafeAction
from actions.draft import Draft
from actions.heard import Heard
from intake import knowledge
from intake.facts import show

COUNTED: Final = {"image": ("图片", "张"), "video": ("视频", "段")}
LONGEST_PLACE: Final = 60


class ActionMedia(SafeAction):
    """Counts pictures and videos among the evidence, reads a place's label, and goes on."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_media"

    async def act(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Keep what was sent where it belongs."""
        draft, heard = Draft.of(tracker), Heard.of(tracker)
        case_no = tracker.get_slot("last_case")
        if heard.kind in COUNTED:
            what = COUNTED[heard.kind]
            if not draft.begun and case_no:
                text = f"申请人发来{what[0]}1{what[1]}"
                done = await cases.note("addition", case_no, heard, text=text)
                response = "utter_media_added" if done else "utter_note_queued"
                dispatcher.utter_message(response=response, no=case_no, what=what[0])
                return []
            count(draft, heard.kind)
            if draft.open_question == "evidence" or _asks_evidence(draft):
                draft.close_question()
            response = "utter_media_kept" if draft.begun else "utter_media_first"
            dispatcher.utter_message(response=response, what=what[0])
        elif heard.kind == "location" and place(draft, heard.label):
            known = [
                show(slot, draft.facts[slot]) for slot in ("town", "place") if slot in draft.facts
            ]
            dispatcher.utter_message(response="utter_place_kept", place="，".join(known))
            if draft.open_question in {"town", "place"}:
                draft.close_question()
        elif case_no and not draft.begun:
            return await after.taken(dispatcher, tracker, draft, heard) or _plain(dispatcher)
        else:
            _plain(dispatcher)
        return await go_on(dispatcher, tracker, draft) if draft.begun else draft.events(tracker)


def _plain(dispatcher: CollectingDispatcher) -> list[EventType]:
    dispatcher.utter_message(response="utter_media")
    return []


def _asks_evidence(draft: Draft) -> bool:
    asked = draft.open_question or ""
    if not asked.startswith("q:"):
        return False
    return "evidence" in knowledge.load().question(asked.removeprefix("q:")).answered_by


def count(draft: Draft, kind: str) -> None:
    """One more picture or video among the evidence (图片 2 张)."""
    what, unit = COUNTED[kind]
    held: list[str] = list(draft.facts.get("evidence", []))
    counted = re.compile(rf"{what} (\d+) {unit}")
    before = next((match for item in held if (match := counted.fullmatch(item))), None)
    number = int(before[1]) + 1 if before else 1
    others = [item for item in held if not counted.fullmatch(item)]
    draft.facts["evidence"] = [*others, f"{what} {number} {unit}"]


def place(draft: Draft, label: str | None) -> bool:
    """Read a location's label; what is known already stays.

    Returns:
        Whether the label named a town, or any place at all.
    """
    if not label:
        return False
    known = knowledge.load().towns
    town = next(
        (one.name for one in known if any(name in label for name in (one.name, *one.also))), None
    )
    if town:
        draft.facts.setdefault("town", town)
    draft.facts.setdefault("place", label.strip()[:LONGEST_PLACE])
    return True
