"""Load and check what the district decides: ``data/knowledge/*.yml``.

Every file carries ``source`` and ``verified``. :func:`load` refuses, with all problems at once, data
that has a key it does not know, misses one it needs, or names a type, town, route, slot or level
that :mod:`intake.vocabulary` does not have: the service must not start on half-understood rules.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from attrs import field, frozen
from cattrs import Converter, transform_error

from intake.vocabulary import DISPUTE_TYPES, FACT_SLOTS, LEVELS, ROUTES, TOWNS

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "data" / "knowledge"


class KnowledgeError(ValueError):
    """The district's data cannot be used; the message lists every problem, one a line."""


@frozen
class DisputeType:
    """One of the 18 types, with how it is called towards a citizen.

    Attributes:
        name: the Ministry's name, one of :data:`intake.vocabulary.DISPUTE_TYPES`.
        slug: file and code name.
        rolls_up_to: its class in the 15-class return.
        plain: what a citizen picks from, without jargon.
        heard: what is said on the first telling, kind and without a judgement.
        needs: fact slots asked for when they are missing.
    """

    name: str
    slug: str
    rolls_up_to: str
    plain: str
    heard: str
    needs: list[str]


@frozen
class Question:
    """A question of a dispute type's own.

    Attributes:
        id: unique over all types; the key of ``answers`` in a case.
        ask: the question as first asked.
        again: the same in fewer words.
        why: why it is asked and what staff do with the answer.
        label: how the answer is headed in the summary and on the case page.
        answered_by: fact slots that make it superfluous.
        answered_words: words in the story that make it superfluous.
    """

    id: str
    ask: str
    again: str
    why: str
    label: str
    answered_by: list[str] = field(factory=list)
    answered_words: list[str] = field(factory=list)


@frozen
class Town:
    """A town or street with what people call it."""

    name: str
    code: str
    also: list[str]


@frozen
class Signal:
    """What makes a case urgent: words, and the level they give.

    Attributes:
        code: stable name, for staff and statistics.
        level: red, yellow or blue.
        label: the reason as staff read it.
        danger: the short path taken at once, or None where the conversation goes on.
        patterns: regular expressions over normalised text; a match is the span shown.
        unless: expressions which, matching around the span, take it back (idioms, finished things).
        unless_in_sentence: the same, read over the whole sentence and not only the clause of the
            span (called off, not decided, said in anger and apologised for).
        asserted_even_if_negated: True where 「不…」 belongs to the signal itself (不想活了).
    """

    code: str
    level: str
    label: str
    patterns: list[str]
    danger: str | None = None
    unless: list[str] = field(factory=list)
    unless_in_sentence: list[str] = field(factory=list)
    asserted_even_if_negated: bool = False


@frozen
class RouteRule:
    """A route other than mediation: the words that point to it and what the citizen is told."""

    name: str
    label: str
    reason: str
    tell: str
    patterns: list[str] = field(factory=list)
    unless: list[str] = field(factory=list)


@frozen
class Hotline:
    """A telephone number with what it is for."""

    number: str
    name: str
    what_for: str


@frozen
class Consent:
    """What a citizen agrees to before anything is stored as a case.

    Attributes:
        version: of the wording; stored with the case.
        sensitive, sensitive_again: the separate question for sensitive personal information
            (个人信息保护法 28, 29, 31).
        sensitive_words: expressions that show a story to hold such information.
    """

    version: str
    text: str
    again: str
    sensitive: str
    sensitive_again: str
    sensitive_words: list[str]


@frozen
class Duty:
    """Whom a citizen reaches when asking for a person."""

    name: str
    phone: str
    hours: str
    counter: str


@frozen
class Knowledge:
    """All of it, checked."""

    dispute_types: dict[str, DisputeType]
    questions: dict[str, list[Question]]
    towns: list[Town]
    villages: list[dict[str, str]]
    signals: list[Signal]
    routes: list[RouteRule]
    hotlines: dict[str, Hotline]
    consent: Consent
    duty: Duty

    def question(self, question_id: str) -> Question:
        """The question with this id.

        Raises:
            KeyError: no type has it.
        """
        for questions in self.questions.values():
            for question in questions:
                if question.id == question_id:
                    return question
        raise KeyError(question_id)


_converter = Converter(forbid_extra_keys=True)


@lru_cache(maxsize=1)
def load() -> Knowledge:
    """The project's own ``data/knowledge``, read once a process.

    Raises:
        KnowledgeError: a file is missing or malformed, or data and code disagree.
    """
    return read(FOLDER)


