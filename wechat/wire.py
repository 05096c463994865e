"""The protocol on the wire: who may speak, how a body is opened, how a reply is written.

The same query signature comes with every request, in all modes; in safe and compatible mode the
encrypted text has its own, ``msg_signature``, over the text itself.
https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Access_Overview.html
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from wechat import crypto, xml
from wechat.messages import BadMessage

LONGEST_PARAMETER: Final = 256


class Forged(Exception):
    """A request that is not Tencent's, or an old one; the text is a stable word for the counter."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A body that was opened.

    Attributes:
        fields: the XML's.
        sealed: whether it came encrypted, so that the reply must be too.
    """

    fields: dict[str, str]
    sealed: bool


class Wire:
    """Reads requests and writes replies of one account.

    Args:
        token: the account's.
        envelope: opens and seals.
        window: seconds a timestamp may differ from our clock, either way.
    """

    def __init__(self, token: str, envelope: crypto.Envelope, window: float) -> None:
        self._token = token
        self._envelope = envelope
        self._window = window

    def check(self, query: Mapping[str, str], now: float) -> None:
        """Whether the request is Tencent's and fresh.

        Raises:
            Forged: a parameter is missing, the signature is wrong, or the time is out of the window.
        """
        timestamp, nonce = _parameter(query, "timestamp"), _parameter(query, "nonce")
        expected = crypto.signature(self._token, timestamp, nonce)
        if not crypto.same(_parameter(query, "signature"), expected):
            raise Forged("signature")
        if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12):
            raise Forged("timestamp")
        if abs(now - int(timestamp)) > self._window:
            raise Forged("stale")

    def open(self, query: Mapping[str, str], body: bytes) -> Opened:
        """The fields of a checked request's body.

        Compatible mode carries the fields both ways; the encrypted ones are believed, since only
        they are signed.

        Raises:
            Forged: ``msg_signature`` is wrong.
            xml.BadXml, crypto.BadEnvelope, BadMessage: the body is none.
        """
        fields = xml.read(body)
        if query.get("encrypt_type", "raw") in {"", "raw"}:
            if "Encrypt" in fields and "MsgType" not in fields:
                raise BadMessage("encrypted without encrypt_type")
            return Opened(fields, sealed=False)
        if query["encrypt_type"] != "aes":
            raise BadMessage("encrypt_type is not aes")
        encrypted = fields.get("Encrypt", "").strip()
        expected = crypto.signature(
            self._token, _parameter(query, "timestamp"), _parameter(query, "nonce"), encrypted
        )
        if not crypto.same(_parameter(query, "msg_signature"), expected):
            raise Forged("msg_signature")
        return Opened(xml.read(self._envelope.open(encrypted)), sealed=True)

    def reply(self, text: str, *, openid: str, account: str, now: float, sealed: bool) -> str:
        """A passive text reply as XML, encrypted where the request was."""
        plain = xml.write(
            {
                "ToUserName": openid,
                "FromUserName": account,
                "CreateTime": int(now),
                "MsgType": "text",
                "Content": text,
            }
        )
        if not sealed:
            return plain
        encrypted, timestamp, nonce = self._envelope.seal(plain), int(now), secrets.token_hex(8)
        return xml.write(
            {
                "Encrypt": encrypted,
                "MsgSignature": crypto.signature(self._token, str(timestamp), nonce, encrypted),
                "TimeStamp": timestamp,
                "Nonce": nonce,
            }
        )


def _parameter(query: Mapping[str, str], name: str) -> str:
    value = query.get(name, "")
    if not value or len(value) > LONGEST_PARAMETER:
        raise Forged("parameters")
    return value
