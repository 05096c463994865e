"""Of the warnings at a start only our own are heard, whatever filters a library sets."""

import subprocess
import sys

import pytest

from launcher.quietly import ROOT, ours

MODULE = """
import sys
import warnings
warnings.simplefilter("always")  # as libraries do
for filename in sys.argv[1:]:
    warnings.warn_explicit(f"<{filename}>", DeprecationWarning, filename, 1)
print(__name__)
"""
OURS = [str(ROOT / "bot/turn.py"), str(ROOT / "actions/answer.py")]
THEIRS = [
    str(ROOT / ".venv/rasa/lib/python3.10/site-packages/sanic/app.py"),
    "/usr/lib/python3/distutils/version.py",
    "<frozen importlib._bootstrap>",
    "sys",
]


@pytest.mark.parametrize(
    ("filename", "heard"), [*((f, True) for f in OURS), *((f, False) for f in THEIRS)]
)
def test_a_warning_is_ours_by_the_file_it_comes_from(filename, heard):
    assert ours(filename) is heard


def test_a_module_runs_as_a_program_and_only_our_warnings_are_heard(tmp_path):
    (tmp_path / "talkative.py").write_text(MODULE)
    done = subprocess.run(
        [sys.executable, "-m", "launcher.quietly", "talkative", *OURS, *THEIRS],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{tmp_path}"},
    )
    assert done.stdout == "__main__\n"
    heard = [line.partition("<")[2].partition(">")[0] for line in done.stderr.splitlines()]
    assert [name for name in heard if name] == OURS
