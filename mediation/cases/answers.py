"""What the case API answers."""

from __future__ import annotations

from typing import Any

from pydantic import AwareDatetime, BaseModel

from mediation.cases.schemas import AlertIn, Answer, Consent, Line, Party, Ranked, Signal


class NoteOut(BaseModel):
    """A note with its number.

    Beside what may be added, ``kind`` is ``question`` (staff asked the citizen), ``unasked`` (they take it
    back) or ``rating_asked`` (the citizen was asked how it was).
    """

    id: int
    kind: str
    text: str
    at: AwareDatetime
    score: int | None = None


class AlertOut(AlertIn):
    """An alert with its number, and who took it."""

    id: int
    taken_by: str | None = None


class TypeOut(BaseModel):
    """The type as a case shows it."""

    name: str
    confidence: float
    source: str


class UrgencyOut(BaseModel):
    """The urgency as a case shows it."""

    level: str
    signals: list[Signal]
    source: str


class SourceOut(BaseModel):
    """The office that handed a case over, and the number it has there."""

    code: str
    case_no: str


class CaseOut(BaseModel):
    """A case as the API shows it; unknown facts are null.

    Attributes:
        source: the office that handed it over; null for the bot.
        consent: null where another office handed it over without.
        open_question: what staff asked the citizen last, while no answer has come.
        outcome: what became of it: agreed, failed, refused, referred or withdrawn; null before.
    """

    no: str
    status: str
    outcome: str | None
    channel: str
    source: SourceOut | None
    created_at: AwareDatetime
    dispute_type: TypeOut
    ranking: list[Ranked]
    urgency: UrgencyOut
    route: str
    route_reason: str | None
    applicant: Party
    respondent: Party
    occurred_on: str | None
    town: str | None
    village: str | None
    place: str | None
    amount_yuan: float | list[float] | None
    people_count: int | None
    narrative: str
    demand: str | None
    evidence: list[str]
    answers: dict[str, Answer]
    consent: Consent | None
    wants_human: bool
    version: int
    open_question: str | None
    transcript: list[Line]
    notes: list[NoteOut]


class CaseList(BaseModel):
    """A page of cases, newest first, without transcripts.

    Attributes:
        total: of all pages.
        more: the words of a search stand in more than ``total`` cases, which is 1000 then.
    """

    items: list[CaseOut]
    total: int
    more: bool = False


class Problem(BaseModel):
    """An error (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: list[dict[str, Any]] | None = None
