"""Who is complained of: everybody whom a text names, weighed by the words around.

「被…」, 「…欠我」, 「投诉…」 and 「要求…赔」 speak for a candidate, 「证人…」 and 「…被打」 against it. A question
of law without a story (「承租人不交房租怎么办」) complains of nobody.
"""

from __future__ import annotations

import re
from typing import Final

from bot.recognisers import lexicons, other_side_acts
from bot.recognisers import other_side_words as words
from bot.recognisers.candidates import (
    AUTHORITY,
    FAMILY,
    FIRM,
    PERSON,
    VAGUE,
    Candidate,
    candidates,
    is_institution,
)
from bot.recognisers.document import Document
from bot.recognisers.other_side_width import fullest

Span = tuple[int, int]

OFFICES: Final = frozenset({"书记", "主任", "镇长", "市长", "区长", "局长", "院长", "领导", "老师"})
GREETING: Final = re.compile(r"(?:尊敬的|敬爱的|您好|你好)?")
GREETED: Final = re.compile(r"(?:您好|你好|:|$)")
OPENING: Final = re.compile(r"(?:就是|是|那个|这个|一个|^){0,3}$")

BLAME, HARM, ACT, LEND, DEAL, LATER = 6, 5, 4, 4, 3, 2
INTRODUCED: Final = 4
NEEDED: Final = 3


def weigh(document: Document, applicant: Span | None) -> Span | None:
    """The best candidate but the citizen himself; None where none is likely enough.

    A name that is the whole text tells nothing: it may answer 「您怎么称呼」.
    """
    best: Candidate | None = None
    last: Candidate | None = None
    most = NEEDED - 1
    abstract = is_abstract(document.text)
    everybody = candidates(document)
    begin = {offset for one in everybody for offset in (one.cue, one.start)}
    named = {one.start for one in everybody if one.base == PERSON}
    for candidate in everybody:
        if _leads_to_another(document, candidate, begin, named):
            continue
        span = (candidate.start, candidate.end)
        if (applicant and _same(document, span, applicant)) or _is_all(document, candidate):
            continue
        if abstract and candidate.base not in (PERSON, FIRM):
            continue
        points = _points(document, candidate)
        if points > most:
            best, most = candidate, points
        elif last is None and most < NEEDED and _last_resort(document, candidate, points):
            last = candidate
    chosen = best or (None if abstract else last)
    return fullest(document, chosen, everybody) if chosen else None


def _last_resort(document: Document, one: Candidate, points: int) -> bool:
    """Whether somebody acts, where nobody is weighty enough: 「银行把卡锁了」, 「大嫂说东西归她」."""
    if points < 0 or document.text[one.start : one.end] in other_side_acts.lawful():
        return False
    if one.base == FAMILY:
        return other_side_acts.of_family_acts(document, one.cue, one.end)
    return other_side_acts.acts(document, one.cue, one.end)


def _leads_to_another(document: Document, one: Candidate, begin: set[int], named: set[int]) -> bool:
    """「村里的会计」 is the 会计, 「隔壁开木工房的老滕」 老滕."""
    owner = words.OWNER.match(document.text, one.end)
    if document.text[one.end - 1] == "的":
        words_of_one = document.text[one.start : one.end]
        if any(document.text.endswith(words_of_one, 0, start) for start in named):
            return True
    far = words.FAR_OWNER.match(document.text, one.end) if one.base == VAGUE else None
    return bool((owner and owner.end() in begin) or (far and far.end() in named))


def is_abstract(text: str) -> bool:
    """Whether a text asks about the law and tells of nobody: 「公司不签合同违法吗」."""
    return bool(words.ASKING.search(text)) and not words.TOLD.search(text)


def _points(document: Document, one: Candidate) -> int:
    """How likely a candidate is complained of; negative where the words speak against it."""
    before, behind = document.left(one.cue, 20), document.right(one.end, 16)
    if _stands_aside(document, one, before, behind):
        return -1
    points = one.base + INTRODUCED * one.named + _cue(document, one, before, behind)
    institution = is_institution(document.text[one.start : one.end])
    if (
        (before.endswith("打") and other_side_acts.PHONED.match(behind))
        or (institution and other_side_acts.staff_did_harm(document))
        or (one.base in (VAGUE, AUTHORITY) and _went_wrong(document, one, before, behind))
    ):
        points = max(points, NEEDED)
    return points


def _cue(document: Document, one: Candidate, before: str, behind: str) -> int:
    """What the strongest words around somebody add."""
    complains = bool(words.COMPLAINT.search(behind))
    if words.BLAMED.search(before):
        return BLAME
    if (
        _demanded_of(before, behind)
        or words.HARMED_BY.search(before)
        or (complains and words.LET.search(before))
    ):
        return HARM
    if complains:
        return ACT
    if words.LENT.search(before):
        return LEND
    if words.WITH.search(before) and _dealt_with(document, one, behind):
        return DEAL
    return LATER if _goes_on(document, one, before, behind) else 0


