"""The draft: a case in the making, read from and written back to the tracker's slots."""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass, field, fields
from typing import Any, Final

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from intake.vocabulary import FACT_SLOTS, LEVELS

STATE_SLOTS: Final = (
    "draft_id",
    "narrative",
    "village",
    "dispute_type",
    "urgency",
    "route",
    "answers",
    "asked",
    "skipped",
    "consent",
    "confirmed",
    "open_question",
    "choices",
    "wants_human",
    "submission",
    "opened_at",
    "earlier",
    "danger",
    "minor",
)
"""The draft's slots beside the facts; a submitted draft clears all of them."""

KEPT_SLOTS: Final = (
    "failures",
    "plain",
    "last_case",
    "last_type",
    "later",
    "forget",
    "law_topic",
    "law_question",
)
"""Slots that belong to the citizen's conversation rather than to one draft."""


@dataclass
class Draft:
    """A case in the making.

    Attributes:
        facts: slot → normalised value, only what is known.
        answers: question id → ``{"question", "answer"}``.
        asked: question id → how often it has been asked.
        skipped: ids of questions the citizen does not want to or cannot answer.
        consent: ``{"at", "version"}`` with ``sensitive`` True or False where that was asked
            separately, ``{"refused": True}`` or None.
        choices: what the numbers of the last offered choice mean.
        submission: None, or ``queued`` while the backend has not acknowledged.
        opened_at: Unix time of the first telling; the transcript begins there.
        earlier: the lines of Rasa sessions before this one, as :mod:`intake.transcript` gives them.
        danger: ``{"path", "step", "turns"}`` once a danger was told (:mod:`actions.aftercare`).
        minor: ``child`` until a grown-up is there, then ``guarded``; ``alone`` without one;
            ``protected`` where the guardian may be who hurts the child.
    """

    draft_id: str | None = None
    narrative: str | None = None
    village: str | None = None
    dispute_type: dict[str, Any] | None = None
    urgency: dict[str, Any] | None = None
    route: dict[str, Any] | None = None
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    consent: dict[str, Any] | None = None
    confirmed: bool | None = None
    open_question: str | None = None
    choices: list[str] = field(default_factory=list)
    wants_human: bool | None = None
    submission: str | None = None
    opened_at: float | None = None
    earlier: list[dict[str, Any]] = field(default_factory=list)
    danger: dict[str, Any] | None = None
    minor: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, tracker: Tracker) -> Draft:
        """The draft as the tracker has it; nothing done to it changes the tracker."""
        values = {
            name: copy.deepcopy(value)
            for name in STATE_SLOTS
            if (value := tracker.get_slot(name)) is not None
        }
        known = {
            name: copy.deepcopy(value)
            for name in FACT_SLOTS
            if (value := tracker.get_slot(name)) is not None
        }
        return cls(**values, facts=known)

    @property
    def begun(self) -> bool:
        """Whether anything has been told yet."""
        return bool(self.narrative)

    def begin(self, at: float) -> None:
        """Give the draft its id and its beginning, once."""
        if self.draft_id is None:
            self.draft_id = uuid.uuid4().hex
            self.opened_at = at

    def raise_urgency(self, found: dict[str, Any]) -> None:
        """Add the signals found in a message; a level only ever rises while the citizen tells."""
        held = self.urgency or {"level": "blue", "signals": []}
        codes = {signal["code"] for signal in held["signals"]}
        new = [
            {"code": signal["code"], "text": signal["text"]}
            for signal in found["signals"]
            if signal["code"] not in codes
        ]
        level = min(held["level"], found["level"], key=LEVELS.index)
        self.urgency = {"level": level, "signals": held["signals"] + new}

    def close_question(self) -> None:
        """The open question has been answered or skipped."""
        self.open_question = None
        self.choices = []

    def events(self, tracker: Tracker) -> list[EventType]:
        """The slot events that bring the tracker to this draft; only what changed."""
        events: list[EventType] = []
        for item in fields(self):
            if item.name == "facts":
                continue
            value = getattr(self, item.name)
            events += _changed(tracker, item.name, value if value not in ({}, []) else None)
        for name in FACT_SLOTS:
            events += _changed(tracker, name, self.facts.get(name))
        return events


def cleared(tracker: Tracker) -> list[EventType]:
    """The slot events that leave no trace of the draft."""
    return Draft().events(tracker)


def _changed(tracker: Tracker, name: str, value: Any) -> list[EventType]:
    return [] if tracker.get_slot(name) == value else [SlotSet(name, value)]
