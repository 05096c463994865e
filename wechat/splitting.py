"""Cuts a long text into pieces that fit, counted in bytes as Tencent counts, at the ends of sentences."""

from __future__ import annotations

import re
from typing import Final

BOUNDARIES: Final = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[。！？!?…]+[”’」』）)]*"),
    re.compile(r"[；;，,、：:]+[”’」』）)]*"),
    re.compile(r"\s+"),
)
"""Where a text may be cut, the best first."""
SMALLEST_SHARE: Final = 0.4
"""A better boundary is taken only if the piece is at least this full; else the next kind is tried."""
JOINERS: Final = re.compile("[\u200d\ufe0e\ufe0f\u0300-\u036f\U0001f3fb-\U0001f3ff]")
"""Characters that belong to the one before them."""


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def split(text: str, limit: int) -> list[str]:
    """The pieces of a text, each at most ``limit`` bytes of UTF-8 and none blank.

    Nothing but white space at the cuts is lost.

    Args:
        limit: at least 16 bytes.
    """
    if limit < 16:
        raise ValueError("a limit below 16 bytes leaves no room for a character")
    pieces, rest = [], text.strip()
    while size(rest) > limit:
        cut = _cut(rest.encode()[:limit].decode(errors="ignore"), rest)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [piece for piece in (*pieces, rest) if piece]


def _cut(head: str, text: str) -> int:
    for boundary in BOUNDARIES:
        ends = [found.end() for found in boundary.finditer(head)]
        if ends and ends[-1] >= len(head) * SMALLEST_SHARE:
            return ends[-1]
    cut = len(head)
    while cut > 1 and (JOINERS.match(text, cut) or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut if cut > 1 else len(head)
