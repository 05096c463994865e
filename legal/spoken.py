"""Local words as plain Mandarin, for comparing texts; what a citizen said is kept as it was said."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from intake import knowledge

FILE: Final = knowledge.FOLDER / "lexicons" / "spoken.yml"


def read(path: Path) -> dict[str, str]:
    """Local words with their plain ones.

    Raises:
        KnowledgeError: missing, malformed, or a word that is not text.
    """
    words = knowledge.read_file(path).get("words")
    if not isinstance(words, dict) or not all(
        isinstance(word, str) and word and isinstance(meant, str) and meant
        for word, meant in words.items()
    ):
        raise knowledge.KnowledgeError(f"{path.name}: words must map text to text")
    return words


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    words = read(FILE)
    longest_first = sorted(words, key=len, reverse=True)
    return words, re.compile("|".join(map(re.escape, longest_first)))


def plain(text: str) -> str:
    """The text in plain words; its length may change."""
    words, pattern = _table()
    return pattern.sub(lambda found: words[found[0]], text)
