"""Who complains and who is complained of."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.organisations import organisations
from bot.recognisers.people import person_names
from intake.facts import Fact

Span = tuple[int, int]

SELF_BEFORE: Final = re.compile(
    r"(?:(?:我|俺|咱|本人)(?:的)?(?:名字|姓名|大名)?(?:叫|是|名叫|[:：])?|(?:我|俺)(?:家)?(?:是|住|在|家住)[^他她，]{1,14}的|申请人[:：]?|姓名[:：是]?|反映人[:：]?|联系人[:：]?)$"
)
NOT_SELF_BEHIND: Final = re.compile(r"的|家|他|她|手下|那")
COMPLAINT: Final = re.compile(
    r"欠|拖|不给|不还|不退|打|骂|占|骗|跑|拒|扣|坑|拆|砌|堵|偷|撞|咬|赖|把|不管|不认|离婚|纠纷|找|干活|赔"
)


def applicant(document: Document) -> Span | None:
    """Where the citizen names himself, None where he does not."""
    for start, end in person_names(document):
        if SELF_BEFORE.search(document.left(start, 20)) and not NOT_SELF_BEHIND.match(
            document.text, end
        ):
            return start, end
    return None


def respondent(document: Document) -> Span | None:
    """Where the other side is named, None where it is not."""
    own = applicant(document)
    spans = [span for span in person_names(document) if span != own] or organisations(document)
    if not spans:
        spans = document.hits.get("opponent", [])
    if not spans:
        spans = [
            span
            for label in ("family", "authority")
            for span in document.hits.get(label, [])
            if COMPLAINT.search(document.right(span[1], 12))
        ]
    return spans[0] if spans else None


class ApplicantRecogniser(Recogniser):
    """The name of the one who complains."""

    name: ClassVar[str] = "applicant"
    slot: ClassVar[str | None] = "applicant_name"

    def find(self, document: Document) -> list[Fact]:
        """At most one name."""
        span = applicant(document)
        return (
            [document.fact("applicant_name", document.original[slice(*span)], *span)]
            if span
            else []
        )


class RespondentRecogniser(Recogniser):
    """The one complained of: a name, an organisation or what he is to the citizen."""

    name: ClassVar[str] = "respondent"
    slot: ClassVar[str | None] = "respondent"

    def find(self, document: Document) -> list[Fact]:
        """At most one."""
        span = respondent(document)
        return [document.fact("respondent", document.original[slice(*span)], *span)] if span else []
