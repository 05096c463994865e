"""Everything the stand-in remembers; all of it is gone when it stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from wechat.standin.account import Account
from wechat.standin.media import Media
from wechat.standin.misbehaviour import Misbehaviour
from wechat.standin.people import People
from wechat.standin.qrcode import Codes
from wechat.standin.quota import Meter
from wechat.standin.tokens import Tokens


@dataclass
class State:
    """The platform's memory.

    Attributes:
        account: the public account.
        now: the clock, seconds since 1970.
        templates: template id → the keys its data must have; None accepts every id.
        menu: the buttons that the account pushed, None before.
        base: the stand-in's own address once it serves.
        forbidden: API paths that the account has no permission for (48001).
    """

    account: Account
    now: Callable[[], float]
    templates: dict[str, set[str]] | None = None
    menu: list[dict[str, Any]] | None = None
    base: str = ""
    forbidden: set[str] = field(default_factory=set)
    people: People = field(default_factory=People)
    misbehaviour: Misbehaviour = field(default_factory=Misbehaviour)
    tokens: Tokens = field(init=False)
    meter: Meter = field(init=False)
    media: Media = field(init=False)
    codes: Codes = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = Tokens(self.account, self.now)
        self.meter = Meter(self.now)
        self.media = Media(self.now)
        self.codes = Codes(self.now)


STATE = web.AppKey("state", State)
