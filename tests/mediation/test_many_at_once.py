"""Twelve staff at once, as fast as they are answered: no error, and nothing that anybody did is lost."""

from collections import Counter

from sqlalchemy import select

from benchmarks import desk
from benchmarks.cases import hire
from mediation.models import Case
from tests.mediation.samples import case_body

CLICKS = 10
LOGINS = [f"clerk.{place:02}" for place in range(12)]


async def test_twelve_staff_work_on_the_same_cases_without_an_error(service, capsys):
    for place in range(8):
        body = case_body(citizen=f"c-{place}", narrative="他欠俺工钱")
        await service.post("/cases", body, body["draft_id"])
    for login in LOGINS:
        await hire(service.database, login, None)
    address = str(service.client.make_url("/"))
    done = await desk.at_once(address, LOGINS, CLICKS, pause=0)
    assert [one for one in done if one.failed] == []
    assert {one.kind for one in done} == desk.SHARES.keys()
    changed = Counter(one.no for one in done if one.kind in desk.ANSWERS and one.status == 303)
    assert sum(changed.values()) > len(LOGINS)
    async with service.database.reading() as session:
        rows = await session.execute(select(Case.no, Case.version).where(Case.version > 1))
    assert {no: version - 1 for no, version in rows} == changed, "each change stands, once"
    logged = [
        row
        for row in await service.rows("audit_log")
        if row[3] in {"fact_corrected", "case_accepted"}
    ]
    assert len(logged) == sum(changed.values())
    assert "request failed" not in "".join(capsys.readouterr())
