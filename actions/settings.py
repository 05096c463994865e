"""The action server's settings, from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


class SettingsError(ValueError):
    """A setting is missing or malformed; the message names it in one line."""


@dataclass(frozen=True)
class Settings:
    """What the action server needs to know.

    Attributes:
        port: where Rasa reaches it, on loopback.
        backend: base address of the case API.
        gateway: base address of the gateway, for reminders.
        token: the bearer token of the case API.
        var: folder of the outbox.
    """

    port: int
    backend: str
    gateway: str
    token: str
    var: Path

    @classmethod
    def from_environment(cls) -> Settings:
        """Read ``ACTIONS_PORT MEDIATION_PORT GATEWAY_PORT MEDIATION_API_TOKEN VAR_DIR``.

        Raises:
            SettingsError: the token is missing or a port is no number.
        """
        token = os.environ.get("MEDIATION_API_TOKEN")
        if not token:
            raise SettingsError("MEDIATION_API_TOKEN is not set")
        try:
            port = int(os.environ.get("ACTIONS_PORT", "5055"))
            backend_port = int(os.environ.get("MEDIATION_PORT", "8090"))
            gateway_port = int(os.environ.get("GATEWAY_PORT", "8080"))
        except ValueError as error:
            raise SettingsError(f"a port is not a number: {error}") from None
        var = Path(os.environ.get("VAR_DIR", "var"))
        return cls(
            port,
            f"http://127.0.0.1:{backend_port}/api/v1",
            f"http://127.0.0.1:{gateway_port}",
            token,
            var,
        )
