"""Who complains and who is complained of.

The citizen is the one who says 「我叫…」 or signs; who speaks for a mother is not the mother.
Who is complained of is weighed in :mod:`bot.recognisers.other_side`.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.other_side import weigh
from bot.recognisers.people import person_names
from intake.facts import Fact

Span = tuple[int, int]

ME: Final = r"(?:我|俺|咱|本人)"
CALLED: Final = re.compile(
    rf"{ME}(?:们)?(?:的)?(?:名字|姓名|大名|名儿|名)?(?:就)?(?:叫|名叫|是叫)$|{ME}(?:们)?(?:的)?(?:名字|姓名|大名)是$|(?:叫|喊){ME}$|{ME}姓[^，。,]{{1,2}}[，,]?(?:名字|大名)?叫$"
    r"|(?:姓名|申请人|反映人|投诉人|来信人|求助人|联系人|署名|落款|签名)(?:[:：是为]| )*$"
)
WRITTEN_DOWN: Final = re.compile(rf"(?:写|记|登记){ME}(?:的?名字?)?(?:吧|就行|就中)?[，, ]$")
BEING: Final = re.compile(
    rf"{ME}(?:家|们)?(?:就)?(?:是|住在?|家住|来自)(?:[^他她,，。]{{1,14}}[的人]|[^他她,，。]{{0,12}}(?:村民|居民|业主|住户|租户|职工|员工|农民|家长|商户|顾客|消费者|会员|患者|乘客|学员))?(?:叫)?$"
    rf"|{ME}是[^他她,，。]{{1,14}}(?:名叫|叫)$"
)
DIRECT: Final = re.compile(rf"(?:^|[您你]好){ME}[，,]?$")
SUBJECTLESS: Final = re.compile(r"^(?:名字)?(?:叫|名叫|姓名)$")
SELF_TOLD: Final = re.compile(rf"{ME}(?:们)?(?:家)?(?:是|住|来自|姓)")
FOR_ANOTHER: Final = re.compile(r"[替帮代][^，。,]{1,8}(?:问|咨询|反映|投诉|说|申请|打听)")
PASSIVE_BEHIND: Final = re.compile(
    r"(?:他们|一家)?(?:给|打|骂|骗|坑|撞|咬|讹|气|砸|赶|撵|开除|辞|害|拉黑)"
)
OF_THAT_PERSON: Final = re.compile(r"家?(?:的|手下|那|他|她|[爸妈爹娘])|家(?![住在是])")
PERSONAL_DETAIL: Final = re.compile(r"[，, ]*(?:男|女|今年|\d{2}岁|汉族)")
BEFORE_SIGNATURE: Final = re.compile(r"(?:[。！!？?~… —-]|谢谢[您你了]?|敬礼)[，,]?$")
BEHIND_SIGNATURE: Final = re.compile(r"[\s\d，。,.\-年月日电话手机联系方式:+]*$")


def applicant(document: Document) -> Span | None:
    """Where the citizen names himself; None where he does not."""
    return document.once(_applicant)


def _applicant(document: Document) -> Span | None:
    names = person_names(document)
    own = next((span for span in names if _says_own_name(document, span)), None)
    if own is None and names and _signs(document, names[-1]):
        return names[-1]
    return own


def _says_own_name(document: Document, span: Span) -> bool:
    before, behind = document.left(span[0], 24), document.text[span[1] : span[1] + 6]
    if not before and WRITTEN_DOWN.search(document.text, 0, span[0]):
        return True
    if CALLED.search(before):
        return not PASSIVE_BEHIND.match(behind)
    if BEING.search(before):
        return not OF_THAT_PERSON.match(behind)
    if DIRECT.search(before):
        titles = tuple(lexicons.lexicon("titles")["after_surname"])
        called_by_title = document.text[slice(*span)].endswith(titles)
        return not OF_THAT_PERSON.match(behind) and not called_by_title
    told = document.text[: document.clause(span[0])[0]]
    own_surname = told.rstrip("，, ").endswith(f"姓{document.text[span[0]]}")
    if not before and own_surname:
        return bool(SELF_TOLD.search(told[-24:])) and not FOR_ANOTHER.search(told)
    if SUBJECTLESS.match(before):
        return bool(SELF_TOLD.search(told[-24:])) and not FOR_ANOTHER.search(told)
    return not told and not before and bool(PERSONAL_DETAIL.match(behind))


def _signs(document: Document, span: Span) -> bool:
    before = document.text[: span[0]]
    return (
        len(before) > 8
        and bool(BEFORE_SIGNATURE.search(before))
        and bool(BEHIND_SIGNATURE.match(document.text, span[1]))
        and document.text[slice(*span)] not in before
    )


def respondent(document: Document) -> Span | None:
    """Where the other side is named; None where nobody is, or only 「他」."""
    return weigh(document, applicant(document))


class ApplicantRecogniser(Recogniser):
    """The name of the one who complains."""

    name: ClassVar[str] = "applicant"
    slot: ClassVar[str | None] = "applicant_name"

    def find(self, document: Document) -> list[Fact]:
        """At most one name, as written."""
        span = applicant(document)
        if span is None:
            return []
        return [document.fact("applicant_name", document.original[slice(*span)], *span)]


class RespondentRecogniser(Recogniser):
    """The one complained of: a name, an organisation, or else what he is to the citizen."""

    name: ClassVar[str] = "respondent"
    slot: ClassVar[str | None] = "respondent"

    def find(self, document: Document) -> list[Fact]:
        """At most one, as written."""
        span = respondent(document)
        if span is None:
            return []
        return [document.fact("respondent", document.original[slice(*span)], *span)]
