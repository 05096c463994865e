"""Two other offices with tokens of their own."""

import itertools

import pytest

from mediation import sources

_count = itertools.count(1)


def told(**changes):
    """What another office hands over at the least, with a number of its own."""
    return {
        "case_no": f"XF-{next(_count)}",
        "narrative": "来访人说邻居盖偏房占了他家滴水檐，多次找村里没有说成。",
    } | changes


class Office:
    """Another office's system."""

    def __init__(self, service, token):
        self.service = service
        self.headers = {"Authorization": f"Bearer {token}"}

    async def post(self, path, body, key):
        return await self.service.post(path, body, key, **self.headers)

    async def get(self, path):
        return await self.service.client.get(f"/api/v1{path}", headers=self.headers)

    async def has_case(self, **changes):
        answer = await self.post("/cases", told(**changes), f"k-{next(_count)}")
        assert answer.status == 201, await answer.text()
        return await answer.json()


@pytest.fixture
async def petition_office(service):
    return Office(service, await sources.add(service.database, "xinfang", "petition", "区信访局"))


@pytest.fixture
async def police(service):
    return Office(service, await sources.add(service.database, "gongan", "police", "坛山派出所"))
