"""Full text over cases: one interface, an index of pairs of characters on either database.

Chinese has no spaces, and most words have two characters: every two neighbours are one word of the
index, and a text matches where the pairs of the question stand in a row. One character is found as
the beginning of a pair. SQLite keeps the pairs in FTS5 (https://www.sqlite.org/fts5.html#contentless_tables;
its trigrams find nothing under three characters), PostgreSQL in a ``tsvector`` under GIN, which needs
neither an extension nor a locale that knows Chinese.

The index is written by the service and not by triggers: the story is encrypted, the database cannot
read it. Names of persons and long numbers are left out of it, whoever reads the file finds none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute

from mediation.cases.people import NUMBER, person_in

LONGEST_QUESTION: Final = 64
"""Characters looked at."""
MOST_RUNS: Final = 8
_BREAKS: Final = re.compile(r"[\W_]+")
_TEXTS: Final = table("case_texts", column("case_id"), column("text"), column("grams"))
_GRAMS: Final = table("case_texts_grams", column("rowid"))


def searchable(no: str, parts: Iterable[str | None], names: Iterable[str | None]) -> str:
    """What of a case may stand in the index: runs of letters with one space between them.

    Args:
        no: its number.
        parts: the texts to find it by.
        names: its parties, as they stand in the texts.
    """
    said = "\n".join(part for part in parts if part)
    for name in names:
        person = person_in(name) if name else None
        if person:
            said = said.replace(person, "\n")
    return " ".join(runs(f"{no}\n{NUMBER.sub(chr(10), said)}"))


def runs(said: str) -> list[str]:
    """Letters and digits without what stands between them, in one width and case."""
    plain = unicodedata.normalize("NFKC", said).casefold()
    return [run for run in _BREAKS.split(plain) if run]


def pairs(run: str) -> list[str]:
    """Every two neighbours of a run, then its last character alone."""
    return [*_neighbours(run), run[-1]]


def create(connection: Connection) -> None:
    """Make the index, empty."""
    for statement in _MAKE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def remove(connection: Connection) -> None:
    """Drop the index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE case_texts_grams")
    connection.exec_driver_sql("DROP TABLE case_texts")


def put(connection: Connection, case_id: int, said: str) -> None:
    """Index a case under its searchable text, in the transaction of the caller."""
    if connection.dialect.name != "sqlite":
        grams = sorted(set(_all_pairs(said)))
        connection.execute(_PUT_ON_POSTGRES, {"id": case_id, "text": said, "grams": grams})
        return
    before = connection.execute(_TEXT_OF, {"id": case_id}).scalar()
    if before == said:
        return
    if before is not None:
        old = " ".join(_all_pairs(before))
        connection.execute(_TAKE_GRAMS, {"id": case_id, "grams": old})
    connection.execute(_PUT_TEXT, {"id": case_id, "text": said})
    connection.execute(_PUT_GRAMS, {"id": case_id, "grams": " ".join(_all_pairs(said))})


def matching(dialect: str, asked: str) -> Select[int] | None:
    """The ids of cases in whose text every run of a question stands; None where it has none."""
    wanted = runs(asked[:LONGEST_QUESTION])[:MOST_RUNS]
    if not wanted:
        return None
    if dialect == "sqlite":
        phrases = " AND ".join(_phrase(run) for run in wanted)
        matches: ColumnElement[bool] = literal_column("case_texts_grams").op("MATCH")(phrases)
        return select(_GRAMS.c.rowid).where(matches)
    conditions: list[Any] = [_has_grams(wanted)]
    conditions += [_TEXTS.c.text.contains(run) for run in wanted if len(run) > 2]
    return select(_TEXTS.c.case_id).where(*conditions)


def holds(asked: str, case_id: InstrumentedAttribute[int]) -> ColumnElement[bool] | None:
    """Whether the text of one case has every run of a question; None where it has none.

    The same as :func:`matching`, asked of a case at hand: for going through many that fit until a page
    is full, where looking all of them up takes longer.
    """
    wanted = runs(asked[:LONGEST_QUESTION])[:MOST_RUNS]
    if not wanted:
        return None
    has = and_(*(_TEXTS.c.text.contains(run) for run in wanted))
    return select(has).where(_TEXTS.c.case_id == case_id).scalar_subquery()


def _neighbours(run: str) -> Iterator[str]:
    return (run[at : at + 2] for at in range(len(run) - 1))


def _all_pairs(said: str) -> list[str]:
    return [pair for run in said.split() for pair in pairs(run)]


def _phrase(run: str) -> str:
    """A run for FTS5; quotes cannot stand in it, so nothing in it is an operator."""
    return f'"{" ".join(_neighbours(run))}"' if len(run) > 1 else f'"{run}" *'


def _has_grams(wanted: list[str]) -> ColumnElement[bool]:
    grams = {pair for run in wanted if len(run) > 1 for pair in _neighbours(run)}
    terms = [f"'{pair}'" for pair in sorted(grams)]
    terms += [f"'{run}':*" for run in wanted if len(run) == 1]
    query = text("CAST(:pairs AS tsquery)").bindparams(
        bindparam("pairs", " & ".join(terms), unique=True)
    )
    return _TEXTS.c.grams.op("@@")(query)


_MAKE: Final = {
    "sqlite": (
        "CREATE TABLE case_texts (case_id INTEGER PRIMARY KEY REFERENCES cases (id), text TEXT NOT NULL)",
        """CREATE VIRTUAL TABLE case_texts_grams USING fts5
        (grams, content='', columnsize=0, prefix='1', tokenize='ascii')""",
    ),
    "postgresql": (
        """CREATE TABLE case_texts (case_id INTEGER PRIMARY KEY REFERENCES cases (id),
        text TEXT NOT NULL, grams TSVECTOR NOT NULL)""",
        "CREATE INDEX ix_case_texts_grams ON case_texts USING gin (grams)",
    ),
}
_TEXT_OF: Final = text("SELECT text FROM case_texts WHERE case_id = :id")
_PUT_TEXT: Final = text(
    "INSERT INTO case_texts (case_id, text) VALUES (:id, :text)"
    " ON CONFLICT (case_id) DO UPDATE SET text = excluded.text"
)
_PUT_GRAMS: Final = text("INSERT INTO case_texts_grams (rowid, grams) VALUES (:id, :grams)")
_TAKE_GRAMS: Final = text(
    "INSERT INTO case_texts_grams (case_texts_grams, rowid, grams) VALUES ('delete', :id, :grams)"
)
_PUT_ON_POSTGRES: Final = text(
    "INSERT INTO case_texts (case_id, text, grams)"
    " VALUES (:id, :text, array_to_tsvector(CAST(:grams AS text[])))"
    " ON CONFLICT (case_id) DO UPDATE SET text = excluded.text, grams = excluded.grams"
)