def _dealt_with(document: Document, one: Candidate, behind: str) -> bool:
    """Whether to deal with somebody leads to a dispute: not so with a 工地 or with one's own brother."""
    if one.base == FAMILY:
        return other_side_acts.KIN_QUARREL.match(behind) is not None
    name = document.text[one.start : one.end]
    site = name in other_side_acts.sites() or name.endswith("园")
    return one.base > FAMILY and not site


def _goes_on(document: Document, one: Candidate, before: str, behind: str) -> bool:
    """Whether somebody answers, or the clause behind tells what he did."""
    if one.base == FAMILY:
        with_him = words.WITH.search(before) is not None and not behind.startswith(("都", "一起"))
        return (with_him and _complains_next(document, one)) or _goes_on_to_harm(document, one)
    return _complains_next(document, one) or other_side_acts.speaks(behind)


def _demanded_of(before: str, behind: str) -> bool:
    """「要求物业退费」 and 「跟村里要说法」, but not 「希望政府帮忙」."""
    if before.endswith(("跟", "和", "找", "向", "问")) and words.WANTED_FROM.search(behind):
        return True
    return bool(words.DEMANDED_OF.search(before) and words.DEMANDED.match(behind))


def _is_asked_to_help(before: str, behind: str) -> bool:
    """「希望政府帮忙」 complains of nobody."""
    asked = words.DEMANDED_OF.search(before) or words.ASKED_TO.search(before)
    return bool(asked and words.ASKS_OF_HELPERS.search(behind))


def _went_wrong(document: Document, one: Candidate, before: str, behind: str) -> bool:
    """Whether something was bought or done there, or somebody left in its care, and went wrong."""
    if not words.WENT_TO.search(before):
        return False
    rest = document.text[one.end :]
    if words.TREATED.match(behind):
        return bool(words.GONE_WRONG.search(rest))
    return bool(words.ENTRUSTED.match(behind)) and bool(words.CARELESS.search(rest))


def _goes_on_to_harm(document: Document, one: Candidate) -> bool:
    """「俺前儿媳搬走了，不让看孩子」: the same one goes on; 「俺儿子摔伤了，老板不管」 is another."""
    start, stop = document.clause(one.start)
    opens = words.OURS_ONLY.fullmatch(document.text, start, one.cue) is not None
    return opens and words.SAME_GOES_ON.match(document.text, stop) is not None


def _complains_next(document: Document, one: Candidate) -> bool:
    """Whether the clause behind goes on with a deed: 「俺对门是卖水果的，天天占俺车位」."""
    stop = document.clause(one.end - 1)[1]
    return bool(words.COMPLAINT.search(document.text, stop, stop + 14))


def _stands_aside(document: Document, one: Candidate, before: str, behind: str) -> bool:
    name = document.text[one.start : one.end]
    placed = one.base in (VAGUE, AUTHORITY) or is_institution(name)
    return bool(
        (name[1:] in OFFICES and GREETING.fullmatch(before) and GREETED.match(behind))
        or (
            name.endswith(tuple(lexicons.lexicon("titles")["passing_after_surname"]))
            and not words.TREATED_BADLY.match(behind)
        )
        or words.ASIDE_BEFORE.search(before)
        or (placed and words.OWN_HOUSE.search(before))
        or _is_own_elder(document, one)
        or words.CALLED_BY.search(document.text[max(0, one.start - 12) : one.start])
        or (not is_institution(name) and words.ASIDE_BEHIND.match(behind))
        or words.OPENED.search(before)
        or (placed and words.LOCATED.match(behind))
        or (one.base == AUTHORITY and _is_asked_to_help(before, behind))
        or (
            words.VICTIM.search(before)
            and not (before.endswith("打") and other_side_acts.PHONED.match(behind))
        )
        or other_side_acts.is_passed_over(document, one.cue, one.end, before, behind)
        or (
            one.base == FAMILY
            and (
                (behind.startswith("的") and not words.COMPLAINT.search(document.text, one.end))
                or words.TAKEN_OF.match(behind)
                or other_side_acts.suffers(document, one.cue, one.end)
            )
        )
        or (
            (one.named or before.endswith(("她叫", "他叫")))
            and words.FOR_ANOTHER.search(document.text[: one.start])
        )
        or (words.OWN_ROLE.search(before) and not behind.startswith("的"))
    )


def _is_own_elder(document: Document, one: Candidate) -> bool:
    """「俺老头」 and 「我那老太太」 are one's own."""
    own = re.search(r"[我俺](?:们|家|那)?$", document.text[max(0, one.start - 3) : one.start])
    return own is not None and document.text[one.start : one.end] in ("老头", "老太太")


def _is_all(document: Document, one: Candidate) -> bool:
    return (
        one.base == PERSON
        and one.cue == one.start
        and words.BARE.fullmatch(document.text, 0, one.start) is not None
        and words.BARE.fullmatch(document.text, one.end) is not None
    )


def _same(document: Document, span: Span, applicant: Span) -> bool:
    own = document.text[slice(*applicant)]
    return span[0] <= applicant[0] < span[1] or document.text[slice(*span)] in (own, own + "家")
