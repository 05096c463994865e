"""Import organisations from a CSV file, all or nothing, with a report of every fault."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import select

from mediation import csv_import
from mediation.db import Database
from mediation.models import Organisation
from mediation.organisations import store
from mediation.organisations.rows import KINDS, Row, faults

COLUMNS: Final = {
    "编码": "code",
    "名称": "name",
    "类别": "kind",
    "上级编码": "parent",
    "镇街": "town",
    "管的类型": "types",
    "管的去向": "routes",
    "别名": "also",
}
"""Heading → field; a list in a cell stands with 、 between."""
NEEDED: Final = 4


async def import_file(database: Database, path: Path, who: str = "command line") -> int:
    """Put a file's rows into the tree.

    What a file has no column for, an organisation that is there already keeps.

    Args:
        path: a CSV, see :func:`mediation.csv_import.rows`.

    Returns:
        How many organisations were written.

    Raises:
        mediation.csv_import.CannotImport: nothing was written; every fault is told with its line.
    """
    rows = csv_import.rows(path, COLUMNS, Row, NEEDED, {"kind": {v: k for k, v in KINDS.items()}})
    async with database.writing() as session:
        known = (await session.execute(select(Organisation.code, Organisation.kind))).all()
        csv_import.refuse(faults(rows, dict(known)))
        return await store.put(session, [row for _, row in rows], who)
