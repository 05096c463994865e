"""The agreement on paper holds what 人民调解法 29 lists, and blanks for what nobody has to store."""

import io

import docx
import pytest

from mediation.agreements import document, typed
from mediation.models import Agreement
from tests.mediation.samples import agreement_form

NUMBER = "峄调协〔2026〕1号"


def lines(**changes):
    told = typed.read(agreement_form(**changes))
    paper = docx.Document(io.BytesIO(document.docx(Agreement(number=NUMBER, **told.__dict__))))
    return [one.text for one in paper.paragraphs if one.text]


def test_it_says_what_the_law_lists_in_its_order():
    found = lines()
    assert found[:2] == ["人民调解协议书", "峄调协〔2026〕1号"]
    order = [
        "一、当事人的基本情况",
        "申请人：韩素芬，女，五十八岁，住斜屋村。",
        "对方当事人：韩广田，男，六十岁，住斜屋村。",
        "二、纠纷的主要事实、争议事项和各方责任",
        "偏房占了滴水檐，对方认。",
        "三、达成协议的内容",
        "（一）墙往里挪一尺",
        "（二）雨水不往申请人院里流",
        "四、履行的方式和期限",
        "自己雇人挪，十二月底前挪好。",
        "履行的最后一天：2026年12月31日。",
        "申请人（签名、盖章或者按指印）：",
        "对方当事人（签名、盖章或者按指印）：",
    ]
    places = [found.index(line) for line in order]
    assert places == sorted(places)
    text = "\n".join(found)
    for words in (
        "生效",
        "法律约束力",
        "三十日内共同",
        "一式3份",
        "（李娜）",
        "印章",
        "年　　月　　日",
    ):
        assert words in text


def test_numbers_of_cards_and_telephones_are_left_to_be_written_by_hand():
    found = lines()
    blanks = [line for line in found if line.startswith("身份证号")]
    assert len(blanks) == 2
    assert not any(character.isdigit() for line in blanks for character in line)
    assert "13900000417" not in "\n".join(found)


def test_everybody_gets_a_copy():
    assert "一式4份" in "\n".join(lines(others="孙建国 男，村民"))


@pytest.mark.parametrize(
    ("number", "ordinal"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (29, "二十九"), (30, "三十")]
)  # fmt: skip
def test_terms_are_counted_as_documents_count(number, ordinal):
    terms = "\n".join(f"条款{at}" for at in range(1, number + 1))
    assert f"（{ordinal}）条款{number}" in lines(terms=terms)
