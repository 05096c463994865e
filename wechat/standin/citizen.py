"""A citizen with a telephone, for tests: says, taps, sends pictures, and reads what comes."""

from __future__ import annotations

import asyncio
import secrets
from typing import Final

from wechat.standin.messages import Message, Received
from wechat.standin.people import openid_of
from wechat.standin.platform import Platform

LATE: Final = {"custom", "template", "subscribe"}


class Citizen:
    """One citizen of the account, who follows it unless ``unsubscribe`` was called.

    Every act returns what the telephone shows at once: the passive reply, WeChat's own line about
    a fault (``kind == "fault"``), or None.

    Args:
        platform: the started stand-in.
        name: the same name is the same openid; without one, a new citizen.
    """

    def __init__(self, platform: Platform, name: str | None = None) -> None:
        self._platform = platform
        self._read = 0
        self.openid = openid_of(name or secrets.token_hex(16))
        self._person = platform.person(self.openid)

    @property
    def received(self) -> list[Received]:
        """Customer-service messages and notices so far, in the order in which they came."""
        lines = (line.received for line in self._person.history)
        return [item for item in lines if item is not None and item.via in LATE]

    async def next(self, within: float = 10.0) -> Received:
        """The next customer-service message or notice that this method has not returned yet.

        Raises:
            TimeoutError: none came within so many seconds.
        """
        with self._person.watching() as coming:
            async with asyncio.timeout(within):
                while len(self.received) <= self._read:
                    await coming.get()
        self._read += 1
        return self.received[self._read - 1]

    async def say(self, text: str) -> Received | None:
        """Write a text."""
        return await self._do("text", content=text)

    async def voice(self, recognition: str | None = None) -> Received | None:
        """Speak; ``recognition`` is the text that WeChat heard, None where it is switched off."""
        heard = {} if recognition is None else {"recognition": recognition}
        return await self._do("voice", **heard)

    async def image(self, data: bytes, content_type: str = "image/jpeg") -> Received | None:
        """Send a picture, which the gateway may fetch through the media API."""
        return await self._do("image", media_id=await self._platform.keep(data, content_type))

    async def video(self, data: bytes, *, short: bool = False) -> Received | None:
        """Send a video."""
        media_id = await self._platform.keep(data, "video/mp4")
        kind = "shortvideo" if short else "video"
        return await self._do(kind, media_id=media_id, thumb_media_id=media_id)

    async def location(
        self,
        label: str,
        latitude: float = 34.7735,
        longitude: float = 117.5906,
    ) -> Received | None:
        """Send a place; the label is the address that WeChat's map shows."""
        return await self._do(
            "location",
            latitude=f"{latitude:.6f}",
            longitude=f"{longitude:.6f}",
            scale="16",
            label=label,
        )

    async def link(self, title: str, description: str, url: str) -> Received | None:
        """Share a link."""
        return await self._do("link", title=title, description=description, url=url)

    async def subscribe(self) -> Received | None:
        """Follow the account, found by its name."""
        return await self._do("subscribe", key="")

    async def unsubscribe(self) -> Received | None:
        """Leave the account."""
        return await self._do("unsubscribe")

    async def scan(self, ticket: str) -> Received | None:
        """Scan one of the account's QR codes; who does not follow yet, follows through it.

        Raises:
            KeyError: no such code, or it has ended.
        """
        scene = self._platform.state.codes.scene(ticket)
        known = self._person.follows and (self._person.followed_at or self._person.history)
        if known:
            return await self._do("scan", key=scene, ticket=ticket)
        return await self._do("subscribe", key=f"qrscene_{scene}", ticket=ticket)

    async def click(self, key: str) -> Received | None:
        """Tap a ``click`` button of the menu."""
        return await self._do("click", key=key)

    async def view(self, url: str) -> Received | None:
        """Tap a ``view`` button of the menu."""
        return await self._do("view", key=url)

    async def tap(self, menu_id: str) -> Received | None:
        """Tap a line of the last msgmenu.

        Raises:
            LookupError: no msgmenu so far, or it has no such line.
        """
        menus = [item for item in self.received if item.choices]
        contents = {choice.id: choice.content for choice in menus[-1].choices}
        return await self._do("tap", content=contents[menu_id], menu_id=menu_id)

    async def accept_notice(self, template_id: str, *, accept: bool = True) -> Received | None:
        """Answer the pop-up that asks for consent to one subscription notice."""
        status = "accept" if accept else "reject"
        return await self._do("notices", template_id=template_id, status=status)

    async def refuse_notices(self, template_id: str) -> Received | None:
        """Switch a template's notices off on the page that manages them; only that is ever told."""
        return await self._do("notice_settings", template_id=template_id, status="reject")

    async def repeat(self) -> Received | None:
        """Have the last message pushed once more with the same MsgId, as after a lost answer."""
        return await self._platform.repeat(self.openid)

    async def _do(self, kind: str, **fields: str) -> Received | None:
        return await self._platform.deliver(self.openid, Message(kind, fields))
