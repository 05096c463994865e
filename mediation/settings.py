"""The backend's settings, from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings

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
    var_dir: Path = Path("var")

    @field_validator("mediation_data_keys")
    @classmethod
    def _are_keys(cls, keys: SecretStr) -> SecretStr:
        Keyring.parse(keys.get_secret_value())
        return keys

    @property
    def keyring(self) -> Keyring:
        """The keys of personal data."""
        return Keyring.parse(self.mediation_data_keys.get_secret_value())

    @property
    def database(self) -> str:
        """The address of the database in use."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var_dir / 'mediation.db'}"
