"""Where it happened, more closely than the town: village, estate, road, site, address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.standing import best
from bot.recognisers.village import villages
from intake.facts import Fact

Span = tuple[int, int]

LONGEST: Final = 16
COUNT: Final = r"[0-9A-Za-z一二三四五六七八九十]{1,4}"
DETAIL: Final = re.compile(
    r"(?:的|里|上)?(?:"
    rf"村?[东西南北中前后]{{1,2}}(?:头|边|面|侧|门|区|院|街|段|首|口)|小区|大?门口|门前|附近|旁边?|对过|对面|路口|交叉口|院内"
    rf"|{COUNT}(?:号楼|号院|号|栋|幢|单元|室|组|队|期|楼)"
    r")"
)
JOINT: Final = re.compile(r"的?|(?<=[路街道])[与和]")
COUNTED: Final = re.compile(r"[一二两三四五六七八九十几每各这那整0-9]+[条个座家处片段道]")
BEFORE_PLACE: Final = "在到从去往"
NUMBERED_ROAD: Final = re.compile(r"[GgSsXx]?\d{3}(?:国道|省道|县道)")
OWN_VILLAGE: Final = re.compile(
    r"村(?:[东西南北中前后]头|[东西南北]边|口|头|后|前)(?:的?(?:路|河|沟|桥|坑|坡|地|石榴园|水塘)(?![方上了]))?"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = lexicons.lexicon("places")
    ends = sorted([*content["place_ends"], *content["detail_ends"]], key=len, reverse=True)
    outer = sorted([*content["outer"], *lexicons.towns()], key=len, reverse=True)
    return re.compile("|".join(ends)), re.compile(f"(?:{'|'.join(outer)})的?")


@lru_cache(maxsize=1)
def _detail_ends() -> frozenset[str]:
    return frozenset(lexicons.lexicon("places")["detail_ends"])


@lru_cache(maxsize=1)
def _never() -> tuple[str, ...]:
    return tuple(lexicons.lexicon("places")["not_places"])


def places(document: Document) -> list[Span]:
    """Where places below the town are named, in order, each with its details."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    spans = [*villages(document), *_named(document)]
    spans += [match.span() for match in NUMBERED_ROAD.finditer(document.text)]
    spans = lexicons.longest(_joined(document, sorted(spans)))
    if spans:
        return spans
    return [match.span() for match in OWN_VILLAGE.finditer(document.text)]


def _named(document: Document) -> list[Span]:
    """Runs of naming words that end like a place and hold more than that end."""
    ends, outer = _patterns()
    spans = []
    for match in ends.finditer(document.text):
        ends_here = match.end() in document.word_ends and match[0] not in _detail_ends()
        if not ends_here and not DETAIL.match(document.text, match.end()):
            continue
        start = document.name_start(*match.span(), LONGEST)
        while (wider := outer.match(document.text, start)) and wider.end() < match.start():
            start = wider.end()
        while document.text[start] in BEFORE_PLACE:
            start += 1
        counted = COUNTED.match(document.text, start, match.end())
        if counted or document.text.endswith(_never(), 0, match.end()):
            continue
        if match.start() - start > (0 if match.end() - match.start() > 1 else 1):
            spans.append((start, match.end()))
    return spans


def _joined(document: Document, spans: list[Span]) -> list[Span]:
    """Neighbouring places as one, each with the details that follow it."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and end <= joined[-1][1]:
            continue
        stop = end
        while detail := DETAIL.match(document.text, stop):
            stop = detail.end()
        if joined and JOINT.fullmatch(document.text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


class PlaceRecogniser(Recogniser):
    """The place of the matter."""

    name: ClassVar[str] = "place"
    slot: ClassVar[str | None] = "place"

    def find(self, document: Document) -> list[Fact]:
        """At most one place, as written; of several the one nearest to the matter."""
        span = best(document, places(document))
        return [document.fact("place", document.original[slice(*span)], *span)] if span else []
