"""Duplicates, related cases, joint cases on the case page: link, undo, let another lead."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from mediation.cases import links
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of

CARD: Final = "#related"


async def link(visit: Visit) -> web.Response:
    """Say that the case belongs to another."""
    kind, no = visit.form.get("kind", ""), visit.form.get("other", "")
    return await act(
        visit,
        "linked",
        lambda by: links.link(visit.database, by, kind, no),
        what="关联",
        now=lambda case: value_of("status", case.status),
        yours=f"{links.KINDS.get(kind, '')}　{no}",
        anchor=CARD,
    )


async def unlink(visit: Visit) -> web.Response:
    """Undo that, with a reason."""
    no, reason = visit.form.get("other", ""), visit.form.get("reason", "")
    return await act(
        visit,
        "unlinked",
        lambda by: links.unlink(visit.database, by, no, reason),
        what="解除关联",
        now=lambda case: value_of("status", case.status),
        yours=f"{no}　{reason}",
        anchor=CARD,
    )


async def lead(visit: Visit) -> web.Response:
    """Let this case lead the joint case."""
    return await act(
        visit,
        "lead",
        lambda by: links.lead(visit.database, by),
        what="联办牵头",
        now=lambda case: value_of("status", case.status),
        yours="由这一件牵头",
        anchor=CARD,
    )
