"""Tables of official documents: all of the text's width, more of it where there is more to say."""

import io

import docx

from mediation.documents import official


def made():
    paper = official.paper("表")
    rows = [
        ("YT2026-000001", "红", "受理；指派给阴平镇；开始调解；谈成；办结"),
        ("YT2026-000002", "黄", 3),
    ]
    official.table(paper, ("编号", "颜色", "已做的工作"), rows)
    return docx.Document(io.BytesIO(official.saved(paper))).tables[0]


def test_columns_are_as_wide_as_what_they_hold_and_fill_the_page():
    number, colour, done = (round(cell.width.mm) for cell in made().rows[0].cells)
    assert colour < number < done
    assert abs(number + colour + done - official.TEXT_WIDTH) <= 2


def test_every_value_has_its_cell_and_the_head_is_repeated():
    table = made()
    assert [cell.text for cell in table.rows[2].cells] == ["YT2026-000002", "黄", "3"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
