"""Official documents as docx, laid out after GB/T 9704—2012 (党政机关公文格式).

A4 with the margins of 5.2.1; the title in 2号 (22 pt), the text in 3号 (16 pt) 仿宋, headings in 黑体,
28 characters a line and 22 lines a page. The fonts are named, not carried: Word takes the nearest one
where a machine has them not.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Final
from unicodedata import east_asian_width

from docx import Document
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.parfmt import ParagraphFormat
from docx.text.run import Run

TITLE: Final = "方正小标宋简体"
BODY: Final = "仿宋_GB2312"
HEADING: Final = "黑体"
TEXT_SIZE: Final = Pt(16)
TITLE_SIZE: Final = Pt(22)
TABLE_SIZE: Final = Pt(10.5)
LINE: Final = Pt(29)
TEXT_WIDTH: Final = 156
"""Of the page's text, in millimetres."""
WIDEST: Final = 30
"""So much of a long text counts for its column's share, in half characters."""
HALF: Final = 1.95
PADDING: Final = 4.0
"""Width of half a character in a table, and of a cell's two margins, in millimetres."""
UNBROKEN: Final = re.compile(r"[!-~]+")
LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT
CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
RIGHT: Final = WD_ALIGN_PARAGRAPH.RIGHT


def paper(subject: str) -> Paper:
    """An empty page.

    Args:
        subject: what the file's properties call it; no person stands there as its author.
    """
    made = Document()
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    made.core_properties.title = subject
    made.core_properties.author = made.core_properties.comments = ""
    return made


def title(made: Paper, text: str) -> None:
    """The title, in the middle."""
    _line(made.add_paragraph(), text, TITLE, TITLE_SIZE, CENTRE).space_after = Pt(14)


def under_title(made: Paper, text: str) -> None:
    """A line below the title: the number, the period, or that it is a draft."""
    _line(made.add_paragraph(), text, BODY, TEXT_SIZE, CENTRE).space_after = Pt(14)


def heading(made: Paper, text: str) -> None:
    """A heading of the first level (「一、」)."""
    _line(made.add_paragraph(style="Heading 1"), text, HEADING, TEXT_SIZE, LEFT).space_before = Pt(
        0
    )


def addressee(made: Paper, text: str) -> None:
    """To whom it goes, from the left edge, with a colon."""
    _line(made.add_paragraph(), f"{text}：", BODY, TEXT_SIZE, LEFT)


def text(made: Paper, *paragraphs: str) -> None:
    """Paragraphs, each two characters in."""
    for one in paragraphs:
        _line(made.add_paragraph(), one, BODY, TEXT_SIZE, LEFT).first_line_indent = TEXT_SIZE * 2


def signed(made: Paper, issuer: str, day: str) -> None:
    """Who issues it, and the day, to the right with four characters of room."""
    made.add_paragraph()
    for one in (issuer, day):
        _line(made.add_paragraph(), one, BODY, TEXT_SIZE, RIGHT).right_indent = TEXT_SIZE * 2


def table(made: Paper, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table with a head that is repeated on every page; its columns as wide as what they hold asks."""
    lines = [[str(value) for value in row] for row in rows]
    made_table = made.add_table(rows=1, cols=len(head), style="Table Grid")
    made_table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, word in zip(made_table.rows[0].cells, head, strict=True):
        _cell(cell.paragraphs[0], word, HEADING)
    properties = made_table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    repeated = properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"})
    properties.append(repeated)
    for row in lines:
        for cell, value in zip(made_table.add_row().cells, row, strict=True):
            _cell(cell.paragraphs[0], value, BODY)
    made_table.autofit = False
    for column, width in zip(made_table.columns, _widths([head, *lines]), strict=True):
        column.width = width  # LibreOffice reads this one, Word the cells
        for cell in column.cells:
            cell.width = width


def saved(made: Paper) -> bytes:
    """The document as a file."""
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def _widths(rows: Sequence[Sequence[str]]) -> list[Length]:
    """The text's width shared out: to each column what it cannot break, the rest by what it holds."""
    columns = list(zip(*rows, strict=True))
    whole = [max(_unbroken(one) for one in column) * HALF + PADDING for column in columns]
    holds = [min(max(map(_width, column)), WIDEST) for column in columns]
    rest = max(TEXT_WIDTH - sum(whole), 0)
    return [Mm(one + rest * share / sum(holds)) for one, share in zip(whole, holds, strict=True)]


def _unbroken(words: str) -> int:
    """The widest piece that no line may break, in half characters: a number, or two Chinese ones."""
    return max([len(one) for one in UNBROKEN.findall(words)] + [4])


def _width(words: str) -> int:
    """In half characters: a Chinese one is two wide (Unicode Standard Annex 11)."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in words)


def _cell(paragraph: Paragraph, word: str, font: str) -> None:
    run = paragraph.add_run(word)
    run.font.size = TABLE_SIZE
    _in(run, font)


def _line(
    paragraph: Paragraph, words: str, font: str, size: Pt, alignment: WD_ALIGN_PARAGRAPH
) -> ParagraphFormat:
    run = paragraph.add_run(words)
    run.font.size = size
    _in(run, font)
    paragraph.alignment = alignment
    layout: ParagraphFormat = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    layout.space_after = Pt(0)
    return layout


def _in(run: Run, font: str) -> None:
    """Set a font for Chinese characters, too: those have one of their own (ECMA-376, w:eastAsia)."""
    run.font.name = font
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)  # noqa: SLF001 - as above
    run.font.color.rgb = RGBColor(0, 0, 0)
    run.font.bold = False
