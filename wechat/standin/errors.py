"""The platform's return codes, as its "全局返回码" page lists them."""

from __future__ import annotations

import uuid
from typing import Any, Final

MESSAGES: Final = {
    -1: "system error",
    0: "ok",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40004: "invalid media type",
    40005: "invalid file type",
    40006: "invalid meida size",
    40007: "invalid media_id",
    40008: "invalid message type",
    40013: "invalid appid",
    40014: "invalid access_token",
    40016: "invalid button size",
    40017: "invalid button type",
    40018: "invalid button name size",
    40019: "invalid button key size",
    40020: "invalid button url size",
    40023: "invalid sub button size",
    40025: "invalid sub button name size",
    40035: "invalid parameter",
    40037: "invalid template_id",
    40053: "invalid action info",
    40125: "invalid appsecret",
    40164: "invalid ip, not in whitelist",
    40200: "invalid account type",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41005: "media data missing",
    41006: "media_id missing",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43004: "require subscribe",
    43101: "user refuse to accept the msg",
    44001: "empty media data",
    44002: "empty post data",
    44004: "empty content",
    45001: "media size out of limit",
    45002: "content size out of limit",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit  mustslower  retry next minute",
    45015: "response out of time limit or subscription is canceled",
    45047: "out of response count limit",
    46003: "menu no exist",
    47001: "data format error",
    47003: "argument invalid!",
    48001: "api unauthorized",
    48002: "user block receive message",
}
"""Code → ``errmsg`` as the platform writes it (its spelling mistakes included)."""


class RefusedError(Exception):
    """The platform refuses a call.

    Attributes:
        code: the return code, a key of ``MESSAGES``.
    """

    def __init__(self, code: int) -> None:
        super().__init__(MESSAGES[code])
        self.code = code


def answer(code: int) -> dict[str, Any]:
    """The JSON body of a return code; errors carry a request id, as the platform's do."""
    if code == 0:
        return {"errcode": 0, "errmsg": "ok"}
    rid = uuid.uuid4().hex
    return {
        "errcode": code,
        "errmsg": f"{MESSAGES[code]} rid: {rid[:8]}-{rid[8:16]}-{rid[16:24]}",
    }
