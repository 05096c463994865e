"""What a short reply means as the answer to the question that stands open.

「五千」 says nothing by itself; behind 「大概多少钱？」 it is an amount. Each slot has its own reader;
before any of them what is clearly no answer is set aside: a question back, 不知道, a greeting, abuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from bot.recognisers import date_meanings, lexicons, phone
from bot.recognisers.date_meanings import Clock
from bot.recognisers.dates import dates, matter
from bot.recognisers.document import Document
from bot.recognisers.headcount import people
from bot.recognisers.money import disputed
from bot.recognisers.no_answers import is_no_answer
from bot.recognisers.numerals import CHINESE
from bot.recognisers.people import NEVER_IN_NAMES, person_names
from bot.recognisers.sides import respondent
from bot.recognisers.town import find_town
from intake.facts import Fact

LONGEST_REPLY: Final = 80
"""Characters; a longer message is a telling, whose facts the recognisers read."""
LONGEST_NAME: Final = 6
LONGEST_GIVEN: Final = 4
LONGEST_PHRASE: Final = 16
"""A reply no longer than this names the other side by itself (俺村支书的儿子)."""

Span = tuple[int, int]

_NO_MONEY: Final = re.compile(
    r"(?:不|没|没有)(?:牵扯|涉及|牵涉|关系)(?:到|上)?钱|没有?钱的事|不是钱的事|跟钱没关系"
)
_FOR: Final = re.compile(
    r"(?:都|已经?|有|得有|差不多|大概|快|得|将近)*"
    rf"(?<!\d)(?P<count>\d{{1,3}}|[{CHINESE}几俩仨]{{1,3}}|好几|大?半|个把)"
    r"(?P<about>[多来])?个?(?P<half>半|多)?"
    r"(?P<unit>天|周|星期|礼拜|月|年)(?P<more>半|多)?(?:的时间|时间|工夫|光景)?"
    r"(?:了|吧|啦|喽|左右|$)"
)
"""三个月了: how long it has lasted, read as how long ago it began."""

_BARE_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
_SEVEN_DIGITS: Final = re.compile(r"(?<!\d)[2-8]\d{2}[ -]?\d{4}(?!\d)")
_BEFORE_NAME: Final = re.compile(
    r"^(?:(?:你|您|恁)?就?(?:叫|喊)(?:我|俺)|(?:我|俺|咱|本人|在下)?(?:的)?(?:名字|姓名|大名|全名)?"
    r"(?:是|就是|叫做?|名叫|[:：])|你就?|您就?|恁就?|就|免贵|称呼我?|记|写|填|姓名|名字|[ :：,，])*"
)
_BEHIND_NAME: Final = re.compile(
    r"(?:就行|就好|就中|就管|就可以|即可|就成|都行|吧|呀|啊|哈|哦|了|的|。|！|!|\.|~| )*$"
)
_BEFORE_OTHER: Final = re.compile(
    r"^(?:对方|他|她|那人|那家伙|人家|这人|被告)?(?:的)?(?:名字|姓名|大名|单位|公司)?(?:是个?|就是|叫做?|名叫|名为|[:：]|嘛)+|^(?:就|那个|那|就那个)(?=[老王李张刘])"
)
_BEHIND_OTHER: Final = re.compile(r"(?:吧|呀|啊|哈|哦|了|呗|。|！|!|\.|~| )*$")
_BEHIND_FREE: Final = re.compile(r"[吧啊呀呢哈哦嗯呗嘛哎~～。.,，!！… ]*$")
_BEFORE_PLACE: Final = re.compile(r"^(?:就|是|地址|地点|位置|[:：]|事发|发生)*(?:在|是|[:：])+")
_BEFORE_EVIDENCE: Final = re.compile(
    r"^(?:我|俺|咱|手里|手上|这里|这儿|倒是?|还|只|就|都|也)*(?:有个?|留着|存着|保存着)(?:的|个|一张)?"
)
_TELLING: Final = re.compile(
    r"(?:打|骂|欠|骗|坑|赔|不给|不还|占|砸|拆|撵|欺负|拖)(?:了|着|过)?(?:我|俺|咱)"
)
_NEVER_IN_NAMES: Final = NEVER_IN_NAMES | set("不替者问")
_HAN: Final = re.compile(r"[一-鿿·]+")
_NO_NAME_TAGS: Final = frozenset(
    {
        "v",
        "vn",
        "vd",
        "a",
        "ad",
        "an",
        "d",
        "c",
        "f",
        "p",
        "r",
        "m",
        "q",
        "u",
        "xc",
        "TIME",
        "LOC",
        "t",
    }
)


def answer_to(slot: str, text: str, today: date) -> Fact | None:
    """The fact of the asked slot in a reply.

    Args:
        slot: the fact slot that was asked for, one of :data:`intake.vocabulary.FACT_SLOTS`.
        text: the reply.
        today: the day from which relative dates count.

    Returns:
        The fact with the words it was read from; None where the reply is something else.
    """
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_REPLY or is_no_answer(slot, stripped):
        return None
    return _READERS[slot](Document(text, today))


def _amount(document: Document) -> Fact | None:
    nothing = _NO_MONEY.search(document.text)
    if nothing:
        return document.fact("amount_yuan", 0, *nothing.span())
    amount = disputed(document, asked=True)
    return document.fact("amount_yuan", *amount) if amount else None


def _occurred(document: Document) -> Fact | None:
    words = matter(document, dates(document), promises=True)
    if words is not None:
        return document.fact("occurred_on", words.period.iso(), words.start, words.end)
    lasting = _FOR.search(document.text)
    if lasting:
        period = date_meanings.ago(lasting, Clock(document.today))
        return document.fact("occurred_on", period.iso(), *lasting.span()) if period else None
    year = _BARE_YEAR.fullmatch(document.text.strip())
    if year and int(year[0]) <= document.today.year:
        start = document.text.index(year[0])
        return document.fact("occurred_on", f"{year[0]}-01-01/{year[0]}-12-31", start, start + 4)
    return None


def _phone(document: Document) -> Fact | None:
    facts = phone.PhoneRecogniser().find(document)
    if facts:
        return facts[0]
    numbers = phone.numbers(document.text)
    if numbers:
        return document.fact("applicant_phone", *numbers[0])
    local = _SEVEN_DIGITS.search(document.text)
    if local is None:
        return None
    return document.fact("applicant_phone", re.sub(r"\D", "", local[0]), *local.span())


def _people(document: Document) -> Fact | None:
    found = people(document, asked=True)
    return document.fact("people_count", *found) if found else None


def _town(document: Document) -> Fact | None:
    found = find_town(document.text)
    return document.fact("town", *found) if found else None


def _name(document: Document) -> Fact | None:
    """A name as one gives it: 王秀兰, 俺姓李, 叫我老张就行, 王女士."""
    start, end = _core(document, _BEFORE_NAME, _BEHIND_NAME)
    words = document.text[start:end]
    surname = re.match(r"(?:我|俺|免贵)?(姓[一-鿿]{1,2})$", words)
    if surname:
        return _words(document, "applicant_name", start + surname.start(1), end)
    if _HAN.fullmatch(words) and len(words) <= LONGEST_NAME and _may_be_name(document, start, end):
        return _words(document, "applicant_name", start, end)
    named = person_names(document)
    return _words(document, "applicant_name", *named[0]) if named else None


def _may_be_name(document: Document, start: int, end: int) -> bool:
    """Whether words are a name: by the surname they begin with, or by the 叫 before them."""
    words = document.text[start:end]
    if not _NEVER_IN_NAMES.isdisjoint(words[1:]):
        return False
    inside = [word for word in document.words if word.start >= start and word.end <= end]
    if len(inside) == 1 and inside[0].tag in _NO_NAME_TAGS:
        return False
    surnames = lexicons.lexicon("surnames")
    if words[:2] in surnames["double"] or words[0] in surnames["single"] + "小老阿大":
        whole_word = len(inside) == 1 and inside[0].tag == "n" and len(words) > 1
        return not whole_word or (start, end) in person_names(document)
    if len(inside) == 1 and inside[0].tag == "PER":
        return True
    called = not set("叫喊名称").isdisjoint(document.text[:start])
    return called and 2 <= len(words) <= LONGEST_GIVEN


def _other(document: Document) -> Fact | None:
    """The other side as it is called: a name, a firm, or what he is to the citizen."""
    start, end = _core(document, _BEFORE_OTHER, _BEHIND_OTHER)
    end = min(end, document.clause(start)[1])
    phrase = document.text[start:end]
    telling = _TELLING.search(phrase) and not _ends_in_person(document, end)
    if not telling and len(phrase) <= LONGEST_PHRASE and _names_somebody(document, start, end):
        return _words(document, "respondent", start, end)
    span = respondent(document)
    return _words(document, "respondent", *span) if span else None


def _names_somebody(document: Document, start: int, end: int) -> bool:
    """Whether a phrase can be who somebody is: it ends in a noun, a name or 的."""
    if not _HAN.search(document.text, start, end):
        return False
    if end - start > 2 and _ends_in_person(document, end):
        return True
    last = [word for word in document.words if start < word.end <= end]
    return bool(last) and last[-1].tag not in _NO_NAME_TAGS - {"LOC", "vn"}


def _ends_in_person(document: Document, end: int) -> bool:
    """Whether a reply ends in what somebody is, as 欠俺钱的那个老板 and 打俺的那人 do."""
    if document.text[:end].endswith(("的", "人", "那个")):
        return True
    kinds = ("opponent", "family", "authority")
    return any(hit[1] == end for kind in kinds for hit in document.hits.get(kind, []))


def _free(slot: str, before: re.Pattern[str]) -> Callable[[Document], Fact | None]:
    """The reply as it was said, without the words that lead into it."""

    def read(document: Document) -> Fact | None:
        start, end = _core(document, before, _BEHIND_FREE)
        return (
            _words(document, slot, start, end) if _HAN.search(document.text, start, end) else None
        )

    return read


def _core(document: Document, before: re.Pattern[str], behind: re.Pattern[str]) -> Span:
    """What is left of a reply between its opening and its closing words; all of it if nothing."""
    whole = len(document.text) - len(document.text.lstrip()), len(document.text.rstrip())
    leading = before.match(document.text[slice(*whole)])
    start = whole[0] + (leading.end() if leading else 0)
    closing = behind.search(document.text[start : whole[1]])
    end = start + closing.start() if closing else whole[1]
    return (start, end) if start < end else whole


def _words(document: Document, slot: str, start: int, end: int) -> Fact:
    return document.fact(slot, document.original[start:end], start, end)


_READERS: Final[dict[str, Callable[[Document], Fact | None]]] = {
    "amount_yuan": _amount,
    "occurred_on": _occurred,
    "applicant_phone": _phone,
    "people_count": _people,
    "town": _town,
    "applicant_name": _name,
    "respondent": _other,
    "place": _free("place", _BEFORE_PLACE),
    "demand": _free("demand", re.compile("")),
    "evidence": _free("evidence", _BEFORE_EVIDENCE),
}
