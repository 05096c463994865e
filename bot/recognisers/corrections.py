"""What replaces a known fact: 不是五千是八千, 电话最后一位是8, 名字写错了叫张秀英.

Three ways: a contrast of old and new, the name of the item with the new value, and a word of error
with a value that can only belong to one item. A story that merely contains 「不是」 corrects nothing:
the old value must be the known one, or the item must be named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from bot.recognisers import numerals
from bot.recognisers.answers import answer_to
from bot.recognisers.document import Document
from bot.recognisers.people import person_names
from intake.facts import Fact

LONGEST_CORRECTION: Final = 60
"""Characters; who writes more is telling, not correcting."""
LONGEST_ZEROS: Final = 16
"""少写了一个零 by itself; in a longer sentence it is part of the story."""

_CUE: Final = re.compile(
    r"不是|不叫|错|不对|改|换成|应该?是|应该?[叫为在]|更正|其实|实际|有误|位|尾号|零|0"
)
_LABELS: Final = {
    "amount_yuan": r"(?:欠款|涉及)?金额|钱数|数目|款数|欠的钱|工资数?",
    "applicant_phone": r"联系电话|电话号码?|手机号?码?|号码|联系方式|电话",
    "respondent": r"(?:对方|他|她|被告|老板)(?:的)?(?:名字|姓名|单位|公司)|对方",
    "applicant_name": r"(?:我|俺)(?:的)?(?:名字|姓名)|姓名|称呼|名字",
    "occurred_on": r"时间|日期|日子|发生的?时间",
    "town": r"镇街|乡镇|镇子|镇|街道",
    "place": r"地点|地址|地方|位置|村名|村子|小区名?|村",
    "people_count": r"人数|户数|人",
    "demand": r"要求|诉求|请求",
    "evidence": r"凭据|证据",
}
"""How an item of the summary is called in a correction."""

_LABEL: Final = "|".join(f"(?P<{slot}>{words})" for slot, words in _LABELS.items())
_ITEM: Final = r"第[\d一二三四五六七八九十]{1,2}[条项个]"
_CHANGE: Final = r"改成|改为|改到|换成|应该?是|应该?为|应该?叫|应该?在|其实是|其实叫|实际上?是"
_TO: Final = rf"(?:{_CHANGE}|改做|更正为|更正成|改|应该|才是|是|叫|为|[:：])"
_WRONG: Final = r"(?:写|说|记|填|打|弄|搞|输|登记|听|录)?(?:错|不对|有误|反)了?(?:的)?"
_NEW: Final = r"[，,。 ]*(?P<new>\S.{0,39})$"
_NAMED: Final = re.compile(
    rf"(?:^|[，,。 把的])(?:{_ITEM})?(?:把|那个|上面的?|前面的?|刚才的?|我的|俺的)?(?:{_LABEL})"
    rf"(?:(?:我|俺)?(?:给)?(?:你|您|恁)?{_WRONG}[，,。 ]*{_TO}*|[，,。 ]*(?:{_CHANGE}))" + _NEW
)
_UNNAMED: Final = re.compile(
    rf"^(?:不对|哦|噢|啊|哎|那个|等等|等下|{_ITEM}|上面|前面|刚才|刚刚|我|俺|是我|这个|这里|那|把|[，,。 ]){{0,4}}"
    rf"(?:{_WRONG}[，,。 了]*{_TO}*|(?:{_CHANGE}|更正为))" + _NEW
)
_OLD: Final = r"(?P<old>[^，,。！!？?；;是]{1,20}"
_OLD_NEW: Final = re.compile(
    rf"(?<!是)不(?:是|叫){_OLD}?)[，,。 ]*(?:而|应该|其实|实际上?|俺|我|他|她|得|就)?"
    r"(?<!就)(?:是|叫|应该|得是)(?P<new>[^，,。！!？?；;]{1,24})"
)
_NEW_OLD: Final = re.compile(
    r"(?:^|是|叫|[，,。 ])(?P<new>[^，,。！!？?；;是叫]{1,24})[，,。 ]*(?:而|可)?"
    rf"(?<!是)(?<!还)不(?:是|叫){_OLD})$"
)
_ASKING: Final = re.compile(r"[?？]|(?:吗|呢)$|是不是|不是.{1,12}就是|为啥|凭啥")
_SAID_DIGITS: Final = "0-9零〇幺一二三四五六七八九"
_LAST_DIGITS: Final = re.compile(
    r"(?:最后|末尾?|后|尾号)(?:的)?(?P<count>[一二两三四五六七八九\d])?(?:位|个)?(?:数字?|号)?"
    r"(?:写|打|说|填)?(?:错了?|不对)?[，, ]*(?:应该)?(?:是|为|改成|[:：])[，, ]?"
    rf"(?P<digits>[{_SAID_DIGITS}]{{1,8}})(?!\d)"
)
_NTH_DIGIT: Final = re.compile(
    r"(?P<label>电话|手机|号码|号).{0,6}第(?P<place>[一二三四五六七八九十\d]{1,2})位(?:数字?)?(?:错了?)?"
    rf"[，, ]*(?:应该)?(?:是|为|改成)(?P<digit>[{_SAID_DIGITS}])"
)
_ZEROS: Final = re.compile(
    r"(?P<which>少|多)(?:写|打|说|输|填)?了?(?:一个|1个|个|俩|两个)?(?:零|0)(?!\d)"
)
_TAIL: Final = re.compile(r"(?:才对|吧|哈|啊|呀|哦|谢谢|的|了|。|！|!|，|,|~| )+$")
_TYPED: Final = ("applicant_phone", "town", "amount_yuan", "people_count", "occurred_on")
_WORDS: Final = ("applicant_name", "respondent", "place")


def corrections(text: str, known: dict[str, Any], today: date) -> list[Fact]:
    """Facts that replace known ones; empty unless the words really correct.

    Args:
        text: the message.
        known: the values of the fact slots so far.
        today: the day from which relative dates count.

    Returns:
        At most one fact a slot of ``known``, each with a value other than the known one. The words
        quoted are those of the new value, in 电话最后一位是8 those that say what changes.
    """
    if not known or not 0 < len(text.strip()) <= LONGEST_CORRECTION:
        return []
    if not _CUE.search(text) or _ASKING.search(text):
        return []
    found: dict[str, Fact] = {}
    for fact in _read(Document(text, today), known):
        if fact.slot in known and known[fact.slot] != fact.value:
            found.setdefault(fact.slot, fact)
    return list(found.values())


def _read(document: Document, known: dict[str, Any]) -> Iterator[Fact]:
    digits = list(_of_digits(document, known))
    if digits:
        yield from digits
        return
    contrasts = [
        match
        for expression in (_OLD_NEW, _NEW_OLD)
        if (match := expression.search(document.text)) is not None
    ]
    for match in contrasts:
        fact = _contrast(document, match, known)
        if fact is not None:
            yield fact
            return
    if contrasts and "错" not in document.text:
        return
    named = _NAMED.search(document.text)
    if named is not None:
        fact = _named(document, named, known)
        if fact is not None:
            yield fact
        return
    unnamed = _UNNAMED.search(document.text)
    if unnamed is not None:
        yield from _unnamed(document, unnamed, known)


def _contrast(document: Document, match: re.Match[str], known: dict[str, Any]) -> Fact | None:
    """不是五千是八千: the item whose known value is the old one."""
    before = document.text[: match.start()]
    labels = list(re.finditer(_LABEL, before))
    label = labels[-1].lastgroup if labels else None
    for slot in _TYPED:
        old, new = (_value(document, match.span(group), slot) for group in ("old", "new"))
        if old is None or new is None or slot not in known:
            continue
        if label == slot or _same(old.value, known[slot]) or slot in {"town", "applicant_phone"}:
            return new
        if slot == "occurred_on" and label is None and _overlap(old.value, known[slot]):
            return new
    for slot in _WORDS:
        old_words = document.text[slice(*match.span("old"))].strip()
        held = str(known.get(slot) or "")
        if held and (old_words in held or held in old_words) and len(old_words) >= 2:
            return _value(document, match.span("new"), slot)
    return None


def _named(document: Document, match: re.Match[str], known: dict[str, Any]) -> Fact | None:
    """The item is named: 金额改成两万, 镇应该是阴平."""
    slot = next(name for name in _LABELS if match[name] is not None)
    if match[slot] in {"名字", "姓名"} and "applicant_name" not in known:
        slot = "respondent"
    return _value(document, match.span("new"), slot)


def _unnamed(document: Document, match: re.Match[str], known: dict[str, Any]) -> Iterator[Fact]:
    """写错了，是八千: what the value can be; a bare number is the known number's successor."""
    span = match.span("new")
    for slot in _TYPED:
        if slot not in known:
            continue
        fact = _value(document, span, slot)
        if fact is None or (slot == "people_count" and not re.search(r"[人户家口仨俩]", fact.text)):
            continue
        yield fact
        return
    names = [name for name in person_names(document) if name[0] >= span[0]]
    slot = "applicant_name" if "applicant_name" in known else "respondent"
    if names:
        yield document.fact(slot, document.original[slice(*names[0])], *names[0])


