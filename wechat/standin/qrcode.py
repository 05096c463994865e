"""QR codes with a scene ("生成带参数的二维码")."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any, Final

from wechat.standin.errors import RefusedError

LONGEST_LIFE: Final = 2_592_000
SHORTEST_LIFE: Final = 60
LASTING_SCENES: Final = 100_000
SCENES: Final = 2**32 - 1
LONGEST_SCENE: Final = 64


class Codes:
    """The codes made so far, by ticket."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._codes: dict[str, tuple[str, float | None]] = {}

    def create(self, order: Any) -> dict[str, Any]:
        """Make a code.

        Args:
            order: ``{"action_name", "action_info": {"scene": {"scene_id" | "scene_str"}},
                "expire_seconds"}``.

        Returns:
            ``{"ticket", "url"}``, and ``expire_seconds`` for one that ends.

        Raises:
            RefusedError: 47001 no object, 40053 anything wrong inside.
        """
        if not isinstance(order, dict):
            raise RefusedError(47001)
        action = order.get("action_name")
        info = order.get("action_info")
        scene = info.get("scene") if isinstance(info, dict) else None
        if not isinstance(scene, dict):
            raise RefusedError(40053)
        if action in {"QR_SCENE", "QR_LIMIT_SCENE"}:
            most = SCENES if action == "QR_SCENE" else LASTING_SCENES
            value = self._number(scene.get("scene_id"), most)
        elif action in {"QR_STR_SCENE", "QR_LIMIT_STR_SCENE"}:
            value = self._text(scene.get("scene_str"))
        else:
            raise RefusedError(40053)
        ticket = "gQ" + secrets.token_urlsafe(60)
        shown = {"ticket": ticket, "url": f"http://weixin.qq.com/q/{secrets.token_urlsafe(15)}"}
        if "LIMIT" in action:
            self._codes[ticket] = (value, None)
            return shown
        life = order.get("expire_seconds", SHORTEST_LIFE)
        if not isinstance(life, int) or not SHORTEST_LIFE <= life <= LONGEST_LIFE:
            raise RefusedError(40053)
        self._codes[ticket] = (value, self._now() + life)
        return {**shown, "expire_seconds": life}

    def scene(self, ticket: str) -> str:
        """The scene of a code that is in force.

        Raises:
            KeyError: no such code, or it has ended.
        """
        scene, ends = self._codes[ticket]
        if ends is not None and ends <= self._now():
            raise KeyError(ticket)
        return scene

    @staticmethod
    def _number(value: Any, most: int) -> str:
        if not isinstance(value, int) or not 1 <= value <= most:
            raise RefusedError(40053)
        return str(value)

    @staticmethod
    def _text(value: Any) -> str:
        if not isinstance(value, str) or not 1 <= len(value) <= LONGEST_SCENE:
            raise RefusedError(40053)
        return value
