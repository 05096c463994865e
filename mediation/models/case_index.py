"""What a case is found by follows it: keyed hashes of its parties, the text of the full-text index.

Both are made from what the database cannot read, so no trigger can; the ORM writes them with the case,
in its transaction. A statement past the ORM must not change the columns they are made of.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import event, inspect
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from mediation.cases import fulltext
from mediation.cases.people import name_key, phone_key
from mediation.models.cases import Case
from mediation.vault.columns import keyring_of
from mediation.vault.keyring import Keyring

KEYS: Final[dict[str, Callable[[str], str]]] = {"name": name_key, "phone": phone_key}
"""Kind of hash → how a value is written before it is hashed."""

HASHES: Final[dict[str, str]] = {
    column.name: column.info["hash_of"]
    for column in Case.__table__.columns
    if "hash_of" in column.info
}
"""Column with a hash → the column it is the hash of."""

FOUND_BY: Final = ("no", "village", "place", "narrative", "applicant_name", "respondent_name")
"""What the text of the index is made of."""


def digest(keyring: Keyring, of: str, value: str | None) -> str | None:
    """The hash of a name or telephone under the newest key; None for none.

    Args:
        of: its column, whose name ends in the kind of hash.
    """
    kind, key = _kind_and_key(of, value)
    return keyring.digest(kind, key) if key else None


def digests(keyring: Keyring, of: str, value: str) -> list[str]:
    """The hashes that a name or telephone may stand under in the column ``of``; none for none."""
    kind, key = _kind_and_key(of, value)
    return keyring.digests(kind, key) if key else []


def searchable(row: Any) -> str:
    """The text that a case is found by, from a case or anything with its columns."""
    return fulltext.searchable(
        row.no,
        (row.village, row.place, row.narrative),
        (row.applicant_name, row.respondent_name),
    )


@event.listens_for(Case, "before_insert")
@event.listens_for(Case, "before_update")
def _hash(_: Mapper[Case], connection: Connection, case: Case) -> None:
    keyring = keyring_of(connection.dialect)
    for name, of in HASHES.items():
        setattr(case, name, digest(keyring, of, getattr(case, of)))


@event.listens_for(Case, "after_insert")
@event.listens_for(Case, "after_update")
def _index(_: Mapper[Case], connection: Connection, case: Case) -> None:
    state = inspect(case)
    if any(state.attrs[name].history.has_changes() for name in FOUND_BY):
        fulltext.put(connection, case.id, searchable(case))


def _kind_and_key(of: str, value: str | None) -> tuple[str, str]:
    kind = of.rpartition("_")[2]
    return kind, KEYS[kind](value) if value else ""
