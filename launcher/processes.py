"""The four processes and how each tells that it is ready."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """One process of the service.

    Attributes:
        name: as honcho prefixes its lines.
        command: shell command, run from the project's folder.
        ready_at: an address that answers 200 once the process serves.
    """

    name: str
    command: str
    ready_at: str


def parts(environment: Mapping[str, str], root: Path) -> list[Part]:
    """The processes in the order in which they depend on one another."""
    app, rasa = root / ".venv/app/bin/python", root / ".venv/rasa/bin/python"
    port = {name: environment[name] for name in environment if name.endswith("_PORT")}
    return [
        Part(
            "mediation",
            f"{app} -m mediation",
            f"http://127.0.0.1:{port['MEDIATION_PORT']}/healthz",
        ),
        Part(
            "actions",
            f"{rasa} -m launcher.quietly actions",
            f"http://127.0.0.1:{port['ACTIONS_PORT']}/health",
        ),
        Part(
            "rasa",
            f"{rasa} -m launcher.quietly rasa run --interface 127.0.0.1 --port {port['RASA_PORT']}"
            " --model models/current.tar.gz --endpoints endpoints.yml"
            " --credentials credentials.yml",
            f"http://127.0.0.1:{port['RASA_PORT']}/webhooks/xiaoyi/",
        ),
        Part(
            "wechat",
            f"{app} -m wechat",
            f"http://127.0.0.1:{port['GATEWAY_PORT']}/healthz",
        ),
    ]
