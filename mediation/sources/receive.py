"""What becomes of a case from elsewhere: its words are read by the rules, the rest is staff's."""

from __future__ import annotations

import hashlib
from typing import Final

from intake import signals
from intake.route import route
from intake.signals import Hit
from intake.vocabulary import LEVELS
from mediation.cases.intake_service import Incoming, facts_of
from mediation.db import utc_now
from mediation.models import Alert, Source
from mediation.notify.outbox import NOBODY
from mediation.sources import kinds
from mediation.sources.schemas import SourceCaseIn
from mediation.sources.store import actor

UNCONFIRMED: Final = "其他"
LOWEST: Final = "blue"
READ_IN_ANY_CASE: Final = ("emergency", "discipline")
"""Routes that the words give whatever the kind of the source says (信访工作条例 30; 人民调解法 25)."""


def incoming(body: SourceCaseIn, source: Source) -> Incoming:
    """The case to keep; an alert beside it where the story speaks of danger.

    The rules read the story word by word; there is no classifier here that would hear danger without
    a dangerous word, so a colour that nobody gave is marked as not assessed.
    """
    hits = signals.find(body.narrative)
    reference = _reference(source.code, body.case_no)
    level, level_by = _level(body, hits)
    columns = {
        **facts_of(body),
        "channel": source.kind,
        "citizen": reference,
        "draft_id": reference,
        "source_code": source.code,
        "source_no": body.case_no,
        "dispute_type": body.dispute_type.name if body.dispute_type else UNCONFIRMED,
        "type_confidence": 1.0 if body.dispute_type else 0.0,
        "type_source": "source" if body.dispute_type else "unset",
        "type_ranking": [],
        "urgency_level": level,
        "urgency_rank": LEVELS.index(level),
        "urgency_signals": [{"code": hit.code, "text": hit.text} for hit in hits],
        "urgency_source": level_by,
        **_route(body, source, hits),
        "answers": {},
        "consent": body.consent.model_dump(mode="json") if body.consent else {},
    }
    return Incoming(
        columns,
        who=actor(source.code),
        key_scope=f"cases/{source.code}",
        alert=_alert(reference, hits),
    )


def _reference(code: str, case_no: str) -> str:
    """Names the case in place of a draft and of a citizen: nobody on the public account."""
    return f"{NOBODY}{code}:{hashlib.sha256(case_no.encode()).hexdigest()[:24]}"


def _level(body: SourceCaseIn, hits: list[Hit]) -> tuple[str, str]:
    """The more urgent of what the source says and what the words say, and whose it is."""
    read = min((hit.level for hit in hits), key=LEVELS.index, default=None)
    given = body.urgency.level if body.urgency else None
    if given and (read is None or LEVELS.index(given) <= LEVELS.index(read)):
        return given, "source"
    return (read, "rules") if read else (LOWEST, "unset")


def _route(body: SourceCaseIn, source: Source, hits: list[Hit]) -> dict[str, str | None]:
    if body.route:
        return {"route": body.route.name, "route_reason": body.route.reason}
    kind = kinds.load().get(source.kind)
    danger = next((hit.danger for hit in hits if hit.danger), None)
    name = body.dispute_type.name if body.dispute_type else UNCONFIRMED
    read = route(body.narrative, name, danger)
    if kind and kind.route and read["name"] not in READ_IN_ANY_CASE:
        return {"route": kind.route, "route_reason": f"{kind.label}转来，{kind.link}"}
    return {"route": read["name"], "route_reason": read["reason"]}


def _alert(reference: str, hits: list[Hit]) -> Alert | None:
    dangers = [hit for hit in hits if hit.danger]
    if not dangers:
        return None
    return Alert(
        kind="danger",
        citizen=reference,
        draft_id=reference,
        text="；".join(hit.text for hit in dangers),
        signals=[{"code": hit.code, "text": hit.text} for hit in dangers],
        at=utc_now(),
    )