def read(folder: Path) -> Knowledge:
    """Read and check a folder of knowledge files.

    Raises:
        KnowledgeError: with every problem found, one a line.
    """
    problems: list[str] = []

    def rows(name: str) -> dict[str, Any]:
        try:
            content = read_file(folder / name)
        except KnowledgeError as error:
            problems.append(str(error))
            return {}
        return content

    def structure(name: str, key: str, kind: Any, empty: Any) -> Any:
        try:
            return _converter.structure(rows(name).get(key, empty), kind)
        except Exception as error:  # noqa: BLE001 - cattrs wraps every cause into its own group
            problems.extend(f"{name}: {line}" for line in transform_error(error))
            return empty

    types = structure("dispute_types.yml", "dispute_types", list[DisputeType], [])
    knowledge = Knowledge(
        dispute_types={kind.name: kind for kind in types},
        questions=structure("questions.yml", "questions", dict[str, list[Question]], {}),
        towns=structure("towns.yml", "towns", list[Town], []),
        villages=structure("towns.yml", "villages", list[dict[str, str]], []),
        signals=structure("urgency_signals.yml", "signals", list[Signal], []),
        routes=structure("routes.yml", "routes", list[RouteRule], []),
        hotlines=structure("hotlines.yml", "hotlines", dict[str, Hotline], {}),
        consent=structure("consent.yml", "consent", Consent, Consent("", "", "", "", "", [])),
        duty=structure("duty.yml", "duty", Duty, Duty("", "", "", "")),
    )
    problems += disagreements(knowledge)
    if problems:
        raise KnowledgeError("\n".join(problems))
    return knowledge


def read_file(path: Path) -> dict[str, Any]:
    """One knowledge file as a mapping that names its ``source`` and says if it is ``verified``.

    Raises:
        KnowledgeError: missing, not YAML, not a mapping, or without its provenance.
    """
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KnowledgeError(f"{path.name}: missing") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{path.name}: not readable as YAML: {error}") from error
    if not isinstance(content, dict):
        raise KnowledgeError(f"{path.name}: not a mapping")
    if not content.get("source") or not isinstance(content.get("verified"), bool):
        raise KnowledgeError(f"{path.name}: needs `source` and `verified: true|false`")
    return content


def disagreements(knowledge: Knowledge) -> list[str]:
    """Where the data names what the code does not have, or the other way round."""
    return [
        *_same("dispute_types.yml", knowledge.dispute_types, DISPUTE_TYPES),
        *_same("questions.yml", knowledge.questions, DISPUTE_TYPES),
        *_same("towns.yml", [town.name for town in knowledge.towns], TOWNS),
        *_same("routes.yml", [rule.name for rule in knowledge.routes], ROUTES),
        *_known_slots(knowledge),
        *_unique_questions(knowledge),
        *_levels_and_expressions(knowledge),
    ]


def _same(name: str, found: Any, wanted: tuple[str, ...]) -> list[str]:
    return [f"{name}: no entry for {item}" for item in wanted if item not in found] + [
        f"{name}: {item} is not known" for item in found if item not in wanted
    ]


def _known_slots(knowledge: Knowledge) -> list[str]:
    named = [(kind.name, slot) for kind in knowledge.dispute_types.values() for slot in kind.needs]
    named += [
        (question.id, slot)
        for questions in knowledge.questions.values()
        for question in questions
        for slot in question.answered_by
    ]
    return [
        f"{owner}: no such fact slot: {slot}" for owner, slot in named if slot not in FACT_SLOTS
    ]


def _unique_questions(knowledge: Knowledge) -> list[str]:
    ids = [question.id for questions in knowledge.questions.values() for question in questions]
    return [
        f"questions.yml: id {name} twice" for name in sorted({i for i in ids if ids.count(i) > 1})
    ]


def _levels_and_expressions(knowledge: Knowledge) -> list[str]:
    problems = [
        f"urgency_signals.yml: {signal.code}: no such level: {signal.level}"
        for signal in knowledge.signals
        if signal.level not in LEVELS
    ]
    owners: list[tuple[str, Signal | RouteRule]] = [
        *((signal.code, signal) for signal in knowledge.signals),
        *((rule.name, rule) for rule in knowledge.routes),
    ]
    owned = [
        (name, expression)
        for name, owner in owners
        for expression in [*owner.patterns, *owner.unless]
    ] + [
        (signal.code, expression)
        for signal in knowledge.signals
        for expression in signal.unless_in_sentence
    ]
    for owner, expression in owned:
        try:
            re.compile(expression)
        except re.error as error:
            problems.append(f"{owner}: bad expression {expression!r}: {error}")
    return problems
