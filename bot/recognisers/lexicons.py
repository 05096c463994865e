"""The words recognisers look for, from ``data/knowledge/lexicons/``, and the gazetteer over them."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from intake import knowledge

FOLDER: Final = knowledge.FOLDER / "lexicons"

GAZETTEER: Final = {
    "evidence": ("evidence", "words"),
    "opponent": ("titles", "opponent"),
    "family": ("titles", "family"),
    "authority": ("titles", "authority"),
    "passing": ("titles", "passing"),
    "not_role": ("titles", "not_roles"),
}
"""Labels of the gazetteer with the file and the key that hold their words."""


@cache
def lexicon(name: str) -> dict[str, Any]:
    """One lexicon file, read once a process.

    Raises:
        KnowledgeError: missing, malformed, or without ``source`` and ``verified``.
    """
    return knowledge.read_file(FOLDER / f"{name}.yml")


@cache
def towns() -> dict[str, str]:
    """Every way to write a town, with its official name."""
    content = knowledge.read_file(knowledge.FOLDER / "towns.yml")
    return {
        word: town["name"] for town in content["towns"] for word in (town["name"], *town["also"])
    }


@cache
def villages() -> dict[str, str]:
    """The district's own list of villages with their towns; may be empty."""
    content = knowledge.read_file(knowledge.FOLDER / "towns.yml")
    return {row["name"]: row.get("town", "") for row in content["villages"]}


@cache
def _gazetteer() -> tuple[Language, PhraseMatcher]:
    nlp = spacy.blank("zh")
    matcher = PhraseMatcher(nlp.vocab)
    words = {label: lexicon(name)[key] for label, (name, key) in GAZETTEER.items()}
    words |= {"town": list(towns()), "village": list(villages())}
    words["family"] = sorted({*words["family"], *_kin()})
    for label, phrases in words.items():
        if phrases:
            matcher.add(label, [_characters(nlp, phrase) for phrase in phrases])
    return nlp, matcher


def _kin() -> list[str]:
    """俺三叔, 俺小妮子: every term of kinship with every word that counts or places it."""
    titles = lexicon("titles")
    return [before + term for before in titles["kin_before"] for term in titles["kin"]]


def _characters(nlp: Language, text: str) -> Doc:
    """One token a character, so that a token's index is its offset in the text."""
    return Doc(nlp.vocab, words=list(text), spaces=[False] * len(text))


def hits(text: str) -> dict[str, list[tuple[int, int]]]:
    """All words of the gazetteer in a text by label: the longest at each place, in order."""
    nlp, matcher = _gazetteer()
    found: dict[str, list[tuple[int, int]]] = {}
    if not text:
        return found
    for label, start, end in matcher(_characters(nlp, text)):
        found.setdefault(nlp.vocab.strings[label], []).append((start, end))
    return {label: longest(spans) for label, spans in found.items()}


def longest(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those spans that overlap no longer one, in order of their start."""
    kept: list[tuple[int, int]] = []
    taken: set[int] = set()
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            kept.append((start, end))
            taken.update(range(start, end))
    return sorted(kept)
