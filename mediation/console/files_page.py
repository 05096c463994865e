"""「图片、视频和语音」: what the citizen of a case sent in the chat, looked at by who may see names."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from mediation import audit
from mediation.access import visible
from mediation.cases import search
from mediation.console.visit import Visit
from mediation.evidence import belonging, files
from mediation.models import Case

KINDS: Final = {"image": "图片", "video": "视频", "voice": "语音"}
STATES: Final = {
    "waiting": "正在从微信取，过一会儿再看",
    "refused": "没存下来：太大，或者不是图片、视频、语音",
    "gone": "没取到：微信那边已经没有了",
}
"""What is said in place of a file that is not here."""


async def show(visit: Visit) -> web.Response:
    """The files of a case; with ``?file=`` and its hash, one of them.

    Looking at the page is logged. A file of another case is not there.
    """
    no, wanted = visit.request.match_info["no"], visit.request.query.get("file")
    async with visit.database.reading() as session:
        case = await search.one(session, no, visible(visit.person))
    if case.channel != "wechat":
        return _page(visit, case, [])
    try:
        everything = await files.of_citizen(visit.settings, case.citizen)
    except files.Away as error:
        if wanted is not None:
            raise web.HTTPNotFound from error
        return _page(visit, case, None)
    async with visit.database.reading() as session:
        its_own = await belonging.of_case(session, case, everything)
    if wanted is not None:
        return await _one(visit, [file for file in its_own if file.sha256 == wanted])
    async with visit.database.writing() as session:
        audit.record(session, visit.person.login, "files_seen", case_no=no)
    return _page(visit, case, its_own)


def _page(visit: Visit, case: Case, found: list[files.File] | None) -> web.Response:
    return visit.render("files.html", case=case, files=found, KINDS=KINDS, STATES=STATES)


async def _one(visit: Visit, found: list[files.File]) -> web.Response:
    if not found or found[0].state != "stored" or found[0].sha256 is None:
        raise web.HTTPNotFound
    try:
        body = await files.body(visit.settings, found[0].sha256)
    except files.Away as error:
        raise web.HTTPNotFound from error
    shown = found[0].picture
    return web.Response(
        body=body,
        content_type=(found[0].content_type if shown else None) or "application/octet-stream",
        headers={"Content-Disposition": "inline" if shown else 'attachment; filename="file"'},
    )
