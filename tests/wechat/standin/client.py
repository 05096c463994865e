"""A plain client of the platform's API, as the tests' account."""

from __future__ import annotations

import json
from typing import Any, Self

import aiohttp

from tests.wechat.standin.echo import APP_ID

CREDENTIALS = {"grant_type": "client_credential", "appid": APP_ID, "secret": "a-secret"}


class Api:
    """Calls endpoints with a token; ``code`` gives the return code alone."""

    def __init__(self, base: str) -> None:
        self.base = base

    async def __aenter__(self) -> Self:
        self.session = aiohttp.ClientSession()
        try:
            self.token = await self.fresh_token()
        except BaseException:
            await self.session.close()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.session.close()

    async def fresh_token(self, **more: Any) -> str:
        answer = await self.post("/cgi-bin/stable_token", {**CREDENTIALS, **more}, token=None)
        return answer["access_token"]

    async def post(self, path: str, body: Any, token: str | None = "") -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        async with self.session.post(self._address(path, token), data=data) as answer:
            return json.loads(await answer.read())

    async def get(self, path: str, token: str | None = "", **query: str) -> Any:
        address = self._address(path, token)
        async with self.session.get(address, params=query) as answer:
            return json.loads(await answer.read())

    async def text_to(self, openid: str, text: str) -> int:
        order = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        return await self.custom(order)

    async def custom(self, order: Any) -> int:
        return (await self.post("/cgi-bin/message/custom/send", order))["errcode"]

    def _address(self, path: str, token: str | None) -> str:
        given = "" if token is None else f"?access_token={token or self.token}"
        return self.base + path + given
