"""The rules for the menu at the bottom ("自定义菜单")."""

from __future__ import annotations

from typing import Any, Final

from wechat.standin.errors import RefusedError

MOST_BUTTONS: Final = 3
MOST_SUB_BUTTONS: Final = 5
NAME_BYTES: Final = 16
SUB_NAME_BYTES: Final = 60
KEY_BYTES: Final = 128
URL_BYTES: Final = 1024
KEYED: Final = {
    "click",
    "scancode_push",
    "scancode_waitmsg",
    "pic_sysphoto",
    "pic_photo_or_album",
    "pic_weixin",
    "location_select",
}


def check(menu: Any) -> list[dict[str, Any]]:
    """The buttons of a menu that the platform accepts.

    Raises:
        RefusedError: 47001 shape, 40016 and 40023 counts, 40018 and 40025 names, 40017 type,
            40019 key, 40020 address.
    """
    buttons = menu.get("button") if isinstance(menu, dict) else None
    if not isinstance(buttons, list) or not all(isinstance(item, dict) for item in buttons):
        raise RefusedError(47001)
    if not 1 <= len(buttons) <= MOST_BUTTONS:
        raise RefusedError(40016)
    for button in buttons:
        _name(button, NAME_BYTES, 40018)
        sub = button.get("sub_button")
        if not sub:
            _action(button)
            continue
        if not isinstance(sub, list) or not all(isinstance(item, dict) for item in sub):
            raise RefusedError(47001)
        if len(sub) > MOST_SUB_BUTTONS:
            raise RefusedError(40023)
        for item in sub:
            _name(item, SUB_NAME_BYTES, 40025)
            _action(item)
    return buttons


def _name(button: dict[str, Any], most: int, code: int) -> None:
    name = button.get("name")
    if not isinstance(name, str) or not 1 <= len(name.encode()) <= most:
        raise RefusedError(code)


def _action(button: dict[str, Any]) -> None:
    kind = button.get("type")
    if kind == "view":
        _value(button.get("url"), URL_BYTES, 40020)
    elif kind in KEYED:
        _value(button.get("key"), KEY_BYTES, 40019)
    else:
        raise RefusedError(40017)


def _value(value: Any, most: int, code: int) -> None:
    if not isinstance(value, str) or not 1 <= len(value.encode()) <= most:
        raise RefusedError(code)
