"""A member of staff at a browser: cookies, forms, and the tokens in them."""

import re
from html import unescape

import pytest

from mediation import staff
from mediation.app import make_app
from tests.mediation.conftest import Service

PASSWORD = "榴园里的老石榴树"
HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


class Desk:
    """A browser with its own cookies, on the running application."""

    def __init__(self, service, make_client):
        self.service = service
        self._make_client = make_client
        self.client = None

    async def open(self):
        self.client = await self._make_client(self.service.client.server)
        return self

    async def get(self, path, **options):
        return await self.client.get(path, allow_redirects=False, **options)

    async def read(self, path):
        answer = await self.get(path)
        assert answer.status == 200, (answer.status, await answer.text())
        return await answer.text()

    async def hidden(self, path):
        """The hidden fields of a page: the token, the version."""
        return {name: unescape(value) for name, value in HIDDEN.findall(await self.read(path))}

    async def post(self, path, fields, **options):
        return await self.client.post(path, data=fields, allow_redirects=False, **options)

    async def sign_in(self, login="li.na", password=PASSWORD, **fields):
        token = (await self.hidden("/login"))["csrf"]
        return await self.post(
            "/login", {"csrf": token, "login": login, "password": password} | fields
        )

    async def act(self, no, action, /, **fields):
        """Do something on a case as its page stands now."""
        hidden = await self.hidden(f"/cases/{no}")
        version = {"csrf": hidden["csrf"], "version": hidden.get("version", "1")}
        return await self.post(f"/cases/{no}/{action}", version | fields)

    def cookie(self, name="session"):
        found = self.client.session.cookie_jar.filter_cookies(self.client.make_url("/")).get(name)
        return found.value if found else None


async def hire(database, login, name, role="clerk", organisation=None):
    """An account whose first password has been changed."""
    first = await staff.create(database, login, name, role, organisation=organisation)
    await staff.change_password(database, login, first, PASSWORD)


@pytest.fixture
async def stranger(service, aiohttp_client):
    """A browser that is not signed in; 李娜 has an account."""
    await hire(service.database, "li.na", "李娜")
    return await Desk(service, aiohttp_client).open()


@pytest.fixture
async def desk(stranger):
    """李娜, signed in."""
    assert (await stranger.sign_in()).status == 303
    return stranger


@pytest.fixture
async def colleague(desk, service, aiohttp_client):
    """王敏, signed in at another browser."""
    await hire(service.database, "wang.min", "王敏")
    other = await Desk(service, aiohttp_client).open()
    assert (await other.sign_in("wang.min")).status == 303
    return other


@pytest.fixture
async def behind_https(settings, aiohttp_client):
    settings = settings.model_copy(update={"mediation_https": True})
    return Service(await aiohttp_client(make_app(settings)))
