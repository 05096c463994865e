"""Names of persons: full names, nicknames (老王, 张老三, 王麻子) and titles (王老板, 刘书记).

LAC's ``PER`` against the surnames of ``data/knowledge/lexicons/surnames.yml``; LAC misses rare
surnames, so a name behind 「叫」 or 「姓名：」 is read without it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Helper
from bot.recognisers.document import Document, Word
from bot.recognisers.name_slots import slots

Span = tuple[int, int]

HAN: Final = "\u4e00-\u9fff"
LONGEST_NAME: Final = 4
VERBS: Final = frozenset("领带包干开租卖买拉送种养盖修做管请喊追推还答")
INTRODUCED: Final = re.compile(
    r"(?:姓名|名字|大名|申请人|反映人|投诉人|联系人|当事人|签名|落款|本人|(?<!大)叫)(?:是|叫|为|[:：]| )*"
)
NEVER_IN_NAMES: Final = frozenset(
    "的了吗呢吧我你他她它们俺恁咱这那哪啥谁什么把被给跟让不没很都也就是在个有说去要过着得还和与及或从向对家"
    "累挠疼痒黑臭打骂骗欠撞咬赔退砌拆砍砸拖扣偷堵挖借找问住盖收叫姓电话：:，,。"
)
NEVER_ALONE: Final = frozenset("的了吗呢吧我你他她它们俺恁这那什么啥谁打骂骗")
ROLES: Final = ("opponent", "family", "authority", "passing")
SELF_OF: Final = re.compile(r"(?:我|俺)(?:是|住|家住|家是)[^，。,他她]{1,12}的")
ADVERBIAL: Final = frozenset({"d", "t", "r", "c", "m", "q", "TIME"})
NUMERAL: Final = re.compile(r".[一二两三四五六七八九十百千万]*[百千万]")
NEVER_OLD: Final = "成路车房费种平水台门井时从单常万应温强师党和谷皮米"
"""Surnames behind 「老」 that make a word: 老路, 老房."""
PLANTS: Final = "树苗菜瓜豆蒜姜麦药草花地粮棉茶菇参果奶肉犊棚圈"
"""What 种 (or 牛) stands before where it is no surname: 种树, 牛棚."""
SHORT_NAME: Final = 2
FULL_LENGTH: Final = 3
NUMBERED: Final = re.compile(rf"[{HAN}]老[大二三四五六七八]")
ADDRESS: Final = re.compile(r"嫂子|婶子|大嫂|大娘|大婶|大妈|媳妇")
"""What somebody is called by behind 王二 or 老孙."""
FOLLOWERS: Final = frozenset("把被给欠不没在拿占打骂砌盖砍拆的家也就他她说两三一收拖跟和天拉")
PLACE_ENDS: Final = tuple("庄村镇乡街路县区市屯寨疃楼")


@lru_cache(maxsize=1)
def _surname() -> str:
    content = lexicons.lexicon("surnames")
    singles = "".join(sorted(content["single"]))
    return f"(?:{'|'.join(content['double'])}|[{singles}])"


@lru_cache(maxsize=1)
def _full_name() -> re.Pattern[str]:
    return re.compile(f"{_surname()}[{HAN}]{{1,2}}")


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    """王老板 and 刘书记, 王律师 too; the longest title wins."""
    titles = lexicons.lexicon("titles")
    words = [*titles["after_surname"], *titles["passing_after_surname"]]
    return re.compile(_surname() + f"(?:{'|'.join(sorted(words, key=len, reverse=True))})")


@lru_cache(maxsize=1)
def _nickname() -> re.Pattern[str]:
    content = lexicons.lexicon("surnames")
    few, spoken = content["nickname"], sorted(content["spoken"], key=len, reverse=True)
    every = "".join(sorted(set(content["single"]) - set(NEVER_OLD)))
    numbered = "[老二三四五六七八小][大二三四五六七八歪黑胖瘸拐]"
    return re.compile(f"老[{every}]|小[{few}]|[{every}]{numbered}|[{few}]家?(?:{'|'.join(spoken)})")


def person_names(document: Document) -> list[Span]:
    """Where persons are named, in order, without overlaps; never pronouns, places or 小峄."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    spans = [
        *_tagged(document),
        *_introduced(document),
        *_beside_roles(document),
        *slots(document),
        *_matches(document, _nickname()),
        *_matches(document, _titled()),
    ]
    spans = [_as_elsewhere(document, span) for span in lexicons.longest(spans)]
    spans = [_with_address(document, *span) for span in spans]
    return [span for span in spans if _allowed(document, span)]


def _with_address(document: Document, start: int, end: int) -> Span:
    """王二嫂子 of 「王二」 and 「嫂子」; 鲍老四 of 「鲍老四干的」."""
    if NUMBERED.match(document.text, start, end) and end - start == LONGEST_NAME:
        end -= 1
    address = ADDRESS.match(document.text, end)
    return (start, address.end()) if address and end - start == SHORT_NAME else (start, end)


