"""Telephone numbers: the applicant's own. Mobile after 工信部 numbering, landline with its area code."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers import identity_number
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.numerals import digit_by_digit
from intake.facts import Fact

_SAID: Final = "0-9零〇○幺一二三四五六七八九"
_GAP: Final = r"[ \-—·.,，、]{0,2}"
MOBILE: Final = re.compile(
    rf"(?<![{_SAID}])(?:\+?86{_GAP})?[1一幺](?:{_GAP}[{_SAID}]){{10}}(?![{_SAID}])"
)
LANDLINE: Final = re.compile(
    rf"(?<![{_SAID}])[(]?[0零〇](?:[ \-]?[{_SAID}]){{2,3}}[)]?[ \-—转]{{0,2}}"
    rf"[{_SAID}](?:[ \-]?[{_SAID}]){{6,7}}(?![{_SAID}])"
)
LOCAL: Final = re.compile(
    rf"(?:电话|座机|号码|固话)[^\d]{{0,6}}?([2-8]\d{{2}}[ \-]?\d{{4}})(?![{_SAID}])"
)
"""枣庄's own numbers without their area code, 0632, have seven digits."""

_NOT_DIGITS: Final = re.compile(rf"[^{_SAID}]")
_OWN: Final = re.compile(r"我|俺|本人|咱|联系电话|联系方式|打这个|回电")
_HIS: Final = re.compile(r"[，,；; ]*(?:他|她|人家|对方)(?!在家|们)|[，,]叫")
_MINE_TO_CALL: Final = re.compile(
    r"(?:给|打|找)(?:我|俺)(?:家)?[^，。,]{1,4}(?:打|电话|手机|就行|也行|也中)|(?:我|俺)[^，。,]{1,3}的?(?:手机|电话)"
)
_INTRODUCED: Final = re.compile(
    r"[^，,。；;！!？?]{0,8}(?:叫|是|姓|电话|号码|手机号?)[^，,。；;！!？?\d]{0,6}$"
)
_OTHERS: Final = re.compile(
    r"他|她|对方|老板|那人|那边|工头|房东|物业|公司|经理|商家|店家|客服|司机|支书|书记|主任|邻居|对门|人家|中介"
)


class PhoneRecogniser(Recogniser):
    """The number at which the applicant can be reached."""

    name: ClassVar[str] = "phone"
    slot: ClassVar[str | None] = "applicant_phone"

    def find(self, document: Document) -> list[Fact]:
        """The number said to be one's own, else the first that is not said to be the other party's."""
        own: list[tuple[str, int, int]] = []
        unsaid: list[tuple[str, int, int]] = []
        for number, start, end in numbers(document.text):
            whose = _whose(document, start, end)
            if whose != "theirs":
                (own if whose == "own" else unsaid).append((number, start, end))
        chosen = (own or unsaid)[:1]
        return [document.fact("applicant_phone", *found) for found in chosen]


def numbers(text: str) -> list[tuple[str, int, int]]:
    """All telephone numbers of a half-width text: digits, start, end; in order, none overlapping."""
    hidden = identity_number.spans(text)
    found: list[tuple[str, int, int]] = []
    for match in [*MOBILE.finditer(text), *LANDLINE.finditer(text), *LOCAL.finditer(text)]:
        start, end = match.span(match.lastindex or 0)
        digits = _digits(text[start:end])
        if digits and not any(start < last and first < end for first, last in hidden):
            found.append((digits, start, end))
    kept: list[tuple[str, int, int]] = []
    for number in sorted(found, key=lambda item: (item[1], -item[2])):
        if not kept or number[1] >= kept[-1][2]:
            kept.append(number)
    return kept


def _digits(words: str) -> str | None:
    digits = digit_by_digit(_NOT_DIGITS.sub("", words)) or ""
    if len(digits) == 13 and digits.startswith("861"):
        digits = digits[2:]
    if re.fullmatch(r"1[3-9]\d{9}|0[1-9]\d{1,2}[2-8]\d{6,7}|[2-8]\d{6}", digits):
        return digits
    return None


def _whose(document: Document, start: int, end: int) -> str:
    """Whose number it is by the words before it: ``own``, ``theirs`` or ``unsaid``.

    A number that opens its clause belongs to the one just named or asked to be called there (老板叫王刚，
    139…), not to everyone of whom the clause before tells. A family's number is the citizen's to give
    (给俺闺女打也行，她电话是…); one after which the text goes on about 「他」 is his.
    """
    said = document.left(start, 16)
    if not said.strip():
        before = document.text[max(0, start - 16) : start].rstrip("，,。;； ")
        introduced = _INTRODUCED.search(before)
        said = introduced[0] if introduced else ""
    own = max((match.end() for match in _OWN.finditer(said)), default=-1)
    theirs = max((match.end() for match in _OTHERS.finditer(said)), default=-1)
    if theirs >= 0 and _MINE_TO_CALL.search(document.text[max(0, start - 24) : start]):
        return "own"
    if own < 0 and theirs < 0:
        return "theirs" if _HIS.match(document.text, end) else "unsaid"
    return "own" if own > theirs else "theirs"
