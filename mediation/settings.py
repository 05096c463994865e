"""The backend's settings, from the environment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode

from mediation.outgoing import addresses
from mediation.outgoing.addresses import MailServer
from mediation.outgoing.subscribers import Subscriber
from mediation.vault.keyring import Keyring


class Settings(BaseSettings):
    """Settings of the mediation backend.

    Attributes:
        mediation_api_token: what services send as bearer token.
        mediation_data_keys: keys of personal data, comma separated, the newest first.
        database_url: an SQLAlchemy async address; by default a SQLite file in ``var_dir``.
        gateway_port: where the gateway listens on this machine; citizens are told through it.
        mediation_https: the console stands behind https: cookies are marked Secure.
        mediation_proxies: how many proxies of ours stand before the console, each telling in
            ``X-Forwarded-For`` whom it was asked by; wrong passwords are counted by that address.
        mediation_second_factor: whether leaders and administrators must have one.
        session_hours: a staff session ends after this many hours.
        console_url: where staff open the console, for links in warnings.
        warning_webhook_url: warnings are posted there, signed with ``warning_webhook_secret``: one
            secret, or the new and the old one, comma separated.
        warning_smtp_url: warnings are mailed through it, from ``warning_mail_from`` to each of
            ``warning_mail_to``.
        event_subscribers: other systems that are told what happens to cases, as JSON.
    """

    mediation_api_token: SecretStr = Field(min_length=16)
    mediation_data_keys: SecretStr
    database_url: str = ""
    mediation_host: str = "127.0.0.1"
    mediation_port: int = Field(default=8090, gt=0, lt=65536)
    gateway_port: int = Field(default=8080, gt=0, lt=65536)
    mediation_https: bool = False
    mediation_proxies: int = Field(default=0, ge=0, le=5)
    mediation_second_factor: Literal["offered", "required"] = "offered"
    session_hours: float = Field(default=10.0, gt=0, le=24)
    console_url: Annotated[str, AfterValidator(addresses.url)] = ""
    warning_webhook_url: Annotated[str, AfterValidator(addresses.url)] = ""
    warning_webhook_secret: SecretStr = SecretStr("")
    warning_smtp_url: SecretStr = SecretStr("")
    warning_mail_from: str = ""
    warning_mail_to: str = ""
    event_subscribers: Annotated[list[Subscriber], NoDecode] = []
    var_dir: Path = Path("var")

    @field_validator("mediation_data_keys")
    @classmethod
    def _are_keys(cls, keys: SecretStr) -> SecretStr:
        Keyring.parse(keys.get_secret_value())
        return keys

    @field_validator("warning_webhook_secret")
    @classmethod
    def _is_secret(cls, said: SecretStr, others: ValidationInfo) -> SecretStr:
        found = addresses.secrets(said.get_secret_value())
        if others.data.get("warning_webhook_url") and not found:
            raise ValueError("a webhook is signed: it needs a secret")
        return said

    @field_validator("warning_smtp_url")
    @classmethod
    def _is_mail_server(cls, said: SecretStr) -> SecretStr:
        addresses.mail_server(said.get_secret_value())
        return said

    @field_validator("warning_mail_from", "warning_mail_to")
    @classmethod
    def _are_mailboxes(cls, said: str, others: ValidationInfo) -> str:
        server = others.data.get("warning_smtp_url")
        if server and server.get_secret_value() and not addresses.mailboxes(said):
            raise ValueError("mail needs a sender and somebody who gets it")
        return said

    @field_validator("event_subscribers", mode="before")
    @classmethod
    def _are_subscribers(cls, said: Any) -> Any:
        return json.loads(said or "[]") if isinstance(said, str) else said

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets that warnings are signed with."""
        return addresses.secrets(self.warning_webhook_secret.get_secret_value())

    @property
    def mail_server(self) -> MailServer | None:
        """Where warnings are mailed through; None for no mail."""
        return addresses.mail_server(self.warning_smtp_url.get_secret_value())

    @property
    def mail_from(self) -> str:
        """The sender of mailed warnings."""
        return addresses.mailboxes(self.warning_mail_from)[0]

    @property
    def mail_to(self) -> tuple[str, ...]:
        """Who gets mailed warnings."""
        return addresses.mailboxes(self.warning_mail_to)

    @property
    def keyring(self) -> Keyring:
        """The keys of personal data."""
        return Keyring.parse(self.mediation_data_keys.get_secret_value())

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'mediation.db'}"
