"""Tencent's error codes: what each means for us and what is done about it.

https://developers.weixin.qq.com/doc/offiaccount/Getting_Started/Global_Return_Code.html
"""

from __future__ import annotations

from enum import Enum
from typing import Final, NamedTuple


class Do(Enum):
    """What is done about an error."""

    RETRY = "try again, with growing pauses"
    RETRY_LATER = "try again after a minute or more"
    REFRESH = "get a new token, once, and try again"
    CLOSE = (
        "believe that the citizen's allowance is used up, and keep the text for the next contact"
    )
    LEFT = "note that the citizen left the account, and keep the text"
    KEEP = "keep the text for the citizen's next contact"
    DROP = "give up: it will never work"


class Meaning(NamedTuple):
    """An error code's meaning and what is done."""

    meaning: str
    do: Do


ERRORS: Final[dict[int, Meaning]] = {
    -1: Meaning("Tencent is busy", Do.RETRY),
    40001: Meaning("the token is not the newest, or the secret is wrong", Do.REFRESH),
    40014: Meaning("the token is none", Do.REFRESH),
    42001: Meaning("the token has expired", Do.REFRESH),
    41001: Meaning("the token is missing", Do.REFRESH),
    40003: Meaning("the openid is none of this account", Do.DROP),
    40007: Meaning("the media id is none, or older than three days", Do.DROP),
    40013: Meaning("the appid is wrong: WECHAT_APP_ID", Do.RETRY_LATER),
    40125: Meaning("the secret is wrong: WECHAT_APP_SECRET", Do.RETRY_LATER),
    40164: Meaning("our address is not on the account's allow-list", Do.RETRY_LATER),
    40037: Meaning("the template id is none: WECHAT_NOTICE_TEMPLATE", Do.DROP),
    40200: Meaning("this kind of account may not do that", Do.KEEP),
    43004: Meaning("the citizen does not follow the account", Do.LEFT),
    43101: Meaning("the citizen did not subscribe to this notice", Do.DROP),
    45002: Meaning("the text is too long", Do.KEEP),
    45009: Meaning("the account's daily quota is used up", Do.RETRY_LATER),
    45011: Meaning("too many calls in this minute", Do.RETRY_LATER),
    45015: Meaning("the citizen's 48 hours are over", Do.CLOSE),
    45047: Meaning("too many messages since the citizen's last", Do.CLOSE),
    47003: Meaning("a field of the template is wrong: WECHAT_NOTICE_FIELD", Do.DROP),
    48001: Meaning("the account has no permission for this", Do.KEEP),
    48002: Meaning("the citizen refuses messages", Do.KEEP),
    50002: Meaning("the account is limited", Do.RETRY_LATER),
}
"""Every code that has a reaction of its own."""

UNKNOWN: Final = Meaning("not in the table", Do.KEEP)


class ApiError(Exception):
    """Tencent answered with an error code.

    Attributes:
        code: ``errcode``.
        meaning, do: from the table above.
    """

    def __init__(self, code: int) -> None:
        self.code = code
        self.meaning, self.do = ERRORS.get(code, UNKNOWN)
        super().__init__(f"{code}: {self.meaning}")


class Unreachable(Exception):
    """The call did not reach Tencent, or was cut before any answer: it may be repeated."""


class Unsure(Exception):
    """No answer in time: the call may have been done. What must not happen twice is not repeated."""
