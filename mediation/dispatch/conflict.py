"""Who must not get a case: the organisation or the person it is about (人民调解法 22, 信访工作条例 34)."""

from __future__ import annotations

from mediation.mediators import flags
from mediation.mediators.people import Mediator
from mediation.models import Case, MediatorFlag, Organisation, Staff


def of_organisation(desk: Organisation, accused: Organisation | None) -> bool:
    """Whether a desk is the organisation complained of, below it, or between it and the district."""
    if accused is None or desk.kind == "district":
        return False
    return desk.path.startswith(accused.path) or accused.path.startswith(desk.path)


def of_person(member: Staff, case: Case) -> bool:
    """Whether a member of staff is a party, by name."""
    parties = [one for one in (case.applicant_name, case.respondent_name) if one]
    return any(member.name in party for party in parties)


def why_not(
    one: Mediator, case: Case, accused: Organisation | None, flag: MediatorFlag | None
) -> str | None:
    """Why a mediator must not get a case, in words; None when nothing stands against it."""
    if of_person(one.account, case):
        return "和当事人同名，要回避"
    if one.desk is not None and of_organisation(one.desk, accused):
        return f"在被反映的{one.desk.name}工作，要回避"
    if flag is not None and flag.kind in flags.STEPS_ASIDE:
        return flags.KINDS[flag.kind] + (f"（{flag.reason}）" if flag.reason else "")
    return None
