"""The examples as a file for a person to read, approve and mend."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Final

import yaml

from mediation.corrections import examples
from mediation.db import Database

NAME: Final = "corrections.yml"
HEAD: Final = """\
# What staff corrected. Read every entry before it is used for training: docs/operations.md says what to
# look for. Set approved to true only where nobody can be recognised and the citizen agreed.
"""


async def export(database: Database, folder: Path) -> tuple[Path, int, int]:
    """Write ``corrections.yml`` into a folder, readable for its owner alone; whole or not at all.

    Returns:
        The file, how many examples it has, and how many cases were left out.
    """
    async with database.reading() as session:
        found, left_out = await examples.found(session)
    rows = [{**asdict(one), "approved": False} for one in found]
    target = folder / NAME
    part = target.with_suffix(".part")
    text = HEAD + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    return target, len(found), left_out
