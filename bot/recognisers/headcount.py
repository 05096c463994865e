"""How many people a matter concerns: 四十多口子, 俺们十二个人, 我们仨, 七八户."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.numerals import CHINESE, least
from intake.facts import Fact

_COUNT: Final = rf"(?<![\d.第]) ?(?P<count>\d{{1,5}}|[上好]?[几{CHINESE}]{{1,6}})\s?"
_PEOPLE: Final = (
    r"(?:多|来|余)?\s?(?:口子|口人|号人|户人家|户|名?[^，。,. \d]{0,2}工友|[个名位]?(?:农民工|工人|工友|村民|业主|"
    r"老百姓|老乡|住户|邻居|乡亲|同事|家长|员工|职工)|个人|名|人(?![民家均工员民次行])|家(?=都|人|没|住|一起|业主|受))"
)
COUNTED: Final = re.compile(_COUNT + _PEOPLE)
TOGETHER: Final = re.compile(
    r"(?:我们|俺们|咱们|俺|咱|我|弟兄|兄弟|姊妹|姐妹|姐弟|兄妹)(?P<count>俩|仨|[二两三四五六七八九十]个)(?![月星礼小孩儿闺女])"
)
ALONE: Final = re.compile(r"就(?:我|俺)(?:自己|自家)?(?P<count>一)个?(?:人)?(?![月年天])|就(?:我|俺)自己")
_NOT_BEFORE: Final = re.compile(r"(?:他|她|它|第|每|对方)们?$")


class HeadcountRecogniser(Recogniser):
    """The number of people or households on the applicant's side, the lower end where it is vague."""

    name: ClassVar[str] = "headcount"
    slot: ClassVar[str | None] = "people_count"

    def find(self, document: Document) -> list[Fact]:
        """The first count of people."""
        for expression in (TOGETHER, COUNTED, ALONE):
            for match in expression.finditer(document.text):
                count = _count(match)
                start = match.start("count") if match["count"] else match.start()
                if count and not _NOT_BEFORE.search(document.left(start)):
                    return [document.fact("people_count", count, start, match.end())]
        return []


def _count(match: re.Match[str]) -> int | None:
    words = match["count"]
    if words is None:
        return 1
    return least(words.lstrip("上").removesuffix("个"))
