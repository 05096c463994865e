"""Which words each fact of a case came from, line by line of the conversation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mediation.cases.fact_fields import FIELDS, column_of
from mediation.console.reasons import Reason
from mediation.console.spans import Link, Piece, cut, stands_in
from mediation.models import Case, TranscriptLine

LITERAL: Final = (
    "applicant_name",
    "applicant_phone",
    "respondent_name",
    "respondent_phone",
    "village",
    "place",
    "evidence",
)
"""Facts whose value is often the very words: looked for where no words were handed over."""
SHORTEST: Final = 2
"""Characters; a shorter value stands in a text by chance."""


@dataclass(frozen=True)
class Said:
    """A line of the conversation, cut at the words that something on the page came from."""

    line: TranscriptLine
    pieces: list[Piece]


@dataclass(frozen=True)
class Told:
    """The story and the conversation, cut.

    Attributes:
        places: key of a fact or signal → the id of the first place in the conversation where its words
            stand, else in the story.
        words: key of a fact → its words.
    """

    story: list[Piece]
    lines: list[Said]
    places: dict[str, str]
    words: dict[str, str]


def told(
    case: Case,
    lines: Sequence[TranscriptLine],
    why: Sequence[Reason],
    shown: Callable[[str], str],
) -> Told:
    """Story and conversation with the words of facts and of urgency marked.

    Args:
        why: the signals of the case.
        shown: a text as the reader may see it, with names and numbers masked.
    """
    facts = _facts(case, lines)
    signals = [
        Link(why_key(number), shown(one.text), one.label, one.level)
        for number, one in enumerate(why, 1)
    ]

    def as_shown(link: Link) -> Link:
        return Link(link.key, shown(link.words), link.label)

    everything = [as_shown(link) for links in facts for link in links]
    said = [
        Said(
            line,
            cut(
                shown(line.text),
                [*map(as_shown, links), *signals] if line.speaker == "citizen" else [],
                f"line-{number}",
            ),
        )
        for number, (line, links) in enumerate(zip(lines, facts, strict=True))
    ]
    story = cut(shown(case.narrative), [*everything, *signals], "story")
    places: dict[str, str] = {}
    for pieces in (*(one.pieces for one in said), story):
        for piece in pieces:
            places = piece.begins | places
    words = {link.key: link.words for link in reversed(everything)}
    return Told(story, said, places, words)


def fact_key(field: str) -> str:
    """The id of a fact's row on the page."""
    return f"fact-{field}"


def why_key(number: int) -> str:
    """The id of a signal's row on the page, counted from 1."""
    return f"why-{number}"


def _facts(case: Case, lines: Sequence[TranscriptLine]) -> list[list[Link]]:
    """For each line the facts read from it."""
    found: list[list[Link]] = [
        [
            _link(column_of(fact["slot"]), fact["text"])
            for fact in line.facts
            if stands_in(fact["text"], line.text)
        ]
        for line in lines
    ]
    known = {link.key for links in found for link in links}
    for field in LITERAL:
        if fact_key(field) in known:
            continue
        for value in _values(getattr(case, field)):
            for line, links in zip(lines, found, strict=True):
                if line.speaker == "citizen" and stands_in(value, line.text):
                    links.append(_link(field, value))
                    break
    return found


def _link(field: str, words: str) -> Link:
    return Link(fact_key(field), words, FIELDS[field].label)


def _values(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str) and len(one) >= SHORTEST]
