"""Rasa without its model ends at once with one line, where it would serve and never answer."""

import subprocess
import tarfile

import pytest

from launcher.processes import parts
from tests.stack import ROOT, fresh_environment

LINE = "rasa: models/current.tar.gz cannot be loaded: make train"


@pytest.fixture
def broken(tmp_path):
    """A model that is an archive, but holds nothing that Rasa knows."""
    (tmp_path / "metadata.json").write_text("{}")
    path = tmp_path / "broken.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(tmp_path / "metadata.json", "metadata.json")
    return path


def test_a_model_that_does_not_load_ends_rasa_with_one_line(tmp_path, broken):
    environment = fresh_environment(tmp_path)
    (rasa,) = (part for part in parts(environment, ROOT) if part.name == "rasa")
    ended = subprocess.run(  # noqa: S602 - our own command
        rasa.command.replace("models/current.tar.gz", str(broken)),
        shell=True,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
        cwd=ROOT,
        env=environment,
    )
    assert ended.returncode == 2
    assert ended.stderr.rstrip().splitlines()[-1] == LINE
