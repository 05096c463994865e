"""How the platform may be told to misbehave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from wechat.standin.errors import MESSAGES

LONGEST_DELAY: Final = 60.0
MOST: Final = 10_000


@dataclass
class Misbehaviour:
    """What goes wrong next. Counts go down as they are used; the delay stays.

    Attributes:
        api_delay: seconds before every answer of the API.
        api_errors: return codes for the next calls, one each, whatever they ask.
        api_cuts: so many next calls are cut without an answer.
        api_garbage: so many next calls are answered with a proxy's HTML page and 502.
        api_only: only calls to paths that begin with this misbehave; empty means all.
        push_cuts: so many next pushes to the gateway are cut before its answer is read.
        push_duplicates: every message is pushed so many more times at the same moment.
        push_forged: so many next pushes carry a wrong signature.
        notices_lost: so many next notices are taken, but do not arrive, as their event tells.
    """

    api_delay: float = 0.0
    api_errors: list[int] = field(default_factory=list)
    api_cuts: int = 0
    api_garbage: int = 0
    api_only: str = ""
    push_cuts: int = 0
    push_duplicates: int = 0
    push_forged: int = 0
    notices_lost: int = 0

    def take(self, name: str) -> bool:
        """Use one of a count, if any is left."""
        left = getattr(self, name)
        if left <= 0:
            return False
        setattr(self, name, left - 1)
        return True

    def concerns(self, path: str) -> bool:
        """Whether a call to this path misbehaves."""
        return path.startswith(self.api_only)

    def stop(self) -> None:
        """Behave again."""
        self.change(asdict(Misbehaviour()))

    def change(self, values: Mapping[str, Any]) -> None:
        """Set some attributes.

        Raises:
            ValueError: a name or a value is not possible; nothing is changed then.
        """
        for name, value in values.items():
            if name not in _CHECKS or not _CHECKS[name](value):
                raise ValueError(f"not possible: {name[:40]}")
        for name, value in values.items():
            setattr(self, name, value)

    def to_json(self) -> dict[str, Any]:
        """A JSON object with one entry an attribute."""
        return asdict(self)


def _count(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MOST


def _codes(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST and all(map(_code, value))


def _code(value: Any) -> bool:
    return type(value) is int and value in MESSAGES


def _delay(value: Any) -> bool:
    return type(value) in {int, float} and 0 <= value <= LONGEST_DELAY


_CHECKS: Final[dict[str, Callable[[Any], bool]]] = {
    **{item.name: _count for item in fields(Misbehaviour)},
    "api_delay": _delay,
    "api_errors": _codes,
    "api_only": lambda value: isinstance(value, str) and len(value) <= 200,
}
