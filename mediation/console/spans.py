"""A text cut at the words that something on the page came from, so that both can point at another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(frozen=True)
class Link:
    """Words, and what on the page came from them.

    Attributes:
        key: the id of the element that came from them, such as ``fact-amount_yuan``.
        words: as they stand in the text.
        label: what the element is called.
        level: the colour that the words give, for a signal; None for a fact.
    """

    key: str
    words: str
    label: str
    level: str | None = None


@dataclass(frozen=True)
class Piece:
    """A stretch of a text.

    Attributes:
        links: what came from it, the shortest words first.
        begins: key → id of the place, for those whose words begin here for the first time.
        ends: the links whose words end here.
    """

    text: str
    links: tuple[Link, ...] = ()
    begins: dict[str, str] = field(default_factory=dict)
    ends: tuple[Link, ...] = ()

    @property
    def level(self) -> str | None:
        """The colour that the words give, if they give one."""
        return next((link.level for link in self.links if link.level), None)

    @property
    def keys(self) -> str:
        """The keys of all that came from it, as one attribute's value."""
        return " ".join(dict.fromkeys(link.key for link in self.links))


def cut(text: str, links: Iterable[Link], where: str) -> list[Piece]:
    """A text cut at the words of links; put together it is the same text.

    The words come from the text as the bot read it, with half-width letters and plain blanks. Words
    of a signal are marked wherever they stand, words of a fact where they stand first. Where signals
    overlap, those that begin first are marked, of these the longest.

    Args:
        where: what the text is called in the ids of its places.
    """
    spans = _spans(text, links)
    borders = sorted({0, len(text), *(edge for span in spans for edge in span[:2])})
    seen: set[str] = set()
    pieces = []
    for start, end in pairwise(borders):
        inside = sorted((one for one in spans if one[0] <= start and end <= one[1]), key=_length)
        new = [one.key for begin, _, one in inside if begin == start and one.key not in seen]
        seen.update(new)
        pieces.append(
            Piece(
                text[start:end],
                tuple(link for _, _, link in inside),
                {key: f"{where}-{key}" for key in new},
                tuple(link for _, last, link in inside if last == end),
            )
        )
    return pieces


def stands_in(words: str, text: str) -> bool:
    """Whether words stand in a text, whatever the width of letters and blanks."""
    return bool(words) and _plain(words) in _plain(text)


def _spans(text: str, links: Iterable[Link]) -> list[tuple[int, int, Link]]:
    signals, facts = [], []
    for link in dict.fromkeys(links):
        found = [(start, start + len(link.words), link) for start in _places(text, link.words)]
        if link.level:
            signals += found
        else:
            facts += found[:1]
    kept, behind = [], 0
    for span in sorted(signals, key=lambda span: (span[0], -span[1])):
        if span[0] >= behind:
            kept.append(span)
            behind = span[1]
    return facts + kept


def _length(span: tuple[int, int, Link]) -> int:
    return span[1] - span[0]


def _plain(text: str) -> str:
    """The text with half-width characters and plain blanks, each one for one."""
    halves = (unicodedata.normalize("NFKC", character) for character in text)
    return "".join(
        " " if old.isspace() else new if len(new) == 1 else old
        for old, new in zip(text, halves, strict=True)
    )


def _places(text: str, words: str) -> list[int]:
    if not words:
        return []
    text, words = _plain(text), _plain(words)
    places, start = [], text.find(words)
    while start >= 0:
        places.append(start)
        start = text.find(words, start + len(words))
    return places
