"""Import organisations from a CSV file, all or nothing, with a report of every fault."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

from pydantic import ValidationError
from sqlalchemy import select

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
}
LARGEST: Final = 1024 * 1024
MOST_ROWS: Final = 5000


class CannotImport(ValueError):
    """The file was not imported; ``report`` has one sentence a fault."""

    def __init__(self, report: list[str]) -> None:
        super().__init__("\n".join(report))
        self.report = report


async def import_file(database: Database, path: Path, who: str = "command line") -> int:
    """Put a file's rows into the tree.

    Args:
        path: a CSV with the columns 编码, 名称, 类别, 上级编码 and 镇街, in UTF-8 or, as spreadsheets
            in China save it, GB 18030; at most 1 MB and 5,000 rows.

    Returns:
        How many organisations were written.

    Raises:
        CannotImport: nothing was written; every fault is told with its line.
    """
    rows = _rows(_text(path))
    async with database.writing() as session:
        known = (await session.execute(select(Organisation.code, Organisation.kind))).all()
        wrong = faults(rows, dict(known))
        if wrong:
            raise CannotImport([f"第 {line} 行：{why}" for line, why in wrong])
        return await store.put(session, [row for _, row in rows], who)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CannotImport([f"打不开文件：{error.strerror}"]) from error
    if len(raw) > LARGEST:
        raise CannotImport(["文件超过 1 MB，请分开导入。"])
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotImport(["文件不是 UTF-8，也不是 GB 18030 编码。"])


def _rows(text: str) -> list[tuple[int, Row]]:
    reader = csv.DictReader(io.StringIO(text), strict=True)
    try:
        missing = [name for name in list(COLUMNS)[:4] if name not in (reader.fieldnames or ())]
        if missing:
            raise CannotImport([f"第 1 行：缺少列 {'、'.join(missing)}"])
        read = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise CannotImport([f"第 {reader.line_num} 行：不是 CSV（{error}）"]) from error
    if len(read) > MOST_ROWS:
        raise CannotImport([f"一次最多 {MOST_ROWS} 行。"])
    kinds = {label: kind for kind, label in KINDS.items()}
    rows, report = [], []
    for line, cells in read:
        given = {field: (cells.get(name) or "").strip() or None for name, field in COLUMNS.items()}
        given["kind"] = kinds.get(given["kind"] or "", given["kind"])
        try:
            rows.append((line, Row.model_validate({k: v for k, v in given.items() if v})))
        except ValidationError as error:
            wrong = {
                name
                for name, field in COLUMNS.items()
                for one in error.errors()
                if one["loc"] == (field,)
            }
            report.append(f"第 {line} 行：{'、'.join(sorted(wrong)) or '多出来的列'} 不对")
    if report:
        raise CannotImport(report)
    return rows
