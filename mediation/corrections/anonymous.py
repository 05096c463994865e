"""A citizen's words without the people in them: who, which number, where more closely than the town.

What the case knows of its people is replaced wherever it stands; what it does not know is found by
pattern. Patterns miss names: a person reads every example before it is used (个人信息保护法 4, 73: only
what cannot be restored is anonymous).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from intake import knowledge
from mediation.cases.people import surname
from mediation.models import Case

_DIGIT: Final = "0-9０-９"
_SAID: Final = "零〇幺一二三四五六七八九"
_TITLES: Final = (
    "老板|书记|主任|厂长|经理|局长|镇长|村长|所长|校长|院长|队长|医生|大夫|老师|律师|法官|警官|师傅"
    "|大爷|大娘|大叔|大妈|婶子?|叔|伯|哥|嫂子?|姐|总|工"
)
_CALLED: Final = "名叫|名字叫|叫做|叫|姓名[是:：]?|我是|俺是"
_OURS: Final = "人家|这个|那个|一个|哪个|整个|同一|同个|本|全|同|各|外|邻|农|乡|俺|咱|我|们"
"""Before 「村」 and the like no name, but whose or which."""
_PATTERNS: Final[tuple[tuple[str, str], ...]] = (
    (r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", "〔邮箱〕"),
    (r"https?://\S+", "〔网址〕"),
    (r"((?:微信|QQ|qq|扣扣)号?(?:码)?\s*(?:是|为|[:：])?\s*)[A-Za-z0-9_-]{5,}", r"\1〔账号〕"),
    (r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}", "〔车牌〕"),
    (rf"(?<![{_DIGIT}])[{_DIGIT}](?:[\s*＊-]?[{_DIGIT}*＊]){{6,}}[xXｘＸ]?", "〔号码〕"),
    (rf"[{_SAID}]{{7,}}", "〔号码〕"),
    (rf"[{_DIGIT}{_SAID}十百]+\s*(?:号楼|栋|单元|室|号院|号|组)(?![线令召])", "〔门牌〕"),
)  # fmt: skip
"""Pattern → what stands in its place. Numbers of 7 digits and more are telephones, identity numbers
(GB 11643-1999), accounts; sums that long are rare and can be put back by who approves."""


class StillThere(ValueError):
    """Something that identifies could not be taken out."""


@dataclass(frozen=True)
class Known:
    """What a case knows of its people and places: value → what stands in its place."""

    marks: dict[str, str]

    def without(self, text: str) -> str:
        """A text without them, and without what looks like a person, a number or an address.

        Raises:
            StillThere: a known value stands in the result.
        """
        for value in sorted(self.marks, key=len, reverse=True):
            text = text.replace(value, self.marks[value])
        for pattern, mark in _PATTERNS:
            text = re.sub(pattern, mark, text)
        for pattern, mark in _people():
            text = re.sub(pattern, mark, text)
        text = _place().sub(_place_mark, text)
        if any(value in text for value in self.marks):
            raise StillThere
        return text

    def value(self, value: Any) -> Any:
        """A value of a fact, the same way; numbers and dates stay."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.value(one) for one in value]
        return value


def known(case: Case, corrected: Iterable[tuple[str, Any]] = ()) -> Known:
    """What is known of a case's people.

    Args:
        corrected: field and value of what stood there before and after corrections.
    """
    marks: dict[str, str] = {}
    names = {"applicant_name": "申请人", "respondent_name": "对方"}
    fields = (*names, "applicant_phone", "respondent_phone", "village", "place")
    rows = [(field, getattr(case, field)) for field in fields]
    for field, value in [*rows, *corrected]:
        if field not in fields or not isinstance(value, str) or len(value) < 2:
            continue
        label = names.get(field) or ("号码" if field.endswith("_phone") else "地点")
        taken = sum(mark.startswith(f"〔{label}") for mark in marks.values())
        marks.setdefault(value, f"〔{label}{taken + 1 if taken else ''}〕")
    return Known(marks)


@lru_cache(maxsize=1)
def _people() -> tuple[tuple[str, str], ...]:
    return (
        (rf"({_CALLED}){surname()}[一-龥]{{1,2}}(?=[，。、；！？\s]|$)", r"\1〔某人〕"),
        (rf"{surname()}[一-龥]{{0,2}}?({_TITLES})", r"〔某〕\1"),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _place() -> re.Pattern[str]:
    villages = [re.escape(one["name"]) for one in knowledge.load().villages if one.get("name")]
    return re.compile(
        rf"(?:{'|'.join([*villages, '(?!)'])})|(?P<named>[一-龥]{{2}})(?P<kind>村|庄|小区|社区|家园|花园|公寓|大厦)"
    )


def _place_mark(found: re.Match[str]) -> str:
    named, kind = found.group("named"), found.group("kind")
    if named and re.search(rf"(?:{_OURS})$", named):
        return found.group()
    return f"〔某〕{kind}" if kind else "〔某〕村"
