"""Everybody whom a text names: persons, organisations and roles that may be the other side.

A name stands for its role (「包工头刘强」 is 刘强); who is known by a role only is named by it, without
the 「俺」 before it (「俺东邻」 is 东邻). Which of them is complained of, :mod:`bot.recognisers.other_side`
weighs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.recognisers import lexicons
from bot.recognisers.document import NAMING_TAGS, Document
from bot.recognisers.organisations import businesses, organisations
from bot.recognisers.people import person_names

Span = tuple[int, int]

HAN: Final = "\u4e00-\u9fff"
MINE: Final = ("我", "俺", "咱")
TO_THE_NAME: Final = re.compile(
    r"(?:家|那边|一个)?(?:的)?(?:就)?(?:是|叫|名叫|名字叫|姓名|他叫|[，,](?:名|人|名字|大名)?叫)?"
)
SURNAME_ONLY: Final = re.compile(rf"(?<![我俺])姓[{HAN}]的")
TRADE: Final = re.compile(
    rf"(?:(?<=[个位家到跟被叫让那这找给，。, 点天上晚午夜、和门来])|^)"
    rf"(?:卖|收(?!据)|养(?![老殖])|修|放(?!学)|干|搞|跑|骑(?!家)|送|拉|开|贴|装|种|推|做|刻|切割|磨|刷|铺|管|租|杀|烧|遛|通(?!知)|检|扫|撒|炸|碾|喷|摆|打(?=[井石字印])|倒腾|包(?!工)|领(?!养))"
    rf"(?![了过着起给到不去来完出上下的回])(?!人家)[{HAN}]{{1,4}}的"
    r"(?![钱工活东地事时房车货话日人那这大小菜药病味])"
)
THAT_HOUSE: Final = re.compile(
    r"(?:[前后东西左右南北上下](?:头|边|面)?|楼[上下]|[一二三四五六七八九十\d]{1,2}楼)(?:的)?[那一][家户](?![里子])"
    r"|[一二三四五六七八九十\d]{1,2}楼的(?=[把往在天又不也说把装养半晚])"
)
CALLED_SO: Final = re.compile(
    r"(?:那人|那个人|对方|司机|老板|工头|店主|房东|店名|网店|店|公司|厂|机构|[他她]|[^，。,我俺]{1,8}的(?:那个|那人|人|老板)?)"
    r"(?:的)?(?:名字|大名|小名|外号)?(?:就)?(?:名叫|叫做|叫)(?!我|俺|人|他|她|你|咱|来|去|了|不)"
    rf"(?P<name>[{HAN}A-Za-z]{{2,8}})(?=[，。,！!；; ]|$)"
)
CALLED_NEXT: Final = re.compile(
    rf"(?:[^，。,]{{0,8}}的|对方[^，。,]{{0,16}}|[他她][^，。,]{{0,8}}的?)[，,]"
    rf"(?:名字|人|店名)?叫(?!我|俺|人|他|她|你|咱)(?P<name>[{HAN}A-Za-z]{{2,8}})(?=[，。,！!；; ]|$)"
)
RELATIVE_OF: Final = re.compile(
    r"(?:[他她]|家)?(?:妈|爸|爹|娘|哥|弟|姐|妹|儿子|闺女|媳妇)(?=[把说骂打不没天又也抢占来])"
)
ACCUSING: Final = re.compile(
    r"(?:要|想|去)?(?:投诉|举报|起诉|状告|告的是|要告)(?!人|电话|过|了|信)"
)
SHORTEST_ACCUSED, LONGEST_ACCUSED = 3, 10
BESIDE: Final = re.compile(r"(?:楼上|楼下|隔壁|对门|旁边|对面|门口)(?:的|那家|那个|一家|开的)?$")
UNNAMED_OF: Final = re.compile(rf"(?P<owner>[{HAN}]{{2,6}})的$")

PERSON, FIRM, ROLE, VAGUE, FAMILY, AUTHORITY = 4, 4, 3, 2, 1, 0
NAMED: Final = {FAMILY: FAMILY, AUTHORITY: VAGUE}
"""What a role with a name counts, where it is not a name's own weight."""


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the other side.

    Attributes:
        start: offset of the first character.
        end: offset behind the last character.
        base: how readily such a one is complained of, one of the constants above.
        cue: where the words before it end: before 「包工头」 in 「包工头刘强」.
        named: whether the words before it are 「…叫」: somebody is introduced to the reader.
    """

    start: int
    end: int
    base: int
    cue: int
    named: bool = False


def candidates(document: Document) -> list[Candidate]:
    """All who may be complained of, in order; a name and its role are one."""
    roles = _roles(document)
    by_start = {role.start: role.end for role in roles}
    by_end = {role.end: role for role in roles}
    found = _called(document)
    called = {offset for one in found for offset in range(one.start, one.end)}
    helpers = {end for _, end in document.hits.get("passing", [])}
    found += [
        _named(document, span, by_end)
        for span in person_names(document)
        if called.isdisjoint(range(*span))
    ]
    found += [
        _firm(document, span)
        for span in organisations(document)
        if called.isdisjoint(range(*span)) and span[1] not in helpers
    ]
    found += _accused(document, found)
    for match in SURNAME_ONLY.finditer(document.text):
        end = by_start.get(match.end(), match.end())
        found.append(Candidate(match.start(), end, PERSON, match.start()))
    taken = {offset for one in found for offset in range(one.cue, one.end)}
    unnamed = [_widened(document, *span, VAGUE) for span in businesses(document)]
    unnamed += [
        Candidate(*match.span(), VAGUE, match.start())
        for match in TRADE.finditer(document.text)
        if not _own_trade(document, match)
    ]
    unnamed += [
        Candidate(*match.span(), VAGUE, match.start())
        for match in THAT_HOUSE.finditer(document.text)
    ]
    for one in sorted([*roles, *unnamed], key=lambda one: (one.start - one.end, -one.base)):
        if taken.isdisjoint(range(one.start, one.end)):
            found.append(one)
            taken.update(range(one.start, one.end))
    return sorted(found, key=lambda one: one.start)


def _own_trade(document: Document, match: re.Match[str]) -> bool:
    """「我家在阴平，卖菜的，」 tells what the citizen does himself."""
    whole = (match.start(), match.end()) == document.clause(match.start())
    return whole and match.end() < len(document.text)


def _accused(document: Document, known: list[Candidate]) -> list[Candidate]:
    """Whatever noun follows 「投诉」 where nobody known does: 「我要投诉金诺装修」."""
    found = []
    known_starts = {offset for one in known for offset in range(one.cue, one.end)}
    for match in ACCUSING.finditer(document.text):
        end = match.end()
        for word in document.words_between(match.end(), match.end() + LONGEST_ACCUSED):
            if word.tag not in NAMING_TAGS or word.start != end:
                break
            end = word.end
        free = known_starts.isdisjoint(range(match.end(), end))
        if end - match.end() >= SHORTEST_ACCUSED and free and end == document.clause(end - 1)[1]:
            found.append(Candidate(match.end(), end, FIRM, match.end()))
    return found


def _called(document: Document) -> list[Candidate]:
    """Whoever is introduced by 「那个网店叫…」, whatever the name is made of."""
    found: dict[int, Candidate] = {}
    for pattern in (CALLED_SO, CALLED_NEXT):
        for match in pattern.finditer(document.text):
            start, end = match.span("name")
            if not _is_harm(document.text[start:end]):
                found.setdefault(start, Candidate(start, end, PERSON, start, named=True))
    return list(found.values())


def _is_harm(words: str) -> bool:
    """「叫」 also means 「被」: 「他叫车撞了」 names nobody."""
    return bool(re.search(r"[了着过打撞骂骗咬砸偷抢我俺他她不没]|什么|啥|^[回来去到过出进]", words))


def _roles(document: Document) -> list[Candidate]:
    """Those named by what they are."""
    vague = _vague()
    found = []
    for label, base in (("opponent", ROLE), ("family", FAMILY), ("authority", AUTHORITY)):
        for start, end in document.hits.get(label, []):
            if document.text[start] in "前后" and start not in document.word_starts:
                start += start + 1 in document.word_starts  # noqa: PLW2901 - 嫂子 of 「以后嫂子」
            if not _between_words(document, start, end):
                continue
            likely = VAGUE if document.text[start:end] in vague else base
            relative = RELATIVE_OF.match(document.text, end) if label == "family" else None
            stop = relative.end() if relative else end
            one = _widened(document, start, stop, likely)
            if document.text.startswith("老", one.start) and document.text.startswith("家", stop):
                one = Candidate(one.start, stop + 1, ROLE, one.cue)
            found.append(one)
    return found


def _widened(document: Document, start: int, end: int, base: int) -> Candidate:
    """A shop with where it stands (楼下饭店), a courier with his firm (中通的快递员)."""
    cue = start
    if document.text.startswith("老", max(0, start - 1)) and document.text[start:end] in _friends():
        cue = start - 1
    elif beside := BESIDE.search(document.text, max(0, start - 6), start):
        cue = beside.start()
        if start == beside.end() and start - cue == len("楼下"):
            start = cue
    elif base in (ROLE, VAGUE) and (wider := _compound(document, start, end)) < start:
        cue = start = wider
    elif document.text[start:end] in ("快递员", "外卖员", "骑手", "业务员", "销售员"):
        for word in document.words_between(max(0, start - 6), start):
            if word.tag in ("nz", "ORG", "nt") and document.text[word.end : start] == "的":
                cue = start = word.start
    return Candidate(start, end, base, cue)


def _compound(document: Document, start: int, end: int) -> int:
    """Where 「带班老板」, 「保险业务员」 and 「上级代理」 begin: with the noun right before the role."""
    if document.text[start:end] not in _joining():
        return start
    words = document.words_between(max(0, start - 4), start)
    if not words or words[-1].end != start or start == document.clause(start)[1]:
        return start
    last = words[-1]
    fits = last.tag in ("n", "vn", "nz", "v") and len(last.text) == len("保险")
    fits = fits and not set(last.text) & set("说过跟和给把被找让叫问到是的个人")
    opens = document.clause(start)[0] == last.start or len(words) == 1
    before = document.text[last.start - 1 : last.start]
    free = opens or words[-2].tag in ("p", "v", "c", "u", "m", "q", "r", "d", "w")
    apart = last.text.endswith(("里", "上", "下", "边", "头", "们"))
    return last.start if fits and free and not apart and before not in MINE else start


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    return frozenset(lexicons.lexicon("titles")["joining"])


@lru_cache(maxsize=1)
def _vague() -> frozenset[str]:
    return frozenset(lexicons.lexicon("titles")["vague"])


@lru_cache(maxsize=1)
def _friends() -> frozenset[str]:
    return frozenset(lexicons.lexicon("titles")["friends"])


@lru_cache(maxsize=1)
def _institutions() -> tuple[str, ...]:
    return tuple(lexicons.lexicon("titles")["institutions"])


def is_institution(name: str) -> bool:
    """Whether a name is that of a hospital, a school, a bank: often only where one went."""
    return name.endswith(_institutions())


def _between_words(document: Document, start: int, end: int) -> bool:
    """Whether a short role is a word of its own: 「哥」 is none in 「哥们」, 「男的」 none in 「男的女的」."""
    if any(low <= start and end <= high for low, high in document.hits.get("not_role", [])):
        return False
    mine = document.text.endswith((*MINE, "他", "她"), 0, start)
    if document.text[start:end] in ("男的", "女的"):
        return mine or document.text.endswith(("个", "被"), 0, start)
    if end - start > 1:
        return True
    if document.text.startswith("子", end):
        return False
    return mine and (end in document.word_ends or start in document.word_starts)


def _named(document: Document, span: Span, roles: dict[int, Candidate]) -> Candidate:
    """A person with the role that stands before the name."""
    start, end = span
    behind = document.text[end : end + 2]
    if (
        end - start == 2
        and behind[:1] == "家"
        and (behind[1:] != "的" or document.text[start] == "老")
    ):
        end += 1
    for stop in range(start, max(0, start - 6), -1):
        role = roles.get(stop)
        if role and TO_THE_NAME.fullmatch(document.text, stop, start):
            called = document.text[stop:start].endswith("叫")
            base = NAMED.get(role.base, PERSON)
            return Candidate(start, end, base, role.cue, called)
    return Candidate(start, end, PERSON, start)


def _firm(document: Document, span: Span) -> Candidate:
    """An organisation; a hospital, a school or a bank is often only where one went."""
    institution = is_institution(document.text[slice(*span)])
    return Candidate(*span, AUTHORITY if institution else FIRM, span[0])
