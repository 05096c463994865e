"""The monthly return of people's mediation as a workbook, in 18 classes or in 15."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from intake.vocabulary import DISPUTE_TYPES
from mediation.statistics.period import Period

TOGETHER: Final = {
    "拖欠农民工工资": "劳动争议",
    "其他劳动争议": "劳动争议",
    "旅游": "消费",
    "电子商务": "消费",
    "其他消费": "消费",
}
"""Class of 18 → class of 15, where they differ: labour and consumer matters are undivided there."""
COLUMNS: Final = (
    "纠纷类型",
    "收到（件）",
    "受理（件）",
    "调解成功（件）",
    "未成功（件）",
    "成功率",
)
Row = tuple[int, int, int, int]


def classes(number: int) -> tuple[str, ...]:
    """The classes of the return, in order: 18, or else 15."""
    if number == 18:
        return DISPUTE_TYPES
    return tuple(dict.fromkeys(TOGETHER.get(name, name) for name in DISPUTE_TYPES))


def rolled_up(figures: Mapping[str, Row], number: int) -> dict[str, Row]:
    """Class → figures, every class there, those of 18 added up to 15 where asked."""
    found: dict[str, Row] = dict.fromkeys(classes(number), (0, 0, 0, 0))
    for name, row in figures.items():
        to = name if number == 18 else TOGETHER.get(name, name)
        a, b = found[to], row
        found[to] = (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3])
    return found


def workbook(figures: Mapping[str, Row], period: Period, number: int) -> bytes:
    """The return as xlsx.

    Args:
        figures: type of 18 → cases that came, were accepted, agreed, failed.
        number: of classes, 18 or 15.
    """
    book = Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = f"{number}类"
    sheet.append(
        [f"人民调解案件月报（{number}类）　{period.first:%Y-%m-%d} 至 {period.last:%Y-%m-%d}"]
    )
    sheet.append(list(COLUMNS))
    rows = rolled_up(figures, number)
    for name, row in rows.items():
        sheet.append([name, *row, _rate(row)])
    total = tuple(sum(column) for column in zip(*rows.values(), strict=True))
    sheet.append(["合计", *total, _rate((total[0], total[1], total[2], total[3]))])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    for line in (1, 2, sheet.max_row):
        for cell in sheet[line]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center")
    for column, width in enumerate((20, 12, 12, 16, 14, 10), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line in range(3, sheet.max_row + 1):
        sheet.cell(line, len(COLUMNS)).number_format = "0.0%"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _rate(row: Row) -> float | None:
    ended = row[2] + row[3]
    return row[2] / ended if ended else None
