"""Questions that sound like ours and are declined: how to do wrong, criminal defence, other countries' law.

By example (retrieval learns from them) and by words that hardly leave a doubt. What a citizen suffers
from somebody else's wrong (他把存款转走了咋办) is ours, and named as such in ``unless``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from attrs import frozen
from cattrs import Converter, transform_error

from intake import knowledge

FILE: Final = knowledge.FOLDER / "lexicons" / "declined.yml"
LONGEST_DOOR: Final = 80


@frozen
class Words:
    """Expressions over normalised text that decline a question, and those that take it back.

    Attributes:
        label: the kind of question.
        door: what the citizen is told instead, with where to turn; at most 80 characters.
        patterns: expressions that decline.
        unless: expressions that take it back.
    """

    label: str
    door: str
    patterns: list[str]
    unless: list[str]


@frozen
class Declined:
    """What is declined.

    Attributes:
        questions: examples by kind.
        words: expressions by kind.
    """

    questions: dict[str, list[str]]
    words: list[Words]

    def examples(self) -> list[str]:
        """All examples."""
        return [question for questions in self.questions.values() for question in questions]


_converter = Converter(forbid_extra_keys=True)


def read(path: Path) -> Declined:
    """The project's examples and words.

    Raises:
        KnowledgeError: missing, malformed, with an expression that is none or without a door.
    """
    content = knowledge.read_file(path)
    held = {key: content.get(key) for key in ("questions", "words")}
    try:
        declined = _converter.structure(held, Declined)
    except Exception as error:
        lines = "\n".join(f"{path.name}: {line}" for line in transform_error(error))
        raise knowledge.KnowledgeError(lines) from error
    for words in declined.words:
        if not 0 < len(words.door) <= LONGEST_DOOR:
            raise knowledge.KnowledgeError(f"{path.name}: {words.label}: door is empty or too long")
        for expression in (*words.patterns, *words.unless):
            try:
                re.compile(expression)
            except re.error as error:
                raise knowledge.KnowledgeError(
                    f"{path.name}: {words.label}: {expression}: {error}"
                ) from error
    return declined


@lru_cache(maxsize=1)
def load() -> Declined:
    """The project's own, read once a process."""
    return read(FILE)


def declines(text: str) -> Words | None:
    """The words that decline a normalised question, with the door named instead; None where none do."""
    for words in load().words:
        if any(re.search(unless, text) for unless in words.unless):
            continue
        if any(re.search(pattern, text) for pattern in words.patterns):
            return words
    return None
