"""Read what the district decides from a file of ``data/knowledge/`` into a strict form."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from intake import knowledge


class Strict(BaseModel):
    """Data that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DistrictFile(Strict):
    """A whole file: where it comes from, and whether the district has looked at it."""

    source: str
    verified: bool


File = TypeVar("File", bound=DistrictFile)


def read(name: str, form: type[File]) -> File:
    """A file, in its form.

    Raises:
        intake.knowledge.KnowledgeError: missing or malformed; the message is one line.
    """
    try:
        return form.model_validate(knowledge.read_file(knowledge.FOLDER / name))
    except ValidationError as error:
        raise knowledge.KnowledgeError(f"{name}: {_in_one_line(error)}") from error


def _in_one_line(error: ValidationError) -> str:
    """Every fault, with its place."""
    return "; ".join(
        f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg']}" for one in error.errors()
    )
