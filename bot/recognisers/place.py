"""Where it happened, more closely than the town: village, estate, road, site, address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.standing import best
from bot.recognisers.village import villages
from intake.facts import Fact

Span = tuple[int, int]

LONGEST: Final = 16
HAN: Final = "\u4e00-\u9fff"
COUNT: Final = r"[0-9A-Za-z一二三四五六七八九十]{1,4}"
DETAIL: Final = re.compile(
    r"(?:的|里|上)?(?:"
    rf"村?[东西南北中前后]{{1,2}}(?:头|边|面|侧|门|区|院|街|段|首|口)|村?(?:口|头)(?![，。]{{0}}[的]?[子角儿])|小区|大?门口|门前|附近|旁边?|对过|对面|十字路口|路口|交叉口|院内"
    rf"|{COUNT}(?:号楼|号院|号摊|号|栋|幢|单元|室|组|队|期|楼)|(?<=元)\d{{3,4}}(?!\d)"
    r"|(?:后山|前山|山坡|楼梯|楼道|走廊)|边(?=上)"
    r"|村?[东西南北]?的?(?:地下车库|车库|停车场|机井|河滩|河边|河沟|水塘|操场|食堂|大坝|井边)"
    r")"
)
JOINT: Final = re.compile(r"的?|(?<=[路街道])[与和]")
COUNTED: Final = re.compile(r"[一二两三四五六七八九十几每各这那整0-9]+[条个座家处片段道]")
BOUGHT: Final = re.compile(r"(?:里|上)?(?:[^，。,]{0,3})?(?:买|订|办|报|上班|工作|干|当|租|存|充)")
BEFORE_PLACE: Final = "在到从去往"
NUMBERED_ROAD: Final = re.compile(
    rf"[GgSsXx]?\d{{3}}(?:国道|省道|县道|乡道)(?:(?!路)[{HAN}]{{2,3}}段)?"
)
OFFICIAL: Final = re.compile(
    r"(?:第[一二三四五六七八九十]|人民|中医|妇幼)?[^，。,]{0,4}(?:医院|保健院|中学|小学|法院|政府|大道|商场)"
)
HAPPENED: Final = re.compile(
    r"(?:里|内|上|里面)?(?:的)?(?:时候?|[，,])?(?:把[^，。,]{1,4})?(?:不小心|不慎|突然|又)?"
    r"(?:摔|滑|跌|被|让(?!我|俺)|叫(?!我|俺)|撞|碰|打(?!工|听)|夹|绊|伤|烫|咬|动手|做的?手术|生孩子|生的|吵|闹|丢|倒(?!闭)|刮|蹭|挤|扭|砸|磕|触电|淹|呛|轧|崴|出的?事)"
)
GENERIC: Final = re.compile(
    r"(?:(?<=在)|(?<=到)|(?<=去)|(?<=[镇道]的)|(?<=在镇上的)|(?<=[在去]镇上)|^)(?P<place>(?:小区|单位|学校|村里的?|镇上的?)?(?:WORDS)(?:门口|大厅|后院)?)"
)
BY_SOMETHING: Final = re.compile(
    rf"(?:(?<=[在到于])|(?<=镇)|(?<=街道)|(?<=走到)|(?<=是))(?P<place>[{HAN}0-9]{{2,12}}?(?:附近|旁边|对面|对过|门口|路口|十字路口|交叉口))"
)
UNFIT: Final = re.compile(
    r"[我俺他她恁你咱谁啥了着过把被给让说]|^(?:一|这|那|家|某)|[一二两三四五六七八九十](?:个|家|辆|条)"
)
HOME: Final = re.compile(rf"(?:住在?|街道|镇)(?P<place>[{HAN}]{{2,12}}?)(?={COUNT}(?:号楼|栋|幢))")
TOWN_STREET: Final = re.compile(r"(?:大集|集|街)(?![道镇资合团])")
OWN_VILLAGE: Final = re.compile(
    r"[村庄](?:[东西南北中前后]头|[东西南北]边|口|头|后|前)(?:的?(?:路|河边|河|沟|桥头|桥|坑|坡|地|石榴园|水塘|井边|机井)(?![方了]))?"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    content = lexicons.lexicon("places")
    ends = sorted([*content["place_ends"], *content["detail_ends"]], key=len, reverse=True)
    full = [word for word in lexicons.towns() if word.endswith(("镇", "街道"))]
    outer = sorted([*content["outer"], *full], key=len, reverse=True)
    return re.compile("|".join(ends)), re.compile(f"(?:{'|'.join(outer)})的?")


@lru_cache(maxsize=1)
def _detail_ends() -> frozenset[str]:
    return frozenset(lexicons.lexicon("places")["detail_ends"])


@lru_cache(maxsize=1)
def _never() -> tuple[str, ...]:
    return tuple(lexicons.lexicon("places")["not_places"])


def places(document: Document) -> list[Span]:
    """Where places below the town are named, in order, each with its details."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    spans = [*villages(document), *_named(document), *_by_something(document)]
    spans += [match.span() for match in NUMBERED_ROAD.finditer(document.text)]
    spans += _homes(document)
    spans += _of_towns(document)
    spans = lexicons.longest(_joined(document, sorted(spans)))
    spans = [span for span in spans if _is_place(document, span)]
    if spans:
        return spans
    own = [match.span() for match in OWN_VILLAGE.finditer(document.text)]
    return own or _generic(document)


