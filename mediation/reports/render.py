"""Write a report as docx, to be edited and signed, or as xlsx, to be reckoned with."""

from __future__ import annotations

import io
import re
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from mediation.documents import official
from mediation.letters.rules import written
from mediation.reports.build import Report, Row

NUMBERED: Final = re.compile(r"^[一二三四五六七八九十]+、")
WIDE: Final = 40
"""The widest column, in characters of a spreadsheet; what is longer is broken into lines."""


def docx(report: Report) -> bytes:
    """The report as an official document."""
    made = official.paper(report.title)
    official.title(made, report.title)
    for line in report.under:
        official.under_title(made, line)
    official.text(made, *report.preface)
    for section in report.sections:
        official.heading(made, section.name)
        official.text(made, *section.paragraphs)
        if section.table:
            official.table(made, section.table.head, section.table.rows)
    official.signed(made, report.issuer, written(report.day))
    return official.saved(made)


def xlsx(report: Report) -> bytes:
    """The report's tables, a sheet each; a text is never read as a formula."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in report.sections:
        if section.table is None:
            continue
        sheet = book.create_sheet(NUMBERED.sub("", section.name)[:31])
        sheet.append([f"{report.title}　{report.under[-1]}　{section.name}"])
        rows: list[Row] = [tuple(section.table.head), *section.table.rows]
        for at, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(at, column)
                _write(cell, value)
                if at == 2:
                    cell.font = Font(bold=True)
        sheet["A1"].font = Font(bold=True)
        sheet.freeze_panes = "A3"
        for column in range(1, len(section.table.head) + 1):
            longest = max(len(str(row[column - 1])) for row in rows)
            width = min(WIDE, 4 + 2 * longest)
            sheet.column_dimensions[get_column_letter(column)].width = width
    written_to = io.BytesIO()
    book.save(written_to)
    return written_to.getvalue()


def _write(cell: Cell, value: str | int) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
