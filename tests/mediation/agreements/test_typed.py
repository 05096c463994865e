"""What is typed becomes an agreement with all that the law wants in it, or is refused in words."""

from datetime import date

import pytest

from mediation.agreements import typed
from mediation.cases.change import NotPossible
from tests.mediation.samples import agreement_form


def test_all_of_it_is_read():
    read = typed.read(agreement_form(others="孙建国 男，村民", terms="墙挪一尺\n\n 月底前挪好 "))
    assert [(one["side"], one["name"]) for one in read.parties] == [
        ("applicant", "韩素芬"),
        ("respondent", "韩广田"),
        ("other", "孙建国"),
    ]
    assert read.parties[2]["about"] == "男 村民"
    assert read.terms == ["墙挪一尺", "月底前挪好"]
    assert read.perform_by == date(2026, 12, 31)
    assert typed.read(agreement_form(perform_by="")).perform_by is None


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"applicant_name": " "}, "申请人姓名"),
        ({"applicant_about": ""}, "申请人基本情况"),
        ({"respondent_name": "长" * 101}, "对方当事人姓名"),
        ({"respondent_about": "长" * 201}, "对方当事人基本情况"),
        ({"facts": ""}, "主要事实"),
        ({"facts": "长" * 3001}, "主要事实"),
        ({"terms": " \n "}, "谈好的内容"),
        ({"terms": "条\n" * 31}, "谈好的内容"),
        ({"terms": "长" * 501}, "谈好的内容"),
        ({"performance": ""}, "怎么履行"),
        ({"perform_by": "年底"}, "最后一天"),
        ({"committee": ""}, "调解委员会"),
        ({"mediators": ""}, "调解员"),
        ({"others": "甲\n" * 9}, "别的当事人"),
    ],
)
def test_what_is_missing_or_too_long_is_named(changes, why):
    with pytest.raises(NotPossible, match=why):
        typed.read(agreement_form(**changes))


def test_nothing_at_all_is_refused():
    with pytest.raises(NotPossible):
        typed.read({})
