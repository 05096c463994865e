"""Puts together what a citizen is sent: what was kept for them, then what the bot says now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from wechat.splitting import split

LONGEST: Final = 2048
"""Bytes of UTF-8 in a passive or customer-service text, as third parties measured."""

EMERGENCY: Final = re.compile(r"(?<!\d)(110|119|120)(?!\d)")

MESSAGE_KEPT: Final = (
    "您说的我收到了，已经存好。这会儿系统有点忙，过会儿就回您，不用再发一遍。有危险请马上打110。"
)
"""Told within five seconds while the bot is away."""
NOT_HANDLED: Final = "对不住，刚才这条我没处理好。请您换个说法再说一遍，或回“人工”找值班人员。"
"""Told when the bot fails on one message again and again."""
DISCREET: Final = "您好，您有一条新消息。方便的时候回一句话，我再告诉您。"
"""Sent in place of a notice whose words should not light up on a screen that others see."""


def compose(kept: Sequence[str], said: Sequence[str]) -> list[str]:
    """The texts to send, in order, each within the limit.

    What was kept comes first, except before a reply whose first line names an emergency number:
    nothing stands before that.

    Args:
        kept: what waited for this citizen's next contact, oldest first.
        said: the bot's messages of this turn.
    """
    urgent = bool(said) and bool(EMERGENCY.search(said[0].strip().partition("\n")[0]))
    parts = [*said, *kept] if urgent else [*kept, *said]
    return split("\n\n".join(part.strip() for part in parts if part.strip()), LONGEST)
