"""What must be true before anything is started; each failure is one clear line."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final

PORTS: Final = {
    "RASA_PORT": "Rasa",
    "ACTIONS_PORT": "the action server",
    "GATEWAY_PORT": "the gateway",
    "MEDIATION_PORT": "the mediation backend",
}
NEEDED_BYTES: Final = 200 * 1024 * 1024


def problems(environment: Mapping[str, str], root: Path) -> list[str]:
    """Everything that stands in the way of a start, one line each; empty when all is well."""
    return [
        *_ports(environment),
        *_disk(Path(environment["VAR_DIR"])),
        *(_built(root) or _model(root)),
    ]


def _ports(environment: Mapping[str, str]) -> list[str]:
    found = []
    for name, part in PORTS.items():
        value = environment[name]
        if not value.isdigit() or not 0 < int(value) < 65536:
            found.append(f"{name}={value} is not a port (1 to 65535)")
        elif _taken(int(value)):
            found.append(f"port {value} for {part} is in use: stop what uses it, or set {name}")
    return found


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def _disk(var: Path) -> list[str]:
    try:
        var.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(var).free
    except OSError as error:
        return [f"cannot use {var.name}/ for data: {error.strerror}"]
    if free < NEEDED_BYTES:
        return [f"only {free // 1024 // 1024} MB free for {var.name}/, 200 MB needed"]
    return []


def _built(root: Path) -> list[str]:
    return [
        f"{path.relative_to(root)} is missing: start with `make run`"
        for path in (
            root / ".venv/rasa/bin/python",
            root / ".venv/app/bin/python",
            root / "models/current.tar.gz",
        )
        if not path.exists()
    ]


def _model(root: Path) -> list[str]:
    """Whether the model is the one that was trained here, whole."""
    try:
        manifest = json.loads((root / "models/MANIFEST.json").read_text(encoding="utf-8"))
        with (root / "models/current.tar.gz").open("rb") as file:
            whole = hashlib.file_digest(file, "sha256").hexdigest() == manifest["model"]
    except (OSError, ValueError, KeyError, TypeError):
        whole = False
    if whole:
        return []
    return ["models/current.tar.gz is damaged, or was not trained here: make train"]
