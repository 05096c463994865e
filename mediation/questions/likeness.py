"""Group questions that say nearly the same: Jaccard likeness of their character bigrams.

See Jaccard, P. (1912), *The distribution of the flora in the alpine zone*; two texts are as alike as
the share of their pairs of neighbouring characters that both have.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from operator import add
from typing import Final, TypeVar

ALIKE: Final = 0.4
NOISE: Final = re.compile(r"[\W_]+")
Item = TypeVar("Item")


def bigrams(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters, without punctuation; a single character is its own."""
    plain = NOISE.sub("", unicodedata.normalize("NFKC", text).lower())
    return frozenset(map(add, plain, plain[1:]) if len(plain) > 1 else plain)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """From 0, nothing in common, to 1, the same pairs; two empty texts are alike."""
    both = len(one | other)
    return len(one & other) / both if both else 1.0


def grouped(items: Iterable[Item], text_of: Callable[[Item], str]) -> list[list[Item]]:
    """Items that say nearly the same together, in the order in which they come.

    An item joins the group whose first member it is most like, if that is at least 0.4.
    """
    groups: list[tuple[frozenset[str], list[Item]]] = []
    for item in items:
        pairs = bigrams(text_of(item))
        best = max(groups, key=lambda group: likeness(group[0], pairs), default=None)
        if best is not None and likeness(best[0], pairs) >= ALIKE:
            best[1].append(item)
        else:
            groups.append((pairs, [item]))
    return [members for _, members in groups]
