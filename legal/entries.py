"""The entries: what is answered, in whose words, on which articles.

An entry that is not enabled, or whose articles are out of force, is never given out.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from attrs import evolve, field, frozen
from cattrs import Converter, transform_error

from intake import knowledge

FOLDER: Final = knowledge.FOLDER / "faq"
FEWEST_WAYS: Final = 8
LONGEST_ANSWER: Final = 180
LONGEST_DETAIL: Final = 600


@frozen
class Citation:
    """An article that an answer rests on.

    Attributes:
        law: the full name, for example 中华人民共和国民法典.
        article: as the law numbers it, for example 第一千零七十九条.
        key: words of the article, verbatim, on which the answer rests.
        since: ISO date from which this article is in force in this wording.
        until: ISO date of its end, None while in force.
        verified: True where article and key stand in the statute database; False needs a reason.
        reason: why the database cannot verify it (a regulation or a judicial interpretation).
    """

    law: str
    article: str
    key: str
    since: str
    until: str | None = None
    verified: bool = True
    reason: str | None = None


@frozen
class Entry:
    """One reviewed answer.

    Attributes:
        id: unique over all topics.
        title: the question as a heading, at most 30 characters.
        ask: ways in which citizens ask it, at least eight.
        answer: what the citizen reads, at most 180 characters.
        detail: what follows on 「详细」, at most 600 characters.
        next_step: the next door to knock on, one sentence.
        related: ids of entries that people ask next.
        reviewed_by: who of the district's lawyers has read it; None until then.
        enabled: whether it may be given out.
        topic: the file it stands in, without its ending.
    """

    id: str
    title: str
    ask: list[str]
    answer: str
    detail: str
    citations: list[Citation]
    next_step: str
    related: list[str] = field(factory=list)
    reviewed_by: str | None = None
    enabled: bool = True
    topic: str = ""


_converter = Converter(forbid_extra_keys=True)


@lru_cache(maxsize=1)
def load() -> dict[str, Entry]:
    """All entries of the project by id, enabled or not, read once a process.

    Raises:
        KnowledgeError: a file is malformed or entries contradict one another.
    """
    return read(FOLDER)


def read(folder: Path) -> dict[str, Entry]:
    """The entries of a folder, one file a topic.

    Raises:
        KnowledgeError: with every problem found, one a line.
    """
    problems: list[str] = []
    entries: list[Entry] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            rows = knowledge.read_file(path).get("entries") or []
            entries += [
                evolve(entry, topic=path.stem) for entry in _converter.structure(rows, list[Entry])
            ]
        except knowledge.KnowledgeError as error:
            problems.append(str(error))
        except Exception as error:  # noqa: BLE001 - cattrs wraps every cause into its own group
            problems += [f"{path.name}: {line}" for line in transform_error(error)]
    problems += disagreements(entries)
    if problems:
        raise knowledge.KnowledgeError("\n".join(problems))
    return {entry.id: entry for entry in entries}


def disagreements(entries: list[Entry]) -> list[str]:
    """Entries with the same id or question, dangling relations, and texts that are too long."""
    counted = Counter(entry.id for entry in entries)
    asked: Counter[str] = Counter(way.strip() for entry in entries for way in set(entry.ask))
    found = [f"faq: id {name} twice" for name, count in counted.items() if count > 1]
    found += [f"faq: asked in two entries: {way}" for way, count in asked.items() if count > 1]
    for entry in entries:
        found += [f"faq: {entry.id}: {problem}" for problem in _faults(entry, counted)]
    return found


def _faults(entry: Entry, ids: Counter[str]) -> list[str]:
    faults: list[tuple[Any, str]] = [
        (len(entry.ask) < FEWEST_WAYS, f"fewer than {FEWEST_WAYS} ways of asking"),
        (len(entry.answer) > LONGEST_ANSWER, f"answer of {len(entry.answer)} characters"),
        (len(entry.detail) > LONGEST_DETAIL, f"detail of {len(entry.detail)} characters"),
        (not entry.citations, "no citation"),
        (not entry.next_step, "no next step"),
        *((name not in ids, f"related entry {name} does not exist") for name in entry.related),
        *(
            (not cited.verified and not cited.reason, f"{cited.law}{cited.article}: no reason")
            for cited in entry.citations
        ),
    ]
    return [fault for wrong, fault in faults if wrong]
