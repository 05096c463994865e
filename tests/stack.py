"""The whole service as real processes on free ports, for tests that need it."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from launcher.environment import settings
from launcher.processes import Part, parts
from launcher.readiness import answers

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 120.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Stack:
    """Running processes, their settings, and what tests ask of them."""

    environment: dict[str, str]
    logs: Path
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        part = self._part(name)
        log = (self.logs / f"{name}.log").open("ab")
        self.running[name] = subprocess.Popen(  # noqa: S602 - our own command
            f"exec {part.command}",
            shell=True,
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        log.close()

    def wait(self, name: str) -> None:
        part, deadline = self._part(name), time.monotonic() + PATIENCE
        while not answers(part.ready_at):
            ended = self.running[name].poll()
            if ended is not None or time.monotonic() > deadline:
                words = (self.logs / f"{name}.log").read_text(errors="replace")[-3000:]
                raise RuntimeError(f"{name} did not come up (exit {ended}):\n{words}")
            time.sleep(0.1)

    def kill(self, name: str) -> None:
        process = self.running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.running.values():
            os.killpg(process.pid, signal.SIGTERM)
        for process in self.running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.running.clear()

    def say(self, citizen: str, text: str, **metadata: Any) -> list[str]:
        """What the bot answers a citizen, straight at Rasa's channel."""
        given = {"kind": "text", "message_id": uuid.uuid4().hex, **metadata}
        body = {
            "sender": citizen,
            "message": text,
            "message_id": given["message_id"],
            "metadata": given,
        }
        port = self.environment["RASA_PORT"]
        answer = self._request(f"http://127.0.0.1:{port}/webhooks/xiaoyi/webhook", body)
        return [message["text"] for message in answer]

    def cases(self, citizen: str) -> list[dict[str, Any]]:
        """The citizen's cases in full, as the backend has them."""
        found = self.api(f"/cases?citizen={citizen}")
        return [self.api(f"/cases/{item['no']}") for item in found["items"]]

    def api(self, path: str) -> Any:
        port = self.environment["MEDIATION_PORT"]
        return self._request(f"http://127.0.0.1:{port}/api/v1{path}")

    def first_account(self) -> tuple[str, str]:
        """Login and password of the account that the backend made on its first start."""
        words = (self.logs / "first-account.txt").read_text(encoding="utf-8")
        login, password = re.findall(r"[：:]\s*(\S+)", words)[:2]
        return login, password

    def _request(self, address: str, body: Any = None) -> Any:
        headers = {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.environment['MEDIATION_API_TOKEN']}",
        }
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(address, data=data, headers=headers)  # noqa: S310
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    def _part(self, name: str) -> Part:
        return next(part for part in parts(self.environment, ROOT) if part.name == name)


def fresh_environment(var: Path, **more: str) -> dict[str, str]:
    ports = {
        name: str(free_port())
        for name in ("RASA_PORT", "ACTIONS_PORT", "GATEWAY_PORT", "MEDIATION_PORT")
    }
    given = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "VAR_DIR": str(var)}
    given["WECHAT_API_BASE"] = f"http://127.0.0.1:{free_port()}"
    return settings(ROOT, {**given, **ports, "ASSESS_TODAY": "2026-11-24", **more})


@contextmanager
def running(var: Path, *names: str, **more: str) -> Iterator[Stack]:
    """Start the named parts (all by default), wait until they serve, stop them at the end."""
    var.mkdir(parents=True, exist_ok=True)
    stack = Stack(fresh_environment(var, **more), var)
    wanted = names or ("mediation", "actions", "rasa", "wechat")
    try:
        for name in wanted:
            stack.start(name)
        for name in wanted:
            stack.wait(name)
        yield stack
    finally:
        stack.stop()
