"""The gateway's settings, from the environment; ``docs/operations.md`` explains each."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings

from wechat.crypto import AES_KEY


def _aes_key(value: SecretStr) -> SecretStr:
    if not AES_KEY.fullmatch(value.get_secret_value()):
        raise ValueError("EncodingAESKey is 43 letters and digits")
    return value


class Settings(BaseSettings):
    """Settings of the public account's gateway.

    Attributes:
        wechat_app_id, wechat_app_secret, wechat_token, wechat_aes_key: from the account's own page.
        wechat_api_base: Tencent's API, or a stand-in's address.
        wechat_msgmenu: whether numbered choices that go out by customer-service message can be tapped;
            only verified service accounts may.
        wechat_notice: how a citizen outside the 48 hours is told that something waits: not at all,
            by template message, or by subscription notice.
        wechat_notice_template: the template's id, and wechat_notice_field the field that is filled.
        citizen_key_secret: the key of the hash that stands for an openid everywhere else.
        mediation_api_token: what the backend sends as bearer token; empty: nobody may notify.
        gateway_reply_seconds: a passive reply is given within this time, or not at all (Tencent cuts
            the connection at 5).
        gateway_away_seconds: how long a citizen waits for the notice that the message is kept, once
            Rasa is known to be away.
        gateway_burst_hold: how long a message waits for a second one.
        gateway_burst_window: messages of one citizen closer than this are taken together.
        gateway_burst_longest: the first of them never waits longer than this.
        gateway_timestamp_window: seconds a request's timestamp may differ from our clock.
        gateway_body_limit, gateway_media_limit: bytes.
        gateway_rate_burst, gateway_rate_per_second: messages of one citizen; gateway_rate_overall: of
            all together, a second.
        gateway_quiet_from, gateway_quiet_until: no notice is sent between these, Shanghai time.
    """

    wechat_app_id: str = Field(min_length=1, max_length=64)
    wechat_app_secret: SecretStr = Field(min_length=1)
    wechat_token: SecretStr = Field(min_length=3, max_length=64)
    wechat_aes_key: Annotated[SecretStr, AfterValidator(_aes_key)]
    wechat_api_base: str = Field(default="https://api.weixin.qq.com", pattern=r"^https?://\S+$")
    wechat_msgmenu: bool = False
    wechat_notice: Literal["none", "template", "subscribe"] = "none"
    wechat_notice_template: str = ""
    wechat_notice_field: str = "thing1"
    citizen_key_secret: SecretStr = Field(min_length=16)
    mediation_api_token: SecretStr = SecretStr("")
    gateway_host: str = "127.0.0.1"
    gateway_port: int = Field(default=8080, gt=0, lt=65536)
    rasa_port: int = Field(default=5005, gt=0, lt=65536)
    mediation_port: int = Field(default=8090, gt=0, lt=65536)
    var_dir: Path = Path("var")

    gateway_reply_seconds: float = Field(default=4.5, gt=0, lt=5)
    gateway_away_seconds: float = Field(default=2.0, gt=0, lt=5)
    rasa_timeout: float = Field(default=30.0, gt=0)
    gateway_burst_hold: float = Field(default=0.3, ge=0, le=0.8)
    gateway_burst_window: float = Field(default=1.2, ge=0, le=3)
    gateway_burst_longest: float = Field(default=3.0, ge=0, le=4)
    gateway_timestamp_window: float = Field(default=300.0, gt=0)
    gateway_body_limit: int = Field(default=64 * 1024, ge=4096, le=1024 * 1024)
    gateway_body_seconds: float = Field(default=4.0, gt=0)
    gateway_rate_burst: float = Field(default=120.0, ge=1)
    gateway_rate_per_second: float = Field(default=10.0, gt=0)
    gateway_rate_overall: float = Field(default=3000.0, gt=0)
    gateway_media_limit: int = Field(default=20 * 1024 * 1024, gt=0)
    gateway_api_timeout: float = Field(default=5.0, gt=0)
    gateway_quiet_from: time = time(21, 0)
    gateway_quiet_until: time = time(8, 0)

    @property
    def database(self) -> Path:
        """The gateway's own file: inbox, outbox, citizens, token."""
        return self.var_dir / "wechat.db"

    @property
    def rasa(self) -> str:
        """Where Rasa listens."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def backend(self) -> str:
        """Where the backend listens."""
        return f"http://127.0.0.1:{self.mediation_port}"
