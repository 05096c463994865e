"""The settings every process gets: the environment, ``.env``, or development secrets made once."""

from __future__ import annotations

import os
import secrets
import string
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from dotenv import dotenv_values

DEFAULTS: Final = {
    "WECHAT_API_BASE": "https://api.weixin.qq.com",
    "GATEWAY_PORT": "8080",
    "MEDIATION_PORT": "8090",
    "RASA_PORT": "5005",
    "ACTIONS_PORT": "5055",
    "VAR_DIR": "var",
}
"""Settings with a default that suits one machine."""

QUIET: Final = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TOKENIZERS_PARALLELISM": "false",
    "PYTHONUNBUFFERED": "1",
    "OMP_NUM_THREADS": "1",
}
"""What Rasa and its libraries are told at every start."""

_ALPHANUMERIC: Final = string.ascii_letters + string.digits


def settings(root: Path, given: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of the four processes.

    What the environment sets comes first, then ``.env``; without ``.env``, ``var/dev.env`` is made
    with random development secrets (mode 600), completed and read from then on.

    Args:
        root: the project's folder.
        given: the environment, by default the process's own.

    Returns:
        A complete environment; ``VAR_DIR`` is absolute.
    """
    given = dict(os.environ if given is None else given)
    own = root / ".env"
    var = Path(given.get("VAR_DIR") or (_read(own).get("VAR_DIR") if own.exists() else "") or "var")
    var = var if var.is_absolute() else root / var
    written = _read(own) if own.exists() else development(var / "dev.env")
    return {**DEFAULTS, **QUIET, **written, **given, "VAR_DIR": str(var), "PYTHONPATH": str(root)}


def development(path: Path) -> dict[str, str]:
    """Development secrets, made on the first call and read on every later one.

    A file from before a secret was needed gets it added; what stands there is never made anew.
    """
    known = _read(path) if path.exists() else {}
    missing = {name: value for name, value in _made().items() if name not in known}
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{name}={value}\n" for name, value in missing.items())
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(("\n" if known else "") + "# Development secrets, made at random.\n" + lines)
    return _read(path)


def _made() -> dict[str, str]:
    return {
        "WECHAT_APP_ID": "wx" + secrets.token_hex(8),
        "WECHAT_APP_SECRET": secrets.token_hex(16),
        "WECHAT_TOKEN": secrets.token_hex(16),
        "WECHAT_AES_KEY": "".join(secrets.choice(_ALPHANUMERIC) for _ in range(43)),
        "WECHAT_API_BASE": "http://127.0.0.1:8099",
        "MEDIATION_API_TOKEN": secrets.token_urlsafe(32),
        "CITIZEN_KEY_SECRET": secrets.token_urlsafe(32),
        "MEDIATION_DATA_KEYS": secrets.token_urlsafe(32),
    }


def _read(path: Path) -> dict[str, str]:
    return {name: value for name, value in dotenv_values(path).items() if value is not None}
