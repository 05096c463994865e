"""Columns whose values are encrypted between the service and the database.

The keys belong to an engine, not to the process: :func:`fit` gives them to it. What is encrypted
differs each time, so SQL cannot compare or sort it; a comparison is refused where it is written.
"""

from __future__ import annotations

import json
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import JSON, ColumnClause, Text
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
    """Refuses a comparison with a value; columns SQLAlchemy itself compares, as keys."""

    def operate(self, op: Any, *other: Any, **more: Any) -> Any:
        with_column = bool(other) and isinstance(other[0], ColumnClause)
        if op not in _POSSIBLE and not with_column:
            raise TypeError("an encrypted column cannot be compared in SQL: use its hash")
        return super().operate(op, *other, **more)


class Sealed(TypeDecorator[str]):
    """Text, encrypted; None stays NULL."""

    impl = Text
    cache_ok = True
    comparator_factory: Any = _Comparator

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
    comparator_factory: Any = _Comparator

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


class LogJson(TypeDecorator[Any]):
    """JSON in which ``value``, where it is not None, is encrypted: ``{"field": …, "value": …}``.

    What was changed can still be counted in SQL, only what it was and became is hidden.
    """

    impl = JSON
    cache_ok = True

    def coerce_compared_value(self, op: Any, value: Any) -> Any:
        """The parts of the JSON are compared as JSON's are."""
        return self.impl_instance.coerce_compared_value(op, value)

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Encrypt the value on the way into the database."""
        if isinstance(value, dict) and value.get("value") is not None:
            plain = json.dumps(value["value"], ensure_ascii=False)
            return {**value, "value": keyring_of(dialect).seal(plain)}
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Decrypt the value on the way out.

        Raises:
            mediation.vault.keyring.CannotOpen: the key is not there, or the value was changed.
        """
        if isinstance(value, dict) and value.get("value") is not None:
            return {**value, "value": json.loads(keyring_of(dialect).open(value["value"]))}
        return value
