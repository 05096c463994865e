"""What comes in over the case API, checked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, field_validator, model_validator

from mediation.cases.fields import (
    DAY,
    DAY_OR_INTERVAL,
    MOST_LINES,
    MOST_TEXT,
    Confidence,
    Flag,
    Level,
    LongText,
    Moment,
    RouteName,
    ShortText,
    Slot,
    Strict,
    TownName,
    TypeName,
    Unknown,
    Yuan,
    whole,
)


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
        Annotated[str, Field(json_schema_extra={"pattern": f"^({DAY}(/{DAY})?)?$"})] | None,
        Unknown,
    ] = None
    town: TownName = None
    village: Annotated[Annotated[str, Field(max_length=50)] | None, Unknown] = None
    place: ShortText = None
    amount_yuan: Yuan | Annotated[list[Yuan], Field(min_length=2, max_length=2)] | None = None
    people_count: Annotated[
        Annotated[int, Field(ge=0, le=1_000_000, strict=True)] | None, BeforeValidator(whole)
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
        Annotated[int, Field(ge=1, le=5, strict=True)] | None, BeforeValidator(whole)
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
