"""An agreement as docx, with what 人民调解法 29 wants in it: the same whenever it is asked for."""

from __future__ import annotations

from typing import Final

from mediation.agreements import rules
from mediation.agreements.typed import SIDES
from mediation.documents import official
from mediation.letters.rules import written
from mediation.models import Agreement

ORDINALS: Final = "一二三四五六七八九十"
BLANK: Final = "＿" * 10
DAY_TO_WRITE: Final = "　　　　年　　月　　日"


def docx(agreement: Agreement) -> bytes:
    """The agreement as a file, ready to be signed.

    Numbers of identity cards and telephones are left blank: they are written in by hand when the
    parties sign, so that nobody has to store them (个人信息保护法 6).
    """
    texts = rules.load()
    made = official.paper(f"{texts.title} {agreement.number}")
    official.title(made, texts.title)
    official.under_title(made, agreement.number)
    official.heading(made, "一、当事人的基本情况")
    for party in agreement.parties:
        about = f"，{party['about']}" if party["about"] else ""
        official.text(made, f"{SIDES[party['side']]}：{party['name']}{about}。")
        official.text(made, f"身份证号（或统一社会信用代码）：{BLANK}　电话：{BLANK}")
    official.heading(made, "二、纠纷的主要事实、争议事项和各方责任")
    official.text(made, *_lines(agreement.facts))
    official.heading(made, "三、达成协议的内容")
    official.text(
        made, *(f"（{_ordinal(at)}）{term}" for at, term in enumerate(agreement.terms, 1))
    )
    official.heading(made, "四、履行的方式和期限")
    official.text(made, *_lines(agreement.performance))
    if agreement.perform_by is not None:
        official.text(made, f"履行的最后一天：{written(agreement.perform_by)}。")
    official.text(made, *texts.under(len(agreement.parties)))
    for party in agreement.parties:
        official.text(made, f"{SIDES[party['side']]}（签名、盖章或者按指印）：")
    official.text(made, f"人民调解员（签名）：　　　　　　（{agreement.mediators}）")
    official.signed(made, f"{agreement.committee}（印章）", DAY_TO_WRITE)
    return official.saved(made)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _ordinal(number: int) -> str:
    """A number up to 30 as Chinese documents count: 一, 十, 十一, 二十, 二十一."""
    tens, ones = divmod(number, 10)
    before = "" if tens == 0 else "十" if tens == 1 else f"{ORDINALS[tens - 1]}十"
    return before + (ORDINALS[ones - 1] if ones else "")
