"""Columns whose values are encrypted between the service and the database.

The keys belong to an engine, not to the process: :func:`fit` gives them to it. What is encrypted
differs each time, so SQL cannot compare or sort it; a comparison is refused where it is written.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar, Final
from weakref import WeakKeyDictionary

from sqlalchemy import Text
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.sql import operators
from sqlalchemy.types import TypeDecorator

from mediation.vault.keyring import Keyring, KeyringError

_FITTED: Final[WeakKeyDictionary[Dialect, Keyring]] = WeakKeyDictionary()
_POSSIBLE: Final = (operators.is_, operators.is_not)


def fit(engine: Engine, keyring: Keyring) -> None:
    """Give an engine its keys; without them encrypted columns cannot be read or written."""
    _FITTED[engine.dialect] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    """The keys of the engine that a dialect belongs to.

    Raises:
        KeyringError: it has none.
    """
    keyring = _FITTED.get(dialect)
    if keyring is None:
        raise KeyringError("this database was opened without MEDIATION_DATA_KEYS")
    return keyring


class _Comparator(TypeDecorator.Comparator[Any]):
    def operate(self, op: Any, *other: Any, **more: Any) -> Any:
        if op not in _POSSIBLE:
            raise TypeError("an encrypted column cannot be compared in SQL: use its hash")
        return super().operate(op, *other, **more)


class Sealed(TypeDecorator[str]):
    """Text, encrypted; None stays NULL."""

    impl = Text
    cache_ok = True
    comparator_factory: ClassVar[Any] = _Comparator

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt on the way into the database."""
        return None if value is None else keyring_of(dialect).seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out.

        Raises:
            mediation.vault.keyring.CannotOpen: the key is not there, or the value was changed.
        """
        return None if value is None else keyring_of(dialect).open(value)


class SealedJson(TypeDecorator[Any]):
    """JSON, encrypted; None stays NULL."""

    impl = Text
    cache_ok = True
    comparator_factory: ClassVar[Any] = _Comparator

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Encrypt on the way into the database."""
        if value is None:
            return None
        return keyring_of(dialect).seal(json.dumps(value, ensure_ascii=False))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Decrypt on the way out.

        Raises:
            mediation.vault.keyring.CannotOpen: the key is not there, or the value was changed.
        """
        return None if value is None else json.loads(keyring_of(dialect).open(value))
