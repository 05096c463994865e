"""An organisation as data has it, and whether many of them make one tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from intake.vocabulary import DISPUTE_TYPES, ROUTES, TOWNS

KINDS: Final = {"district": "区", "town": "镇街", "village": "村居", "department": "行业部门"}
"""Kind → what staff read."""
PARENTS: Final = {"town": ("district",), "village": ("town",), "department": ("district",)}
"""Kind → what it may stand under; a district stands under nothing."""
BETWEEN: Final = re.compile(r"[、，,;；\s]+")


def listed(value: object) -> object:
    """A list, also when it stands in one cell with 、 or the like between."""
    return [one for one in BETWEEN.split(value) if one] if isinstance(value, str) else value


Several = Annotated[list[str], BeforeValidator(listed)]


class Row(BaseModel):
    """One organisation; what is not given, one that is there already keeps.

    Attributes:
        code: unique, for ever; towns have their division code.
        parent: the code of the organisation above.
        types: dispute types that a department is suggested for.
        routes: routes that a department is suggested for.
        also: what people call it beside its name.
    """

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    code: str = Field(pattern=r"^[0-9A-Za-z]{2,20}$")
    name: str = Field(min_length=2, max_length=60)
    kind: Literal["district", "town", "village", "department"]
    parent: str | None = None
    town: str | None = None
    types: Several = Field(default_factory=list)
    routes: Several = Field(default_factory=list)
    also: Several = Field(default_factory=list)


def faults(rows: Iterable[tuple[int, Row]], known: Mapping[str, str]) -> list[tuple[int, str]]:
    """Why rows make no tree with what is there: (line, sentence in Chinese).

    Args:
        rows: with their lines, parents before children or after.
        known: code → kind of what is in the database already.
    """
    rows = list(rows)
    kinds = dict(known) | {row.code: row.kind for _, row in rows}
    found: list[tuple[int, str]] = []
    seen: set[str] = set()
    for line, row in rows:
        if row.code in seen:
            found.append((line, f"编码 {row.code} 写了两次"))
        seen.add(row.code)
        found += [(line, fault) for fault in _faults(row, kinds)]
    return found


def _faults(row: Row, kinds: Mapping[str, str]) -> list[str]:
    found = []
    if row.kind == "district":
        if row.parent:
            found.append("区没有上级")
    elif not row.parent or row.parent not in kinds:
        found.append(f"上级编码 {row.parent or '（空）'} 不存在")
    elif kinds[row.parent] not in PARENTS[row.kind]:
        found.append(f"{KINDS[row.kind]}不能归在{KINDS[kinds[row.parent]]}下面")
    if row.kind == "town" and row.town not in TOWNS:
        found.append("镇街要写七个镇街之一")
    found += [f"没有这个类型：{one}" for one in row.types if one not in DISPUTE_TYPES]
    found += [f"没有这个去向：{one}" for one in row.routes if one not in ROUTES]
    return found
