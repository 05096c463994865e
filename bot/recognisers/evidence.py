"""What the citizen holds in hand: papers, records, pictures, witnesses; not what is missing.

Which words count and what takes them back stands in ``data/knowledge/lexicons/evidence.yml``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from intake.facts import Fact

QUESTION: Final = re.compile(r"吗|怎么|咋|如何|是否|能不能|需要什么|哪些")
HAN: Final = "\u4e00-\u9fff"
NOT_INSIDE: Final = (
    r"[的了着过我俺咱你您他她它们这那没有不在给把被是和跟与及凭、"
    r"拍录签打写留存也都还张份段个名位两几些一二三四五六七八九十]"
)
QUALIFIED: Final = re.compile(
    rf"(?:(?<=有)|(?<=[、和及跟与凭张份段])|(?<=提供)|(?P<first>(?<=[，,])))"
    rf"(?P<more>(?!{NOT_INSIDE}|[证拿收])(?:(?!{NOT_INSIDE})[{HAN}]){{1,4}}|签|打卡)$"
)
KEPT: Final = re.compile(
    r"(?:也|都|还)(?:留|在|有|存|保|拍)|有(?=$|[，。,])|[一二两三四五六七八九十\d]+[百千万\d]"
)
WITNESS: Final = re.compile(
    rf"(?:^|(?<=[，。,个名位、有]))(?P<who>(?:邻居|工友|同事|老乡|村民|朋友|乡亲|店员|路人)[{HAN}]{{0,3}}?)"
    r"(?:都|也)?(?:愿意|可以|能|肯|会)(?:给[我俺])?(?:作证|证明)"
)
HAVING: Final = frozenset({"有", "我有", "俺有", "都有"})
MISSING: Final = re.compile(r"没有?(?:签|打|写|留)?(?:书面)?")
DOUBLE_NEGATION: Final = re.compile(r"不是(?:没|没有)$")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    """One pattern for each list of the lexicon."""
    content = lexicons.lexicon("evidence")
    keys = ("hold_before", "hold_after", "negators", "lost_after", "not_after")
    return {
        key: re.compile("|".join(sorted(map(re.escape, content[key]), key=len, reverse=True)))
        for key in keys
    }


@lru_cache(maxsize=1)
def _needs_hold() -> frozenset[str]:
    return frozenset(lexicons.lexicon("evidence")["needs_hold"])


class EvidenceRecogniser(Recogniser):
    """The evidence, each kind once."""

    name: ClassVar[str] = "evidence"
    slot: ClassVar[str | None] = "evidence"

    def find(self, document: Document) -> list[Fact]:
        """One fact for each kind of evidence that is in hand."""
        seen: dict[str, Fact] = {}
        for start, end in _named(document):
            words = document.original[start:end]
            if words not in seen and _is_held(document, start, end):
                seen[words] = document.fact("evidence", words, start, end)
        return list(seen.values())


def _named(document: Document) -> list[tuple[int, int]]:
    """Words of the lexicon with what stands before them (修车发票), papers it does not hold, witnesses."""
    known = document.hits.get("evidence", [])
    ends = {end for _, end in known}
    spans = [
        (start if start in ends else _beginning(document, start, end), end) for start, end in known
    ]
    spans += [match.span("paper") for match in _papers().finditer(document.text)]
    spans += [match.span("who") for match in WITNESS.finditer(document.text)]
    return lexicons.longest(spans)


@lru_cache(maxsize=1)
def _papers() -> re.Pattern[str]:
    ends = sorted(lexicons.lexicon("evidence")["paper_ends"], key=len, reverse=True)
    return re.compile(
        rf"(?:(?<=有)|(?<=[、和及跟凭])|(?<=提供)|(?<=出具)|(?<=手里的)|(?<=还有)|(?<=[张份]))"
        rf"(?P<paper>(?!{NOT_INSIDE})(?:(?!{NOT_INSIDE})[{HAN}]){{0,5}}?(?:{'|'.join(ends)}))"
        rf"(?=[、和跟，,。；;！]|都|也|在|可以|能|为|还|做|作|$)"
    )


def _beginning(document: Document, start: int, end: int) -> int:
    """Where the words before belong to it: 「支付宝」 of 「只有支付宝转账截图」."""
    before = QUALIFIED.search(document.text, max(0, start - 8), start)
    if before is None or (before["first"] is not None and not KEPT.match(document.text, end)):
        return start
    return before.start("more")


def _is_held(document: Document, start: int, end: int) -> bool:
    """Whether the words around a piece of evidence say that it is there."""
    patterns = _patterns()
    before, behind = document.left(start, 12), document.right(end, 8)
    lost = patterns["lost_after"].match(_bare(behind)) and not _other_is_missing(document, end)
    if lost or patterns["not_after"].match(behind):
        return False
    if _is_missing(before):
        return False
    if document.text[start:end] not in _needs_hold():
        return True
    if any(low == end and _is_held(document, low, high) for low, high in _known(document)):
        return True
    clause = document.text[slice(*document.clause(start))]
    held = patterns["hold_before"].search(before) or patterns["hold_after"].match(
        behind.lstrip("也就还")
    )
    return bool(held or behind in HAVING or not before + behind) and not QUESTION.search(clause)


def _known(document: Document) -> list[tuple[int, int]]:
    """The words of the lexicon in a text: in 「照片病历都有」 one holds the other."""
    return document.hits.get("evidence", [])


def _other_is_missing(document: Document, end: int) -> bool:
    """「有收据没有合同」: what is missing is the next paper, not this one."""
    missing = MISSING.match(document.text, end)
    starts = {start for start, _ in document.hits.get("evidence", [])}
    return missing is not None and missing.end() in starts


def _bare(behind: str) -> str:
    """What follows without 「也」, 「都」 and 「他」 before the verb."""
    return re.sub(
        r"^(?:什么的|啥的|之类的|这些)?(?:[也都他她我俺还就是]|老板){0,2}(?=[没木不找丢删撕])",
        "",
        behind,
    )


def _is_missing(before: str) -> bool:
    """Whether a negation reaches the evidence: over a list, but not over 「有」 or 「只有」."""
    last = max(_patterns()["negators"].finditer(before), key=re.Match.end, default=None)
    if last is None or DOUBLE_NEGATION.search(before[: last.end()]):
        return False
    return not re.search(r"(?:但|只|可|就|倒|，)是?有|只有|留了|拍了|存了", before[last.end() :])
