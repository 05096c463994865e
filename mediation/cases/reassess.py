"""Every new word about a case may raise its colour, at once; only staff lower it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from intake import signals as reading
from intake.vocabulary import LEVELS
from mediation import audit
from mediation.cases.schemas import Signal
from mediation.models import Alert, Case
from mediation.warning import raising

MOST_SIGNALS: Final = 100
LOWEST: Final = LEVELS[-1]


@dataclass(frozen=True)
class Heard:
    """The colour of a message, with the words that gave it."""

    level: str = LOWEST
    signals: Sequence[Signal] = ()


def by_rules(text: str) -> Heard:
    """The colour that the rules read in a text, where nobody else has read it."""
    hits = reading.find(text)
    level = min((hit.level for hit in hits), key=LEVELS.index, default=LOWEST)
    return Heard(level, [Signal(code=hit.code, text=hit.text) for hit in hits])


def raises(case: Case, message: Heard) -> bool:
    """Whether a message is more urgent than its case."""
    return LEVELS.index(message.level) < case.urgency_rank


async def heard(
    session: AsyncSession, case: Case, message: Heard, who: str, alert: Alert | None = None
) -> None:
    """Take a message's colour and signals into its case.

    What staff have lowered rises again with a new message. A message of the most urgent colour warns
    anew where the colour stays and the last warning of it was answered.

    Args:
        session: a write session in which the case is locked; version and message are the caller's.
        who: whose message it is, for the log.
        alert: the alert of danger that the message gave.
    """
    cause: raising.Cause = "words" if alert is None else "alert"
    if taken_in(session, case, message, who):
        await raising.warn(session, message.level, case=case, cause=cause, alert=alert)
    elif message.level == LEVELS[0]:
        await raising.again(session, case, cause, alert)


def taken_in(session: AsyncSession, case: Case, message: Heard, who: str) -> bool:
    """Take a message's colour and signals into its case without a warning; whether the colour rose."""
    case.urgency_signals = _joined(case.urgency_signals, message.signals)
    if not raises(case, message):
        return False
    before = {"level": case.urgency_level, "source": case.urgency_source}
    case.urgency_level, case.urgency_source = message.level, "bot"
    case.urgency_rank = LEVELS.index(message.level)
    audit.record(
        session,
        who,
        "urgency_reassessed",
        case_no=case.no,
        before=before,
        after={
            "level": message.level,
            "source": "bot",
            "codes": [one.code for one in message.signals],
        },
    )
    return True


def _joined(held: list[dict[str, str]], new: Iterable[Signal]) -> list[dict[str, str]]:
    """The signals of a case with those of a message, each code and words once."""
    known = {(one["code"], one["text"]) for one in held}
    added = [one.model_dump() for one in new if (one.code, one.text) not in known]
    return [*held, *added][:MOST_SIGNALS]
