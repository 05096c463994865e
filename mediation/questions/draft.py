"""An entry drafted from questions: a file for those who keep ``data/knowledge/faq/``, never an answer by itself.

It is written switched off and unreviewed; the lint of the knowledge refuses it until its articles hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Final

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints

from legal.entries import LONGEST_ANSWER, LONGEST_DETAIL
from mediation import masking
from mediation.models import Question

LONGEST_TITLE: Final = 30
LONGEST_STEP: Final = 100
LONGEST_LAW: Final = 200
MOST_WAYS: Final = 4000
"""Characters of all ways of asking together."""


def _words(longest: int, shortest: int = 0) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=shortest, max_length=longest)


class DraftIn(BaseModel):
    """What staff wrote: ``ask`` is one way of asking a line, the law is named as they know it."""

    model_config = ConfigDict(extra="ignore")

    title: Annotated[str, _words(LONGEST_TITLE, 1)]
    ask: Annotated[str, _words(MOST_WAYS, 1)]
    answer: Annotated[str, _words(LONGEST_ANSWER, 1)]
    detail: Annotated[str, _words(LONGEST_DETAIL)] = ""
    next_step: Annotated[str, _words(LONGEST_STEP, 1)]
    law: Annotated[str, _words(LONGEST_LAW)] = ""


def ways(questions: Iterable[Question]) -> str:
    """The ways in which it was asked, one a line, each once, numbers of persons masked."""
    asked = (" ".join(masking.numbers(one.text).split()) for one in questions)
    text = ""
    for way in dict.fromkeys(asked):
        if len(text) + len(way) >= MOST_WAYS:
            break
        text += f"{way}\n"
    return text


def as_file(written: Mapping[str, str], name: str) -> bytes:
    """The draft in the form of ``data/knowledge/faq/``.

    Args:
        written: the fields of the form.
        name: the id it gets until somebody gives it a better one.

    Raises:
        ValidationError: a field is missing or too long.
    """
    given = DraftIn.model_validate(dict(written))
    lines = (" ".join(line.split()) for line in given.ask.splitlines())
    entry = {
        "id": name,
        "title": given.title,
        "ask": [way for way in dict.fromkeys(lines) if way],
        "answer": given.answer,
        "detail": given.detail,
        "next_step": given.next_step,
        "citations": [],
        "reviewed_by": None,
        "enabled": False,
    }
    content = {"source": f"工作人员拟，待审定；依据：{given.law or '待查'}", "verified": False}
    text = yaml.safe_dump({**content, "entries": [entry]}, allow_unicode=True, sort_keys=False)
    return text.encode()
