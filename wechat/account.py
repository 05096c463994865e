"""``python -m wechat menu`` and ``python -m wechat qrcode``: what is set up on the account itself."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Final
from urllib.parse import quote

from aiohttp import ClientSession

from wechat.api import Api
from wechat.errors import ApiError, Unreachable, Unsure
from wechat.menu import MENU, TAPS
from wechat.metrics import Metrics
from wechat.parts import make_api
from wechat.settings import Settings
from wechat.store import Store

PICTURE: Final = "https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket="
LONGEST_SCENE: Final = 64


def shown() -> str:
    """The menu as a citizen sees it, with what each button says."""
    lines = []
    for button in MENU["button"]:
        below = button.get("sub_button")
        lines.append(button["name"] if below else f"{button['name']}  → {TAPS[button['key']]}")
        lines += [f"    {one['name']}  → {TAPS[one['key']]}" for one in below or ()]
    return "\n".join(lines)


def push_menu(settings: Settings) -> int:
    """Put the menu up; 0, or 1 with one line where Tencent does not take it."""

    async def work(api: Api) -> str:
        await api.push_menu(MENU)
        return "菜单已更新，几分钟内生效。"

    return _run(settings, work)


def make_codes(settings: Settings, scenes: Sequence[str]) -> int:
    """Make villages' QR codes and print where each one's picture is; 0, or 1 or 2 with one line."""
    if not all(1 <= len(scene) <= LONGEST_SCENE and scene.isprintable() for scene in scenes):
        print(f"wechat: a scene has 1 to {LONGEST_SCENE} characters", file=sys.stderr)
        return 2

    async def work(api: Api) -> str:
        made = [(scene, await api.make_code(scene)) for scene in scenes]
        return "\n".join(
            f"{scene}\nticket  {ticket}\n图片    {PICTURE}{quote(ticket)}" for scene, ticket in made
        )

    return _run(settings, work)


def _run(settings: Settings, work: Callable[[Api], Awaitable[str]]) -> int:
    async def main() -> str:
        store = Store(settings.database)
        await store.open()
        try:
            async with ClientSession() as session:
                return await work(make_api(session, store, Metrics(), settings))
        finally:
            await store.close()

    try:
        print(asyncio.run(main()))
    except (ApiError, Unreachable, Unsure) as error:
        print(f"wechat: Tencent did not take it: {error}", file=sys.stderr)
        return 1
    return 0
