"""The public account that the stand-in plays the platform for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wechat.standin.crypto import Envelope

Mode = Literal["plain", "compatible", "safe"]
"""How messages are pushed: 明文模式, 兼容模式, 安全模式."""


@dataclass(frozen=True)
class Account:
    """What the account's own settings page shows.

    Attributes:
        app_id: AppID.
        secret: AppSecret.
        token: callback token.
        aes_key: EncodingAESKey.
        callback: the gateway's address.
        mode: how messages are pushed.
        original_id: the account's own id in messages (``gh_…``).
        verified: a verified service account; only those may send msgmenu.
    """

    app_id: str
    secret: str = field(repr=False)
    token: str = field(repr=False)
    aes_key: str = field(repr=False)
    callback: str
    mode: Mode = "safe"
    original_id: str = "gh_5f0c3b9e2a71"
    verified: bool = True

    @property
    def envelope(self) -> Envelope:
        """Signs, seals and opens for this account."""
        return Envelope(self.token, self.aes_key, self.app_id)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Account:
        """The account of the service's settings, with the gateway on loopback.

        Raises:
            KeyError: a setting is missing.
        """
        return cls(
            app_id=environment["WECHAT_APP_ID"],
            secret=environment["WECHAT_APP_SECRET"],
            token=environment["WECHAT_TOKEN"],
            aes_key=environment["WECHAT_AES_KEY"],
            callback=f"http://127.0.0.1:{environment['GATEWAY_PORT']}/wechat",
        )
