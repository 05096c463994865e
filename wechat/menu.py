"""The public account's menu as data, and what a tap on it says to the bot.

Format: https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html
(1 to 3 buttons, each with up to 5 below it).
"""

from __future__ import annotations

from typing import Any, Final

TAPS: Final = {
    "REPORT": "我要反映",
    "ASK_LAW": "法律咨询",
    "PROGRESS": "进度",
    "HUMAN": "人工",
}
"""What a tap on the button with this key says."""

MENU: Final[dict[str, Any]] = {
    "button": [
        {"type": "click", "name": "我要反映", "key": "REPORT"},
        {"type": "click", "name": "法律咨询", "key": "ASK_LAW"},
        {
            "name": "我的事项",
            "sub_button": [
                {"type": "click", "name": "查进度", "key": "PROGRESS"},
                {"type": "click", "name": "转人工", "key": "HUMAN"},
            ],
        },
    ]
}


def tapped(key: str) -> str | None:
    """The text a tap stands for; None for a key that is not in the menu."""
    return TAPS.get(key)
