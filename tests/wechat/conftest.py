from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import TestServer

from tests.stack import free_port
from tests.wechat.fakes import AES_KEY, API_TOKEN, APP_ID, TOKEN, FakeRasa, FakeTencent, Phone
from wechat.app import make_app
from wechat.settings import Settings
from wechat.standin.account import Account
from wechat.standin.platform import Platform


@pytest.fixture
async def rasa(aiohttp_server):
    """A fake Rasa that listens; ``rasa.server`` is the test server."""
    fake = FakeRasa()
    fake.server = await aiohttp_server(fake.app)
    return fake


@pytest.fixture
async def tencent(aiohttp_server):
    """A fake Tencent that listens; ``tencent.server`` is the test server."""
    fake = FakeTencent()
    fake.server = await aiohttp_server(fake.app)
    return fake


@pytest.fixture
def make_settings(tmp_path, rasa):
    """Settings of a gateway beside the fake Rasa and no Tencent; no burst is waited for."""

    def make(**more):
        given = {
            "wechat_app_id": APP_ID,
            "wechat_app_secret": "app-secret",
            "wechat_token": TOKEN,
            "wechat_aes_key": AES_KEY,
            "wechat_api_base": "http://127.0.0.1:9",
            "citizen_key_secret": "a-key-secret-of-tests",
            "mediation_api_token": API_TOKEN,
            "rasa_port": rasa.server.port,
            "var_dir": tmp_path / "var",
            "gateway_burst_hold": 0.0,
            "gateway_burst_window": 0.05,
            "gateway_quiet_from": "00:00",
            "gateway_quiet_until": "00:00",
        }
        return Settings(**{**given, **more})

    return make


@pytest.fixture
def make_gateway(aiohttp_client, make_settings):
    """Start a gateway; the answer is an aiohttp test client."""

    async def make(**more):
        return await aiohttp_client(make_app(make_settings(**more)))

    return make


@pytest.fixture
async def gateway(make_gateway):
    return await make_gateway()


@pytest.fixture
def phone(gateway):
    return Phone(gateway)


@pytest.fixture
def tencents_address(tencent):
    return str(tencent.server.make_url("")).rstrip("/")


@pytest.fixture
def make_world(make_settings):
    """A gateway and the stand-in around it; give the mode and the gateway's settings."""

    @asynccontextmanager
    async def world(mode="safe", **more):
        port = free_port()
        made = Account(
            APP_ID, "app-secret", TOKEN, AES_KEY, f"http://127.0.0.1:{port}/wechat", mode=mode
        )
        async with Platform(made) as platform:
            app = make_app(make_settings(wechat_api_base=platform.base, **more))
            async with TestServer(app, port=port):
                yield platform, app

    return world
