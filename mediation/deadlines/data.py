"""What the district's files of this folder share."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, ValidationError


class Strict(BaseModel):
    """Data that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def in_one_line(error: ValidationError) -> str:
    """Every fault of a file, with its place, in one line."""
    return "; ".join(
        f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}" for one in error.errors()
    )