@lru_cache(maxsize=1)
def _generic_places() -> re.Pattern[str]:
    words = sorted(lexicons.lexicon("places")["generic"], key=len, reverse=True)
    return re.compile(GENERIC.pattern.replace("WORDS", "|".join(words)))


def _generic(document: Document) -> list[Span]:
    """「在学校被同学打了」: a place without a name, where something happened to somebody."""
    return [
        match.span("place")
        for match in _generic_places().finditer(document.text)
        if HAPPENED.match(document.text, match.end())
    ]


def _by_something(document: Document) -> list[Span]:
    """「在老邮局对面」: whatever stands there names the place."""
    spans = []
    for match in BY_SOMETHING.finditer(document.text):
        start, end = match.span("place")
        while (wider := _stripped(document.text, start)) > start:
            start = wider
        words = document.text[start:end]
        if len(words) > len("旁边") + 1 and not UNFIT.search(words):
            spans.append((start, end))
    return spans


def _homes(document: Document) -> list[Span]:
    """「坛山街道锦绣华庭11号楼」: whatever stands between a town and a house is an estate."""
    spans = []
    for match in HOME.finditer(document.text):
        start, end = match.span("place")
        while start < (wider := _stripped(document.text, start)) < end:
            start = wider
        if end - start > 1 and not UNFIT.search(document.text[start:end]):
            spans.append((start, end))
    return spans


def _of_towns(document: Document) -> list[Span]:
    """底阁集 and 底阁街: the market and the street of a town."""
    towns = document.hits.get("town", [])
    streets = ((start, TOWN_STREET.match(document.text, end)) for start, end in towns)
    return [(start, street.end()) for start, street in streets if street]


def _is_place(document: Document, span: Span) -> bool:
    """A school or a shop is a place where something happened in it, not where one only bought."""
    text = document.text
    words = text[slice(*span)]
    if words.startswith(("某", "公交")) or re.fullmatch(r"[一二三四五六七八九十\d]+楼", words):
        return False
    if not words.endswith(_visited()):
        return True
    located = text[: span[0]].endswith(tuple("在到去")) or document.left(span[0], 3).endswith(
        ("街道", "镇", "镇的", "上")
    )
    return located and not BOUGHT.match(text, span[1])


@lru_cache(maxsize=1)
def _visited() -> tuple[str, ...]:
    return tuple(lexicons.lexicon("places")["visited"])


def _stripped(text: str, start: int) -> int:
    """Where a place begins behind a town or district that is not part of its name."""
    outer = _patterns()[1].match(text, start)
    if outer is None or text[outer.end() : outer.end() + 1] in "东西南北":
        return start
    if OFFICIAL.match(text, outer.end()) and outer[0].endswith(("区", "市")):
        return start
    return start if text.startswith(("办事处", "政府"), outer.end()) else outer.end()


def _named(document: Document) -> list[Span]:
    """Runs of naming words that end like a place and hold more than that end."""
    ends, _ = _patterns()
    spans = []
    for match in ends.finditer(document.text):
        ends_here = match.end() in document.word_ends and match[0] not in _detail_ends()
        happened = match[0] in _visited() and HAPPENED.match(document.text, match.end())
        if not ends_here and not happened and not DETAIL.match(document.text, match.end()):
            continue
        start = document.name_start(*match.span(), LONGEST)
        while start < (wider := _stripped(document.text, start)) < match.start():
            start = wider
        if start and document.text[start - 1] in "老新" and start - 1 in document.word_starts:
            start -= 1
        while document.text[start] in BEFORE_PLACE:
            start += 1
        counted = COUNTED.match(document.text, start, match.end())
        if counted or document.text.endswith(_never(), 0, match.end()):
            continue
        if match.start() - start > (0 if match.end() - match.start() > 1 else 1):
            spans.append((start, match.end()))
    return spans


def _joined(document: Document, spans: list[Span]) -> list[Span]:
    """Neighbouring places as one, each with the details that follow it."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and end <= joined[-1][1]:
            continue
        stop = end
        while detail := DETAIL.match(document.text, stop):
            stop = detail.end()
        if joined and JOINT.fullmatch(document.text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


class PlaceRecogniser(Recogniser):
    """The place of the matter."""

    name: ClassVar[str] = "place"
    slot: ClassVar[str | None] = "place"

    def find(self, document: Document) -> list[Fact]:
        """At most one place, as written; of several the one nearest to the matter."""
        span = best(document, places(document))
        return [document.fact("place", document.original[slice(*span)], *span)] if span else []
