"""The bodies of the case API: what comes in, checked, and what goes out."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from intake.vocabulary import DISPUTE_TYPES, FACT_SLOTS, LEVELS, ROUTES, TOWNS

MOST_TEXT: Final = 20_000
MOST_LINES: Final = 2_000
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200


_DAYS: Final = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
)
_DAY: Final = rf"[12][0-9]{{3}}-{_DAYS}"
"""A day for the description; the 29th of February is taken where there is one."""
_MOMENT: Final = (
    rf"^2[01][0-9]{{2}}-{_DAYS}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)


def _blank_is_unknown(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _plausible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def _whole(value: Any) -> Any:
    """An integer that was written as ``3.0`` is one in JSON; ``true`` and ``"3"`` are none."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Moment = Annotated[
    AwareDatetime,
    AfterValidator(_plausible),
    WithJsonSchema(
        {"type": "string", "pattern": _MOMENT, "description": "RFC 3339, with its zone"}
    ),
]
Confidence = Annotated[float, Field(ge=0, le=1, strict=True)]
Yuan = Annotated[float, Field(ge=0, le=1e12, strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Unknown = BeforeValidator(_blank_is_unknown)
ShortText = Annotated[Annotated[str, Field(max_length=200)] | None, Unknown]
LongText = Annotated[Annotated[str, Field(max_length=MOST_TEXT)] | None, Unknown]


def _known(allowed: tuple[str, ...], what: str) -> AfterValidator:
    """Refuses a value that is none of those allowed, and names them; null is let through."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in allowed:
            raise ValueError(f"no such {what}: one of {' '.join(allowed)}")
        return value

    return AfterValidator(check)


def _described(*names: str) -> Any:
    """A name as the description shows it: one of these."""
    return Field(json_schema_extra={"enum": list(names)})


TypeName = Annotated[str, _known(DISPUTE_TYPES, "dispute type"), _described(*DISPUTE_TYPES)]
Level = Annotated[str, _known(LEVELS, "urgency level"), _described(*LEVELS)]
RouteName = Annotated[str, _known(ROUTES, "route"), _described(*ROUTES)]
TownName = Annotated[Annotated[str, _described(*TOWNS, "")] | None, Unknown, _known(TOWNS, "town")]
Slot = Annotated[str, _known((*FACT_SLOTS, "village"), "fact"), _described(*FACT_SLOTS, "village")]
DAY_OR_INTERVAL: Final = re.compile(r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$")


class Strict(BaseModel):
    """A body that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid")


class Ranked(Strict):
    """A dispute type with the classifier's confidence."""

    name: str
    confidence: Confidence


class DisputeType(Strict):
    """The type of a case, and who says so."""

    name: TypeName
    confidence: Confidence
    source: Literal["bot", "citizen", "staff"] = "bot"
    ranking: list[Ranked] = Field(default_factory=list, max_length=18)


class Signal(Strict):
    """Words that make a case urgent."""

    code: str = Field(max_length=60)
    text: str = Field(max_length=MOST_TEXT)


class Urgency(Strict):
    """The colour of a case with its reasons."""

    level: Level
    signals: list[Signal] = Field(default_factory=list, max_length=100)
    source: Literal["bot", "citizen", "staff"] = "bot"


class Route(Strict):
    """The door a case belongs to, and why."""

    name: RouteName
    reason: LongText = None


class Party(Strict):
    """A party of the dispute; unknown is null."""

    name: ShortText = None
    phone: Annotated[Annotated[str, Field(max_length=20)] | None, Unknown] = None


class Answer(Strict):
    """A type's own question, as headed, with the citizen's words."""

    question: str = Field(max_length=200)
    answer: str = Field(max_length=MOST_TEXT)


class Consent(Strict):
    """When the citizen agreed, and to which text."""

    at: Moment
    version: str = Field(min_length=1, max_length=20)


class Line(Strict):
    """One message of the conversation."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    at: Moment
    speaker: Literal["citizen", "bot", "staff"] = Field(alias="from")
    text: str = Field(max_length=MOST_TEXT)


class HeardFact(Strict):
    """A fact of the case, with the words of the line that it was read from."""

    slot: Slot
    text: str = Field(min_length=1, max_length=MOST_TEXT)


class HeardLine(Line):
    """A message as it is handed over, with the facts read from it."""

    facts: list[HeardFact] = Field(default_factory=list, max_length=100)


class CaseFacts(Strict):
    """What is told of a dispute, whoever hands it over; unknown is null."""

    applicant: Party = Field(default_factory=Party)
    respondent: Party = Field(default_factory=Party)
    occurred_on: Annotated[
        Annotated[str, Field(json_schema_extra={"pattern": f"^({_DAY}(/{_DAY})?)?$"})] | None,
        Unknown,
    ] = None
    town: TownName = None
    village: Annotated[Annotated[str, Field(max_length=50)] | None, Unknown] = None
    place: ShortText = None
    amount_yuan: Yuan | Annotated[list[Yuan], Field(min_length=2, max_length=2)] | None = None
    people_count: Annotated[
        Annotated[int, Field(ge=0, le=1_000_000, strict=True)] | None, BeforeValidator(_whole)
    ] = None
    narrative: str = Field(min_length=1, max_length=MOST_TEXT)
    demand: LongText = None
    evidence: list[str] = Field(default_factory=list, max_length=200)
    wants_human: Flag = False

    @field_validator("occurred_on")
    @classmethod
    def _day(cls, value: str | None) -> str | None:
        if value is None:
            return None
        if not DAY_OR_INTERVAL.match(value):
            raise ValueError("an ISO date, or two with a slash between them")
        return "/".join(sorted(date.fromisoformat(day).isoformat() for day in value.split("/")))

    @field_validator("amount_yuan")
    @classmethod
    def _low_to_high(cls, value: float | list[float] | None) -> float | list[float] | None:
        return sorted(value) if isinstance(value, list) else value


class CaseIn(CaseFacts):
    """A case as the bot hands it over."""

    draft_id: str = Field(min_length=1, max_length=64)
    citizen: str = Field(min_length=1, max_length=64)
    channel: str = Field(min_length=1, max_length=20)
    dispute_type: DisputeType
    urgency: Urgency
    route: Route
    answers: dict[str, Answer] = Field(default_factory=dict, max_length=50)
    consent: Consent
    transcript: list[HeardLine] = Field(default_factory=list, max_length=MOST_LINES)


class Read(Strict):
    """The colour that a message was read to have, with the words that gave it."""

    level: Level
    signals: list[Signal] = Field(default_factory=list, max_length=100)


class NoteIn(Strict):
    """Something about a case after its hand-over.

    Attributes:
        kind: ``answer`` answers the open question of staff, ``satisfaction`` says how it went.
        score: 1, very bad, to 5, very good; with ``satisfaction`` only.
        urgency: of this message; it may raise the case's colour and never lowers it. Without it the
            rules read the text.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"kind": {"const": "satisfaction"}}},
            "then": {"required": ["score"], "properties": {"score": {"type": "integer"}}},
            "else": {"properties": {"score": {"type": "null"}}},
        }
    )

    kind: Literal[
        "addition", "correction", "withdrawal", "human_requested", "answer", "satisfaction"
    ]
    text: str = Field(max_length=MOST_TEXT)
    at: Moment
    score: Annotated[
        Annotated[int, Field(ge=1, le=5, strict=True)] | None, BeforeValidator(_whole)
    ] = None
    urgency: Read | None = None

    @model_validator(mode="after")
    def _score_of_satisfaction(self) -> NoteIn:
        if (self.kind == "satisfaction") != (self.score is not None):
            raise ValueError("a score of 1 to 5 belongs to satisfaction, and to nothing else")
        return self


class AlertIn(Strict):
    """Danger, or a wish for a person, before or beside a case.

    Attributes:
        level: the colour of the message; danger is red whatever it says.
        other_matter: a matter was being told already, so it is about none of the cases before.
    """

    kind: Literal["danger", "human_requested"]
    citizen: str = Field(min_length=1, max_length=64)
    draft_id: ShortText = None
    case_no: Annotated[Annotated[str, Field(max_length=16)] | None, Unknown] = None
    text: str = Field(max_length=MOST_TEXT)
    signals: list[Signal] = Field(default_factory=list, max_length=100)
    level: Level | None = None
    other_matter: Flag = False
    at: Moment


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


class CaseQuery(Strict):
    """What a list of cases is narrowed to."""

    status: ShortText = None
    urgency: ShortText = None
    type: ShortText = None
    town: ShortText = None
    channel: ShortText = None
    citizen: ShortText = None
    q: ShortText = None
    page: int = Field(default=1, ge=1, le=100_000)
    page_size: int = Field(default=20, ge=1, le=200)


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
