"""Who must not get a case: the organisation or the person it is about (人民调解法 22, 信访工作条例 34)."""

from __future__ import annotations

from mediation.models import Case, Organisation, Staff


def of_organisation(desk: Organisation, accused: Organisation | None) -> bool:
    """Whether a desk is the organisation complained of, below it, or between it and the district."""
    if accused is None or desk.kind == "district":
        return False
    return desk.path.startswith(accused.path) or accused.path.startswith(desk.path)


def of_person(member: Staff, case: Case) -> bool:
    """Whether a member of staff is a party, by name."""
    parties = [one for one in (case.applicant_name, case.respondent_name) if one]
    return any(member.name in party for party in parties)
