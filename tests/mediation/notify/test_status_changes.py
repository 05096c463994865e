"""Whatever changes how a case stands, the citizen hears of it, in plain words, once."""

import re

import pytest
from sqlalchemy import select

from intake.case_status import STATUS_LABELS
from mediation.cases import links, search, workflow
from mediation.cases import route as routing
from mediation.cases.change import By
from mediation.closing import close
from mediation.dispatch import send
from mediation.models import Case
from mediation.notify import words
from mediation.staff import SignedIn

CLERK = SignedIn(1, "li.na", "李娜", "clerk", must_change=False, csrf="t")


def moves(state):
    return lambda database, by, _: workflow.move(database, by, state, "说明")


def sends(database, by, _):
    return send.dispatch(database, by, send.Order("transfer", "renshe", reason="讨薪"))


def gives_back(database, by, _):
    return send.answer(database, by, CLERK, accept=False, reason="不归我们")


def closes(database, by, _):
    return close.close(database, by, close.Ending("referred", ("court",), "说明"))


def ends_as_duplicate(database, by, other):
    return links.link(database, by, "duplicate", other)


def goes_on_by_itself(database, by, other):
    return links.unlink(database, by, other, "看错了")


def goes_another_way(database, by, _):
    return routing.correct(database, by, "court", "您的事归法院，可以去起诉。")


WAYS = {
    "accepted": [moves("accepted")],
    "sent to a desk and given back": [moves("accepted"), sends, gives_back],
    "mediated and agreed": [moves("accepted"), moves("mediating"), moves("agreed")],
    "failed and taken up again": [
        moves("accepted"),
        moves("mediating"),
        moves("failed"),
        moves("mediating"),
    ],
    "withdrawn by staff": [moves("withdrawn")],
    "closed": [moves("accepted"), closes],
    "one matter told twice, and not so": [ends_as_duplicate, goes_on_by_itself],
    "another route": [goes_another_way],
}


@pytest.mark.parametrize("way", WAYS)
async def test_each_step_is_told_in_plain_words(service, way):
    other = (await service.has_case())["no"]
    no = (await service.has_case())["no"]
    told = 0
    for step in WAYS[way]:
        async with service.database.reading() as session:
            case = await search.one(session, no)
        await step(service.database, By("li.na", no, case.version), other)
        notices = [row[4] for row in await service.rows("notices") if no in row]
        new, told = notices[told:], len(notices)
        assert new, step
        for text in new:
            assert len(text) <= words.LONGEST
            assert not re.search(r"[a-z_]{3,}|你", text), text
    async with service.database.reading() as session:
        standing = await session.scalar(select(Case.status).where(Case.no == no))
    assert standing in STATUS_LABELS
