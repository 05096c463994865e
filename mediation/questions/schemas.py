"""The bodies of ``/api/v1/questions``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from mediation.cases.fields import Moment, Strict, Unknown


class QuestionIn(Strict):
    """A legal question as the bot tells of it.

    Attributes:
        kind: the bot had no answer, gave one, or was told that it was useful or useless.
        text: the question, or the citizen's words about the answer.
        entry: the id of the entry that was shown, where there was one.
    """

    kind: Literal["unanswered", "answered", "useful", "useless"]
    text: str = Field(max_length=2000)
    entry: Annotated[Annotated[str, Field(max_length=80)] | None, Unknown] = None
    at: Moment


class EntriesOff(BaseModel):
    """The ids of the legal entries that staff have switched off."""

    off: list[str]


class QuestionOut(QuestionIn):
    """A question with its number."""

    id: int