def _as_elsewhere(document: Document, span: Span) -> Span:
    """刘三 of 「刘三领的俺，刘三说…」: the last character is a verb where the name stands without it too."""
    name = document.text[slice(*span)]
    verb = len(name) == FULL_LENGTH and name[-1] in VERBS and name[0] != "老"
    short = name[:-1]
    if verb and document.text.count(short) > document.text.count(name):
        return span[0], span[1] - 1
    return span


def _allowed(document: Document, span: Span) -> bool:
    name = document.text[slice(*span)]
    titles = lexicons.lexicon("titles")
    return not (
        NUMERAL.fullmatch(name)
        or (name[0] == "老" and document.text.endswith(("得", "还", "那么", "太"), 0, span[0]))
        or (name[0] in "种牛" and not set(PLANTS).isdisjoint(name[1:]))
        or name in titles["not_names"]
        or name in titles["opponent"]
        or name in titles["family"]
        or _in_place(document, span)
    )


def _in_place(document: Document, span: Span) -> bool:
    hits = [*document.hits.get("town", []), *document.hits.get("village", [])]
    return any(start < span[1] and span[0] < end for start, end in hits)


def _tagged(document: Document) -> list[Span]:
    """LAC's persons that begin with a surname and do not end like a place."""
    spans = []
    for before, word in zip([None, *document.words], document.words, strict=False):
        if word.tag != "PER":
            continue
        if len(word.text) == 2 and word.text[0] in "老小" and word.text[1] not in NEVER_IN_NAMES:
            spans.append((word.start, word.end))
        elif re.match(_surname(), word.text):
            end = len(word.text) if _whole(document, word) else _trimmed(word.text)
            if end == 2 and len(word.text) == 2 and _swallowed(document, word.end):
                end += 1
            if 2 <= end <= LONGEST_NAME and not word.text[:end].endswith(PLACE_ENDS):
                spans.append((word.start, word.start + end))
        elif before and len(word.text) == 2 and _is_surname(before.text):
            spans.append((before.start, word.end))
    return spans


def _whole(document: Document, word: Word) -> bool:
    """雷家旺 借 is a name as LAC reads it, though 家 is in few."""
    cut = _trimmed(word.text)
    return cut == 1 and len(word.text) == FULL_LENGTH and word.text[1] in "家得与和向从"


def _swallowed(document: Document, end: int) -> bool:
    """Whether LAC gave a name's last character away to a word: 张保 国家 of 「张保国家的狗」."""
    return any(
        word.start == end and word.tag in ("n", "nz")
        for word in document.words_between(end, end + 1)
    ) and bool(re.match(rf"[{HAN}]家(?=的|把|盖|占|养|在|院)", document.text[end : end + 3]))


def _is_surname(text: str) -> bool:
    return text not in NEVER_IN_NAMES and re.fullmatch(_surname(), text) is not None


def _beside_roles(document: Document) -> list[Span]:
    """Names right behind a role that LAC takes for something else: 「邻居张怀玉砌的墙」."""
    spans = []
    ends = {end for label in ROLES for _, end in document.hits.get(label, [])}
    ends |= {match.end() for match in SELF_OF.finditer(document.text)}
    for index, word in enumerate(document.words):
        if word.start not in ends or word.tag in ADVERBIAL:
            continue
        if word.tag == "PER" and len(word.text) > LONGEST_NAME:
            spans.append((word.start, word.start + FULL_LENGTH))
            continue
        end = word.end
        if _is_surname(word.text) and index + 1 < len(document.words):
            end = document.words[index + 1].end
        name = document.text[word.start : end]
        followed = document.right(end, 1)
        if (
            _full_name().fullmatch(name)
            and _trimmed(name) == len(name)
            and len(name) == FULL_LENGTH
            and (not followed or followed in FOLLOWERS)
        ):
            spans.append((word.start, end))
    return spans


def _trimmed(name: str) -> int:
    """How long a name is up to the first character that is in no name: 刘强 of 「刘强打」."""
    return next((i for i, c in enumerate(name) if i and c in NEVER_IN_NAMES), len(name))


def _introduced(document: Document) -> list[Span]:
    """Names behind 「叫」 and 「姓名：」, as far as a name can reach."""
    spans = []
    for cue in INTRODUCED.finditer(document.text):
        name = _full_name().match(document.text, cue.end())
        if name is None:
            continue
        start, end = name.span()
        if document.right(end, 1) or not NEVER_ALONE.isdisjoint(name[0]):
            while end - start > 2 and end not in document.word_ends:
                end -= 1
            end = min(end, start + _trimmed(document.text[start:end]))
        if end - start >= 2:
            spans.append((start, end))
    return spans


def _matches(document: Document, pattern: re.Pattern[str]) -> list[Span]:
    """Matches that fall between LAC's words, a household's 「家」 apart."""
    return [
        match.span()
        for match in pattern.finditer(document.text)
        if match.start() in document.word_starts
        and (match.end() in document.word_ends or document.text[match.end() :][:1] == "家")
    ]


class PeopleRecogniser(Helper):
    """Names of persons; :mod:`bot.recognisers.sides` decides who is who."""

    name: ClassVar[str] = "people"
