"""A letter as docx, read back by the library, laid out as official documents are."""

import io
from datetime import date

import docx
from docx.shared import Pt

from mediation.letters import document
from mediation.models import Letter

LETTER = Letter(
    id=1,
    number="峄调督通〔2026〕3号",
    case_id=1,
    organisation_id=1,
    step="notice",
    due_on=date(2026, 11, 20),
    title="督办通知书",
    issuer="峄城区社会矛盾纠纷调处化解中心",
    addressee="阴平镇",
    paragraphs=["第一段。", "第二段。"],
    issued_on=date(2026, 11, 25),
    issued_by="boss",
    answer_by=date(2026, 11, 30),
)


def read():
    return docx.Document(io.BytesIO(document.docx(LETTER)))


def test_it_says_what_was_issued_in_the_order_of_a_letter():
    lines = [one.text for one in read().paragraphs if one.text]
    assert lines == [
        "督办通知书",
        "峄调督通〔2026〕3号",
        "阴平镇：",
        "第一段。",
        "第二段。",
        "峄城区社会矛盾纠纷调处化解中心",
        "2026年11月25日",
    ]


def test_page_and_letters_have_the_standards_size():
    made = read()
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.top_margin.mm), round(section.left_margin.mm)) == (37, 28)
    sizes = {one.text: one.runs[0].font.size for one in made.paragraphs if one.text}
    assert sizes["督办通知书"] == Pt(22)
    assert sizes["第一段。"] == Pt(16)
    assert made.core_properties.author == ""
