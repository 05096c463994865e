"""How many people a matter concerns: 四十多口子, 俺们十二个人, 我们仨, 七八户."""

from __future__ import annotations

import re
from itertools import islice
from typing import ClassVar, Final

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.numerals import CHINESE, least
from intake.facts import Fact

MOST_COUNTS: Final = 60
"""Counts of one text that are weighed."""

_COUNT: Final = rf"(?<![\d.第/-])(?P<count>\d{{1,5}}|[上好]?[几{CHINESE}]{{1,6}})"
_WHO: Final = (
    r"农民工|民工|工人|工友|村民|业主|老百姓|老乡|住户|租户|商户|邻居|乡亲|同事|家长|员工|职工|老人|学生|学员|会员|"
    r"妇女|女工|男工|女的|男的|老头|老太太|乘客|游客|社员|司机|师傅|学徒|木工|瓦工|小工|大工|短工|受害人|受害者|群众|居民|农户|养殖户|股东|合伙人|伙计|弟兄|兄弟|姊妹"
)
COUNTED: Final = re.compile(
    rf"{_COUNT}(?:(?:多|来|余|几|好几)?\s?(?:口子人?|口人|口(?![头才气水号猪井锅缸塘窑棺])|号人|户人家|户(?![口型主])|个(?:{_WHO})|(?:名|位)(?:{_WHO})?|"
    rf"(?:{_WHO})|个(?:人(?![民家均工员])|干活的|受伤的|一起的)|人(?![民家均工员次行命情大代份事物参士餐小团间桌座床]|的(?:时候|名))|"
    r"家(?=都|业主|住户|商户|人家|没|住户|住的|一起|业主|受|也|的工资|的钱|被|跟着))(?:家)?)"
)
TOGETHER: Final = re.compile(
    r"(?:我们|俺们|咱们|俺|咱|我|弟兄|兄弟|姊妹|姐妹|姐弟|兄妹)(?:们|几个)?(?P<count>俩|仨|[二两三四五六七八九]个(?:人)?)"
    r"(?![月星礼小孩儿闺女钱])"
)
KIN: Final = re.compile(
    r"(?<![一二三四五六七八九十])(?:爷|娘|父子|父女|母子|母女|夫妻|婆媳|祖孙|弟兄|姊妹|哥|姐妹|兄妹|叔侄|老两口)(?:们)?(?P<count>俩|仨|几个(?=\b)|[三四五六七]个)"
    r"|(?:一共|总共|拢共|共|就)(?:我们|俺们)?(?P<pair>俩|仨)(?:人)?(?=[，。,去干来都一 ]|$)"
)
"""爷俩, 娘仨, 一共仨人: so many of one family or company."""
_WITNESSES: Final = re.compile(
    r"(?:都|也)?(?:愿意|可以|能|肯)?(?:给[我俺])?(?:作证|看见|见证|在场)|见证"
)
ALONE: Final = re.compile(
    r"(?:就|只有?|光)(?:我|俺)(?:们)?(?:自己|自家|本人)?(?P<count>一)?(?:个人?|家|户|人)(?![月年天闺儿女孩])|(?:就|只有?|光)(?:我|俺)(?:自己|自家)(?:个?家)?"
)
ASKED: Final = re.compile(
    rf"{_COUNT}(?:多|来|余)?(?:口子|家人|家|户|个人?|人|号人?|名|位|口)?(?![个年月天岁号块元点周星礼多来\d{CHINESE}])|(?P<pair>俩|仨)人?"
)
_PAIR: Final = re.compile(r"(?P<count>两|俩)口子|小两口")
_THEIRS: Final = re.compile(
    r"(?:他|她|它|对方|人家|那边|老板)(?:们|家|那边)?(?:来了?|带了?|叫了?|找了?|有|一共|总共|上来|喊了?)*$|来了$"
)
_COUPLE: Final = re.compile(r"离|结[了过的]?婚|分居|吵|感情|过不|谈恋|处对象|领证|的孩子")
"""Behind 俺俩: a marriage, not a headcount."""
_INHABITED: Final = re.compile(
    r"(?:小区|楼上|楼里|村里?|单元|这里|院里)(?:总共|一共|住着?|有|共有)+$"
)
"""小区有八百户 tells how large it is."""
_NOT_BEFORE: Final = re.compile(r"(?:第|每|各|前|(?<!前)后|一|[退队入千大初高]|千家|[a-zA-Z])$")
_OURS: Final = re.compile(
    r"(?:我|俺|咱|我们|俺们|咱们|工友|一共|总共|共有?|村里?|组里?|小区|还有|涉及|牵扯)(?:[^，。]{0,4})$"
)


class HeadcountRecogniser(Recogniser):
    """The number of people or households concerned, the lower end where it is vague."""

    name: ClassVar[str] = "headcount"
    slot: ClassVar[str | None] = "people_count"

    def find(self, document: Document) -> list[Fact]:
        """The count of those on the citizen's side before any other; of equal ones the first."""
        found = people(document)
        return [document.fact("people_count", *found)] if found else []


def people(document: Document, *, asked: bool = False) -> tuple[int, int, int] | None:
    """How many people: the count and where it is said.

    Args:
        document: the text.
        asked: True where the text answers the question how many, so that a bare number will do.
    """
    found: list[tuple[float, int, int, int]] = []
    for expression in (TOGETHER, KIN, COUNTED, ALONE, *((_PAIR, ASKED) if asked else ())):
        if expression is ASKED and found:
            continue
        for match in islice(expression.finditer(document.text), MOST_COUNTS):
            start, count = match.start(), _count(match)
            left = document.left(start, 8)
            if count is None or _NOT_BEFORE.search(left):
                continue
            if expression is COUNTED and _WITNESSES.match(document.text, match.end()):
                continue
            if match[0].endswith("户") and _INHABITED.search(left):
                continue
            if (count == 1 and expression is COUNTED) or (
                count == 2
                and (_is_pair(match, left) or _COUPLE.search(document.right(match.end(), 8)))
            ):
                continue
            weight = 2.0 * (expression in {TOGETHER, KIN} or expression is ALONE) + bool(
                _OURS.search(left)
            )
            weight -= 2.0 * bool(_THEIRS.search(left))
            found.append((weight, -match.start(), count, match.end()))
    if not found:
        return None
    _, place, count, end = max(found)
    return count, -place, end


def _is_pair(match: re.Match[str], left: str) -> bool:
    """两个人 in passing is no headcount: two are in every dispute."""
    return match.re is COUNTED and not _OURS.search(left)


def _count(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    words = groups.get("count") or groups.get("pair")
    if words is None:
        return 2 if "两口" in match.group() else 1
    if words in {"俩", "仨"}:
        return 2 if words == "俩" else 3
    return least(words.lstrip("上").removesuffix("人").removesuffix("个"))
