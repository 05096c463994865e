"""Every citation against the statute database: the article exists, is in force, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from legal import statutes
from legal.entries import Citation, Entry


def problems(entries: Iterable[Entry], today: date) -> list[str]:
    """What is wrong with the citations of all entries, one line each."""
    return [
        f"faq: {entry.id}: {cited.law}{cited.article}: {fault}"
        for entry in entries
        for cited in entry.citations
        if (fault := fault_of(cited, today))
    ]


def fault_of(cited: Citation, today: date) -> str | None:
    """Why a citation must not be relied on today, None where it may.

    One that the database cannot verify carries ``verified: false`` with a reason, and is held only
    against its own dates.
    """
    if date.fromisoformat(cited.since) > today:
        return "not yet in force"
    if cited.until and date.fromisoformat(cited.until) < today:
        return "out of force"
    if not cited.verified:
        return None
    found = statutes.article(cited.law, cited.article)
    if found is None:
        return "not in the database: verify it, or say why it cannot be"
    if not found.in_force:
        return f"the law is {found.status}"
    if cited.key not in found.text:
        return f"the article does not say 「{cited.key}」"
    return None
