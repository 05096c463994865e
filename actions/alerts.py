"""Alert the person on duty: durable, once a message, and never in the way of an answer."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Final, Literal

from actions import outbox
from actions.draft import Draft
from actions.heard import Heard
from intake.clock import ZONE

_running: Final[set[asyncio.Task[object]]] = set()


async def alert(
    kind: Literal["danger", "human_requested"],
    citizen: str,
    draft: Draft,
    heard: Heard,
    *,
    other_matter: bool | None = None,
) -> None:
    """Write an alert to the outbox and send it in the background.

    The key is the message's id: a turn done twice alerts once.

    Args:
        other_matter: whether a matter was being told before this message, so that it is of none of the
            cases before; None to see it from the draft.
    """
    key = f"alert-{citizen}-{heard.message_id}"
    body = {
        "kind": kind,
        "citizen": citizen,
        "draft_id": draft.draft_id,
        "case_no": None,
        "other_matter": draft.begun if other_matter is None else other_matter,
        "text": heard.text,
        **heard.colour(),
        "at": datetime.fromtimestamp(heard.at, ZONE).isoformat(timespec="seconds"),
    }
    box = outbox.box()
    await box.put(key, "/alerts", body)
    task = asyncio.get_running_loop().create_task(box.deliver(key))
    _running.add(task)
    task.add_done_callback(_running.discard)
