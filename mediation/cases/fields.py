"""What the fields of the API's bodies may be: lengths, days, moments, names that are known."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
)

from intake.vocabulary import DISPUTE_TYPES, FACT_SLOTS, LEVELS, ROUTES, TOWNS

MOST_TEXT: Final = 20_000
MOST_LINES: Final = 2_000
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200


_DAYS: Final = (
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    r"|02-(0[1-9]|1[0-9]|2[0-8]))"
)
DAY: Final = rf"[12][0-9]{{3}}-{_DAYS}"
"""A day for the description; the 29th of February is taken where there is one."""
_MOMENT: Final = (
    rf"^2[01][0-9]{{2}}-{_DAYS}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?"
    r"(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"
)


def _blank_is_unknown(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _plausible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"not between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


def whole(value: Any) -> Any:
    """An integer that was written as ``3.0`` is one in JSON; ``true`` and ``"3"`` are none."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Moment = Annotated[
    AwareDatetime,
    AfterValidator(_plausible),
    WithJsonSchema(
        {"type": "string", "pattern": _MOMENT, "description": "RFC 3339, with its zone"}
    ),
]
Confidence = Annotated[float, Field(ge=0, le=1, strict=True)]
Yuan = Annotated[float, Field(ge=0, le=1e12, strict=True)]
Flag = Annotated[bool, Field(strict=True)]
Unknown = BeforeValidator(_blank_is_unknown)
ShortText = Annotated[Annotated[str, Field(max_length=200)] | None, Unknown]
LongText = Annotated[Annotated[str, Field(max_length=MOST_TEXT)] | None, Unknown]


def _known(allowed: tuple[str, ...], what: str) -> AfterValidator:
    """Refuses a value that is none of those allowed, and names them; null is let through."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in allowed:
            raise ValueError(f"no such {what}: one of {' '.join(allowed)}")
        return value

    return AfterValidator(check)


def _described(*names: str) -> Any:
    """A name as the description shows it: one of these."""
    return Field(json_schema_extra={"enum": list(names)})


TypeName = Annotated[str, _known(DISPUTE_TYPES, "dispute type"), _described(*DISPUTE_TYPES)]
Level = Annotated[str, _known(LEVELS, "urgency level"), _described(*LEVELS)]
RouteName = Annotated[str, _known(ROUTES, "route"), _described(*ROUTES)]
TownName = Annotated[Annotated[str, _described(*TOWNS, "")] | None, Unknown, _known(TOWNS, "town")]
Slot = Annotated[str, _known((*FACT_SLOTS, "village"), "fact"), _described(*FACT_SLOTS, "village")]
DAY_OR_INTERVAL: Final = re.compile(r"^\d{4}-\d{2}-\d{2}(/\d{4}-\d{2}-\d{2})?$")


class Strict(BaseModel):
    """A body that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid")
