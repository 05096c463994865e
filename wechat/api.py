"""Tencent's API, as far as the service uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import Any, Final

from wechat.errors import ApiError, Do, Unreachable, Unsure
from wechat.http import LARGEST_JSON, Answer, Http
from wechat.metrics import Metrics
from wechat.patience import pauses
from wechat.token import Token

ATTEMPTS: Final = 4
"""Of a call that may be repeated: menu, code."""


class Api:
    """Calls with a valid token; a refused token is renewed once.

    Args:
        http: the exchanges.
        token: gives tokens.
    """

    def __init__(self, http: Http, token: Token, metrics: Metrics) -> None:
        self._http = http
        self._token = token
        self._metrics = metrics

    async def ready(self) -> None:
        """Have a token at hand, so that the next call is a single exchange.

        Raises:
            ApiError, Unreachable, Unsure: there is none.
        """
        await self._token.get()

    async def send_text(self, openid: str, text: str) -> None:
        """A customer-service message.

        https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html

        Raises:
            ApiError, Unreachable, Unsure: it was not sent; for the last, perhaps it was.
        """
        await self._json(
            "custom_send",
            "/cgi-bin/message/custom/send",
            {"touser": openid, "msgtype": "text", "text": {"content": text}},
        )

    async def send_menu(self, openid: str, menu: Mapping[str, Any]) -> None:
        """A customer-service message with lines to be tapped, as :meth:`send_text`."""
        await self._json(
            "custom_send",
            "/cgi-bin/message/custom/send",
            {"touser": openid, "msgtype": "msgmenu", "msgmenu": menu},
        )

    async def send_template(self, openid: str, template: str, field: str, words: str) -> str | None:
        """A template message with one field; its number, by which an event tells what became of it."""
        return await self._notice(
            "template_send", "/cgi-bin/message/template/send", openid, template, {field: words}
        )

    async def send_subscribed(
        self, openid: str, template: str, field: str, words: str
    ) -> str | None:
        """A subscription notice with one field; its number, where Tencent tells it at once."""
        return await self._notice(
            "subscribe_send", "/cgi-bin/message/subscribe/bizsend", openid, template, {field: words}
        )

    async def _notice(
        self, name: str, path: str, openid: str, template: str, data: Mapping[str, str]
    ) -> str | None:
        values = {field: {"value": words} for field, words in data.items()}
        answer = await self._json(
            name, path, {"touser": openid, "template_id": template, "data": values}
        )
        number = answer.get("msgid")
        return None if number is None else str(number)

    async def media(self, media_id: str, limit: int) -> Answer:
        """A file a citizen sent; of a video Tencent gives an address, which is followed.

        Raises:
            ApiError, Unreachable, Unsure: not now, or never (40007).
            TooLarge: above the limit.
        """
        answer = await self._call(
            "media_get", "GET", "/cgi-bin/media/get", params={"media_id": media_id}, limit=limit
        )
        if not _is_json(answer):
            return answer
        address = answer.json().get("video_url")
        if not isinstance(address, str) or not address.startswith(("http://", "https://")):
            raise Unreachable("no file in the answer")
        return await self._http.exchange("GET", address, limit=limit)

    async def push_menu(self, menu: Mapping[str, Any]) -> None:
        """Put up the account's menu; it shows within minutes."""
        await self._patiently("menu_create", "/cgi-bin/menu/create", menu)

    async def make_code(self, scene: str) -> str:
        """A lasting QR code; the address at which its picture is shown.

        Args:
            scene: 1 to 64 characters, what SCAN and subscribe events carry.
        """
        ticket = await self._patiently(
            "qrcode_create",
            "/cgi-bin/qrcode/create",
            {
                "action_name": "QR_LIMIT_STR_SCENE",
                "action_info": {"scene": {"scene_str": scene}},
            },
        )
        return str(ticket["ticket"])

    async def _patiently(self, name: str, path: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        for pause in islice(pauses(0.5, 5.0), ATTEMPTS - 1):
            try:
                return await self._json(name, path, payload)
            except (Unreachable, Unsure):
                await asyncio.sleep(pause)
            except ApiError as error:
                if error.do is not Do.RETRY:
                    raise
                await asyncio.sleep(pause)
        return await self._json(name, path, payload)

    async def _json(self, name: str, path: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        return (await self._call(name, "POST", path, payload=payload)).json()

    async def _call(
        self,
        name: str,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        payload: Mapping[str, Any] | None = None,
        limit: int = LARGEST_JSON,
    ) -> Answer:
        async def once(token: str) -> Answer:
            with self._counted(name):
                answer = await self._http.exchange(
                    method,
                    path,
                    params={**(params or {}), "access_token": token},
                    payload=payload,
                    limit=limit,
                )
                if _is_json(answer):
                    answer.json()
                return answer

        token = await self._token.get()
        try:
            return await once(token)
        except ApiError as error:
            if error.do is not Do.REFRESH:
                raise
        return await once(await self._token.get(refused=token))

    @contextmanager
    def _counted(self, name: str) -> Iterator[None]:
        outcome = "ok"
        try:
            yield
        except ApiError as error:
            outcome = str(error.code)
            raise
        except Exception as error:
            outcome = type(error).__name__
            raise
        finally:
            self._metrics.api_calls.labels(name, outcome).inc()


def _is_json(answer: Answer) -> bool:
    return answer.content_type in {"application/json", "text/plain"}
