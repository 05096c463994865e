"""What stands in the way of a start is one clear line each."""

import hashlib
import json
import socket

import pytest

from launcher import preflight
from launcher.preflight import problems
from tests.stack import free_port

NAMES = ("RASA_PORT", "ACTIONS_PORT", "GATEWAY_PORT", "MEDIATION_PORT")


@pytest.fixture
def ready(tmp_path):
    for path in (".venv/rasa/bin/python", ".venv/app/bin/python", "models/current.tar.gz"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"whole")
    manifest = {"sources": "", "model": hashlib.sha256(b"whole").hexdigest()}
    (tmp_path / "models/MANIFEST.json").write_text(json.dumps(manifest))
    ports = {name: str(free_port()) for name in NAMES}
    return {**ports, "VAR_DIR": str(tmp_path / "var")}, tmp_path


def test_nothing_is_said_when_all_is_well(ready):
    assert problems(*ready) == []


def test_port_in_use_is_named_with_the_setting_that_moves_it(ready):
    environment, root = ready
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = str(busy.getsockname()[1])
        (line,) = problems({**environment, "GATEWAY_PORT": port}, root)
    assert port in line
    assert "GATEWAY_PORT" in line


@pytest.mark.parametrize("port", ["", "x", "0", "65536", "-1"])
def test_what_is_no_port_is_named(ready, port):
    environment, root = ready
    (line,) = problems({**environment, "RASA_PORT": port}, root)
    assert line.startswith(f"RASA_PORT={port} is not a port")


def test_missing_model_tells_the_command_that_makes_it(ready):
    environment, root = ready
    (root / "models/current.tar.gz").unlink()
    assert problems(environment, root) == [
        "models/current.tar.gz is missing: start with `make run`"
    ]


@pytest.mark.parametrize("manifest", [None, "", "[]", "{}", '{"model": 5}', '{"model": "abc"}'])
def test_a_model_that_is_not_the_trained_one_is_named(ready, manifest):
    environment, root = ready
    path = root / "models/MANIFEST.json"
    if manifest is None:
        path.unlink()
    else:
        path.write_text(manifest)
    (line,) = problems(environment, root)
    assert line.startswith("models/current.tar.gz is damaged")


def test_a_model_that_was_cut_off_is_named(ready):
    environment, root = ready
    (root / "models/current.tar.gz").write_bytes(b"who")
    (line,) = problems(environment, root)
    assert line.startswith("models/current.tar.gz is damaged")


def test_full_disk_is_named(ready, monkeypatch):
    usage = type("Usage", (), {"free": 1024 * 1024})
    monkeypatch.setattr(preflight.shutil, "disk_usage", lambda _: usage)
    (line,) = problems(*ready)
    assert line.startswith("only 1 MB free")


def test_data_folder_that_cannot_be_made_is_named(ready):
    environment, root = ready
    (root / "var").write_text("a file")
    (line,) = problems(environment, root)
    assert line.startswith("cannot use var/ for data")
