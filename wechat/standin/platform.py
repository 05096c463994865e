"""The stand-in for Tencent's public-account platform as one object: start it, use it, stop it.

In a test: ``async with Platform(account) as tencent``, then ``await Citizen(tencent).say("你好")``.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from types import TracebackType
from typing import Final, Self

from aiohttp import web

from wechat.standin import api, control
from wechat.standin.account import Account
from wechat.standin.messages import KINDS, Kind, Message, Received
from wechat.standin.misbehaviour import Misbehaviour
from wechat.standin.people import NotFollowingError, Person
from wechat.standin.push import ANSWER_WITHIN, Exchange, Pusher
from wechat.standin.state import STATE, State
from wechat.standin.wire import Fields

LARGEST_BODY: Final = 12 * 1024 * 1024
SILENCE: Final = b"#!AMR\n"
"""The recording of a voice message that is given as text alone: an AMR file without a frame."""


class Platform:
    """Tencent, on one loopback port.

    Args:
        account: the public account, with the gateway's callback.
        port: where the API is served; 0 takes a free one.
        answer_within: the five seconds that the gateway has.
        now: the clock; tests move it across the 48 hours.

    Attributes:
        state: people, tokens, limits, media, menu, templates, misbehaviour.
        exchanges: every message pushed, in order, and what became of it.
    """

    def __init__(
        self,
        account: Account,
        port: int = 0,
        answer_within: float = ANSWER_WITHIN,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.state = State(account, now)
        self.exchanges: list[Exchange] = []
        self._pusher = Pusher(self.state, answer_within)
        self._port = port
        self._runner: web.AppRunner | None = None
        self._ids = itertools.count(time.time_ns())
        self._last: dict[str, Fields] = {}

    @property
    def base(self) -> str:
        """The address for ``WECHAT_API_BASE``."""
        return self.state.base

    @property
    def account(self) -> Account:
        """The public account."""
        return self.state.account

    @property
    def misbehaviour(self) -> Misbehaviour:
        """What goes wrong next."""
        return self.state.misbehaviour

    def person(self, openid: str) -> Person:
        """A citizen as the platform knows them."""
        return self.state.people.meet(openid)

    async def start(self) -> None:
        """Serve.

        Raises:
            OSError: the port is in use.
        """
        app = web.Application(client_max_size=LARGEST_BODY)
        app[STATE] = self.state
        app[api.PUSHER] = self._pusher
        app[control.DELIVER] = self.deliver
        api.setup(app)
        control.setup(app)
        app.on_shutdown.append(self._end_feeds)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self.state.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        await self._pusher.start()

    async def stop(self) -> None:
        """Stop serving and give up what is under way."""
        await self._pusher.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    async def verify(self) -> str:
        """The GET check of the callback: empty when passed, else ``unreachable`` or ``refused``."""
        return await self._pusher.verify()

    async def deliver(self, openid: str, message: Message) -> Received | None:
        """Push a citizen's message to the gateway.

        Returns:
            What the citizen was shown at once: the passive reply, WeChat's line about a fault, or
            None.

        Raises:
            NotFollowingError: the citizen has left the account and does not follow it anew.
        """
        person, kind = self.person(openid), KINDS[message.kind]
        if not person.follows and message.kind != "subscribe":
            raise NotFollowingError("this citizen does not follow the account")
        self._note(person, message, kind)
        person.show(self.state.now(), sent=message)
        self._last[openid] = self._fields(openid, message, kind)
        return await self._push(person)

    async def repeat(self, openid: str) -> Received | None:
        """Push the citizen's last message once more, with the same MsgId."""
        return await self._push(self.person(openid), shown=False)

    async def keep(self, data: bytes, content_type: str) -> str:
        """Keep a citizen's file; returns its media id."""
        return self.state.media.keep(data, content_type)

    async def _push(self, person: Person, *, shown: bool = True) -> Received | None:
        exchange = await self._pusher.push(person.openid, self._last[person.openid])
        self.exchanges.append(exchange)
        if shown and exchange.reply is not None and person.follows:
            person.show(self.state.now(), received=exchange.reply)
        return exchange.reply

    def _note(self, person: Person, message: Message, kind: Kind) -> None:
        now = self.state.now()
        if message.kind == "subscribe":
            person.follows, person.followed_at = True, int(now)
            person.scene = message.fields.get("key", "").removeprefix("qrscene_")
        elif message.kind == "unsubscribe":
            person.follows = False
            person.ledger.close()
        elif message.kind == "notices" and message.fields.get("status") == "accept":
            template_id = message.fields["template_id"]
            person.accepted[template_id] = person.accepted.get(template_id, 0) + 1
        elif message.kind == "notice_settings":
            person.accepted.pop(message.fields["template_id"], None)
        if kind.opens is not None:
            person.ledger.open(kind.opens, now)

    def _fields(self, openid: str, message: Message, kind: Kind) -> Fields:
        own: dict[str, str | int | Fields] = {
            kind.fields[name]: value for name, value in message.fields.items()
        }
        if message.kind == "image" and "pic_url" not in message.fields:
            own["PicUrl"] = f"{self.base}/standin/media/{message.fields['media_id']}"
        if message.kind == "voice":
            own.setdefault("MediaId", self.state.media.keep(SILENCE, "audio/amr"))
            own.setdefault("Format", "amr")
        if message.kind == "notices":
            own = {"SubscribeMsgPopupEvent": {"List": {**own, "PopupScene": "2"}}}
        if message.kind == "notice_settings":
            own = {"SubscribeMsgChangeEvent": {"List": own}}
        head: dict[str, str | int] = {
            "ToUserName": self.account.original_id,
            "FromUserName": openid,
            "CreateTime": int(self.state.now()),
            "MsgType": kind.msg_type,
        }
        if kind.event:
            return {**head, "Event": kind.event, **own}
        return {**head, **own, "MsgId": next(self._ids)}

    async def _end_feeds(self, app: web.Application) -> None:
        for person in self.state.people.values():
            person.end()