def _value(document: Document, span: tuple[int, int], slot: str) -> Fact | None:
    """What a part of the text means for a slot, with its offsets in the whole."""
    start, end = span
    tail = _TAIL.search(document.text[start:end])
    if tail and tail.start() > 0:
        end = start + tail.start()
    part = answer_to(slot, document.original[start:end], document.today)
    if part is None:
        return None
    if slot == "amount_yuan" and not re.match(
        r"\D{0,6}$", document.text[start : start + part.start]
    ):
        return None
    value = [part.value] if slot == "evidence" else part.value
    return document.fact(slot, value, start + part.start, start + part.end)


def _same(said: Any, held: Any) -> bool:
    return bool(said == held)


def _overlap(said: str, held: Any) -> bool:
    """Whether two dates or stretches have a day in common."""
    first, _, last = said.partition("/")
    begin, _, end = str(held).partition("/")
    return first <= (end or begin) and begin <= (last or first)


def _of_digits(document: Document, known: dict[str, Any]) -> Iterator[Fact]:
    """Single digits of the telephone number, and a zero too many or too few in the amount."""
    number = str(known.get("applicant_phone") or "")
    last = _LAST_DIGITS.search(document.text)
    if last and number:
        digits = numerals.digit_by_digit(last["digits"]) or ""
        count = numerals.least(last["count"]) if last["count"] else None
        if 0 < len(digits) < len(number) and count in {None, len(digits)}:
            yield document.fact("applicant_phone", number[: -len(digits)] + digits, *last.span())
    nth = _NTH_DIGIT.search(document.text)
    if nth and number:
        place = numerals.least(nth["place"]) or 0
        digit = numerals.digit_by_digit(nth["digit"])
        if digit and 1 <= place <= len(number):
            changed = number[: place - 1] + digit + number[place:]
            yield document.fact("applicant_phone", changed, *nth.span())
    zeros = _ZEROS.search(document.text)
    amount = known.get("amount_yuan")
    short = len(document.text.strip()) <= LONGEST_ZEROS
    if zeros and short and isinstance(amount, int | float) and not isinstance(amount, bool):
        times = 100 if re.search("[俩两]", zeros[0]) else 10
        value = amount * times if zeros["which"] == "少" else amount / times
        yield document.fact("amount_yuan", numerals.tidy(value), *zeros.span())
