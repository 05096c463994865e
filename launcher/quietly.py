"""``python -m launcher.quietly MODULE …``: a module as a program, without its libraries' warnings.

Rasa's last release stands on libraries that warn of each other's age, dozens of lines at every start.
``PYTHONWARNINGS`` does not reach them: Sanic, pyparsing and Rasa set filters of their own when they are
imported. So it is decided where a warning is shown: ours are. Runs in either environment.
"""

from __future__ import annotations

import logging
import runpy
import sys
import warnings
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
TALKATIVE: Final = ("jax", "rasa_sdk", "sanic.root")
"""Loggers that tell how they are made, and nothing that somebody could act on."""


def ours(filename: str) -> bool:
    """Whether a warning comes from the project's own code, not from a library installed below it."""
    path = Path(filename)
    return path.is_relative_to(ROOT) and "site-packages" not in path.parts


def hear_only_ours() -> None:
    """From now on show only the warnings that our own code raises."""
    show = warnings.showwarning

    def shown(
        message: Warning | str, category: type[Warning], filename: str, *where: Any, **more: Any
    ) -> None:
        if ours(filename):
            show(message, category, filename, *where, **more)

    warnings.showwarning = shown
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m launcher.quietly MODULE …")
    hear_only_ours()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
