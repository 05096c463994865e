import pytest

from tests.wechat.standin.echo import AES_KEY, APP_ID, TOKEN, EchoGateway
from wechat.standin.account import Account
from wechat.standin.citizen import Citizen
from wechat.standin.platform import Platform


class Clock:
    """A clock that moves only when told to."""

    def __init__(self):
        self.at = 1_790_000_000.0

    def __call__(self):
        return self.at

    def pass_by(self, seconds):
        self.at += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def gateway():
    async with EchoGateway() as started:
        yield started


@pytest.fixture
def account(gateway):
    return make_account(gateway.callback)


def make_account(callback, **more):
    return Account(APP_ID, "a-secret", TOKEN, AES_KEY, callback, **more)


@pytest.fixture
async def tencent(account, clock):
    async with Platform(account, now=clock) as started:
        yield started


@pytest.fixture
def citizen(tencent):
    return Citizen(tencent)


@pytest.fixture
async def api(tencent):
    from tests.wechat.standin.client import Api

    async with Api(tencent.base) as opened:
        yield opened
