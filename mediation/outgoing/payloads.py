"""What receivers get: numbers and codes. They need no word of a citizen, and get none."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field

from mediation.models import Case
from mediation.notify.words import discreet
from mediation.outgoing.topics import CASE_TOPICS, WARNING_TOPICS


class CaseData(BaseModel):
    """A case as it stands after the change.

    Attributes:
        type, town: null where nothing about the matter may be seen by others (domestic violence).
        organisation: code of the desk it is on.
        before, after: of what the topic names; null for a new case.
    """

    no: str
    version: int
    status: str
    urgency: Literal["red", "yellow", "blue"]
    route: str
    channel: str
    type: str | None
    town: str | None
    organisation: str | None
    before: str | None = None
    after: str | None = None


class WarningData(BaseModel):
    """A warning: which case, which colour, where to look.

    Attributes:
        warning: its number; all events of one warning have it.
        no: the case's number; null while there is no case yet.
        step: how many steps were taken, 1 for the first.
        type, town: null without a case, for a sealed one, and where discretion is due.
        link: the page of the console.
    """

    warning: int
    no: str | None
    urgency: Literal["red", "yellow", "blue"]
    step: int
    type: str | None
    town: str | None
    link: str


class CaseEvent(BaseModel):
    """Something happened to a case."""

    type: Annotated[str, Field(json_schema_extra={"enum": list(CASE_TOPICS)})]
    timestamp: AwareDatetime
    data: CaseData


class WarningEvent(BaseModel):
    """Somebody has to look at something now, or has answered."""

    type: Annotated[str, Field(json_schema_extra={"enum": list(WARNING_TOPICS)})]
    timestamp: AwareDatetime
    data: WarningData


def type_and_town(case: Case | None) -> dict[str, str | None]:
    """What of a case may stand outside the console."""
    if case is None or case.sealed or discreet(case.urgency_signals):
        return {"type": None, "town": None}
    return {"type": case.dispute_type, "town": case.town}
