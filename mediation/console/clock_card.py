"""The case's clock on its page: by when, why, and whether it stands still."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from intake import clock
from intake.case_status import OPEN
from mediation.deadlines import clocks, pauses
from mediation.models import Case


def shown(case: Case) -> dict[str, Any]:
    """What ``case/clock.html`` shows of a case."""
    rules, today = clocks.load(), clock.now().date()
    its = rules.of(case.route)
    return {
        "basis": its.basis,
        "paused": case.pauses[-1] if pauses.running(case, today) else None,
        "may_pause": its.pauses
        and case.status in OPEN
        and case.due_on is not None
        and case.due_on >= today,
        "fixed": not its.pauses,
        "reasons": rules.pause.reasons,
        "first": today,
        "last": today + timedelta(days=rules.pause.longest),
    }
