"""Notices outside the conversation: template messages and subscription notices.

"发送模板消息" and "订阅通知": both go to citizens whose 48 hours are over; a subscription notice
needs one consent a notice. Each is followed by an event that tells what became of it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping
from typing import Any, Final

from wechat.standin.custom import recipient
from wechat.standin.errors import RefusedError
from wechat.standin.messages import Received, Via
from wechat.standin.people import Person
from wechat.standin.state import State
from wechat.standin.wire import Fields

LONGEST: Final = {
    "thing": 20,
    "number": 32,
    "letter": 32,
    "symbol": 5,
    "character_string": 32,
    "phone_number": 17,
    "car_number": 8,
    "name": 20,
    "phrase": 5,
}
"""Characters a value of a subscription notice may have, by the kind in its key (``thing3``)."""


def send_template(state: State, order: dict[str, Any]) -> tuple[dict[str, Any], Fields]:
    """Show a template message.

    Returns:
        What the answer holds beside the code (``msgid``), and the event that follows.

    Raises:
        RefusedError: 40003, 43004, 40037 or 47003.
    """
    person = _follower(state, order)
    _, values = _content(state, order)
    number = secrets.randbelow(2**62)
    status = "failed:user block" if person.refuses else "success"
    if state.misbehaviour.take("notices_lost"):
        status = "failed: system failed"
    if status == "success":
        person.show(state.now(), received=_notice(values, "template"))
    event: Fields = {"Event": "TEMPLATESENDJOBFINISH", "MsgID": number, "Status": status}
    return {"msgid": number}, event


def send_subscribed(state: State, order: dict[str, Any]) -> tuple[dict[str, Any], Fields]:
    """Show a subscription notice, for which the citizen has given a consent not used yet.

    Returns:
        What the answer holds beside the code (``msgid``), and the event that follows.

    Raises:
        RefusedError: 40003, 43004, 48002, 40037, 47003 or 43101.
    """
    person = recipient(state, order)
    template_id, values = _content(state, order)
    for key, value in values.items():
        most = LONGEST.get(key.rstrip("0123456789"))
        if not value or (most is not None and len(value) > most):
            raise RefusedError(47003)
    if not person.accepted.get(template_id):
        raise RefusedError(43101)
    person.accepted[template_id] -= 1
    lost = state.misbehaviour.take("notices_lost")
    if not lost:
        person.show(state.now(), received=_notice(values, "subscribe"))
    number = time.time_ns()
    sent: Fields = {
        "TemplateId": template_id,
        "MsgID": str(number),
        "ErrorCode": 1003 if lost else 0,
        "ErrorStatus": "system error" if lost else "success",
    }
    event: Fields = {"Event": "subscribe_msg_sent_event", "SubscribeMsgSentEvent": {"List": sent}}
    return {"msgid": number}, event


def _follower(state: State, order: dict[str, Any]) -> Person:
    try:
        return recipient(state, order)
    except RefusedError as error:
        if error.code != 48002:
            raise
    return state.people[order["touser"]]


def _content(state: State, order: dict[str, Any]) -> tuple[str, dict[str, str]]:
    template_id, data = order.get("template_id"), order.get("data")
    if not isinstance(template_id, str) or not template_id:
        raise RefusedError(40037)
    if state.templates is not None and template_id not in state.templates:
        raise RefusedError(40037)
    if not isinstance(data, dict) or not all(
        isinstance(item, dict) and isinstance(item.get("value"), str) for item in data.values()
    ):
        raise RefusedError(47003)
    if state.templates is not None and state.templates[template_id] != set(data):
        raise RefusedError(47003)
    return template_id, {key: item["value"] for key, item in data.items()}


def _notice(values: Mapping[str, str], via: Via) -> Received:
    return Received("notice", "\n".join(values.values()), via, fields=values)
