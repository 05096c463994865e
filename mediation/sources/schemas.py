"""What other offices hand over: less than the bot, since nobody talked it through with the citizen."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from mediation.cases.fields import Level, Strict, TypeName
from mediation.cases.schemas import CaseFacts, Consent, NoteIn, Route


class GivenType(Strict):
    """The type as the source has it."""

    name: TypeName


class GivenUrgency(Strict):
    """The colour as the source sees it; words of danger in the story raise it, nothing lowers it."""

    level: Level


class SourceCaseIn(CaseFacts):
    """A case as another office hands it over, with that office's token.

    Attributes:
        case_no: the number it has there; each is taken over once.
        dispute_type: without it the case is 其他 until staff set it.
        urgency: without it, and without words of danger, it is blue and marked as not assessed.
        route: without it the words of the story and the kind of the source decide.
        consent: if the office asked the citizen for it.
    """

    case_no: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    dispute_type: GivenType | None = None
    urgency: GivenUrgency | None = None
    route: Route | None = None
    consent: Consent | None = None


class SourceNoteIn(NoteIn):
    """What another office adds to a case of its own; ratings and answers are the citizen's."""

    kind: Literal["addition", "correction", "withdrawal"]
