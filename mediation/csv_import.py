"""Read a CSV file that somebody made in a spreadsheet: within limits, every fault with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

LARGEST: Final = 1024 * 1024
MOST_ROWS: Final = 5000
Row = TypeVar("Row", bound=BaseModel)


class CannotImport(ValueError):
    """The file was not imported; ``report`` has one sentence a fault."""

    def __init__(self, report: list[str]) -> None:
        super().__init__("\n".join(report))
        self.report = report


def refuse(faults: Iterable[tuple[int, str]]) -> None:
    """Refuse a file that has faults: (line, sentence).

    Raises:
        CannotImport: there is one.
    """
    if told := [f"第 {line} 行：{why}" for line, why in faults]:
        raise CannotImport(told)


def rows(
    path: Path,
    columns: Mapping[str, str],
    row: type[Row],
    needed: int,
    values: Mapping[str, Mapping[str, str]] | None = None,
) -> list[tuple[int, Row]]:
    """The rows of a file, with their lines.

    Args:
        path: in UTF-8 or, as spreadsheets in China save it, GB 18030; at most 1 MB and 5,000 rows.
        columns: heading → field.
        row: what a row must be.
        needed: so many of the headings, the first ones, must be there.
        values: field → what is written there → what is meant.

    Raises:
        CannotImport: the file cannot be read, a heading is missing, or cells do not fit.
    """
    reader = csv.DictReader(io.StringIO(_text(path)), strict=True)
    try:
        missing = [name for name in list(columns)[:needed] if name not in (reader.fieldnames or ())]
        if missing:
            raise CannotImport([f"第 1 行：缺少列 {'、'.join(missing)}"])
        read = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise CannotImport([f"第 {reader.line_num} 行：不是 CSV（{error}）"]) from error
    if len(read) > MOST_ROWS:
        raise CannotImport([f"一次最多 {MOST_ROWS} 行。"])
    found, wrong = [], []
    for line, cells in read:
        given = {field: (cells.get(name) or "").strip() for name, field in columns.items()}
        for field, meant in (values or {}).items():
            given[field] = meant.get(given[field], given[field])
        try:
            found.append((line, row.model_validate({k: v for k, v in given.items() if v})))
        except ValidationError as error:
            fields = {one["loc"][0] for one in error.errors() if one["loc"]}
            told = sorted(name for name, field in columns.items() if field in fields)
            wrong.append((line, f"{'、'.join(told) or '多出来的列'} 不对"))
    refuse(wrong)
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
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
