"""Run a command with the service's settings: ``python -m launcher.with_settings COMMAND …``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from launcher.environment import settings

if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("usage: python -m launcher.with_settings COMMAND …")
    os.execvpe(sys.argv[1], sys.argv[1:], settings(Path(__file__).resolve().parent.parent))  # noqa: S606
