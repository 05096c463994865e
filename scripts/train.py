"""Train the Rasa model if its sources changed since the last time.

Writes ``models/current.tar.gz`` and ``models/MANIFEST.json`` with the hash of the sources and of the
model: a model whose hash is not in the manifest was not made here.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
MODEL: Final = ROOT / "models" / "current.tar.gz"
MANIFEST: Final = ROOT / "models" / "MANIFEST.json"
LOG: Final = ROOT / "models" / "training.log"
SOURCES: Final = (
    "config.yml",
    "domain.yml",
    "requirements/rasa.txt",
    "data",
    "bot",
    "intake",
    "legal",
)


def sources_hash() -> str:
    """SHA-256 over the names and contents of everything a model is made from."""
    digest = hashlib.sha256()
    for source in SOURCES:
        path = ROOT / source
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and file.suffix in {".py", ".yml", ".txt"}:
                digest.update(str(file.relative_to(ROOT)).encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def fresh(sources: str) -> bool:
    """Whether the model at hand was made from these sources."""
    try:
        manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
        model = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    except (FileNotFoundError, json.JSONDecodeError):
        return False
    return bool(manifest == {"sources": sources, "model": model})


def main() -> int:
    """Train where needed; 1 with one line where training failed."""
    sources = sources_hash()
    if fresh(sources):
        return 0
    print("— training the model (about two minutes) …", flush=True)
    began = time.monotonic()
    MODEL.parent.mkdir(exist_ok=True)
    with LOG.open("w", encoding="utf-8") as log, redirect_stdout(log), redirect_stderr(log):
        failed = run_training()
    if failed:
        print(LOG.read_text(encoding="utf-8")[-3000:], file=sys.stderr)
        print(f"training failed; all of it: models/{LOG.name}", file=sys.stderr)
        return 1
    model = hashlib.sha256(MODEL.read_bytes()).hexdigest()
    MANIFEST.write_text(json.dumps({"sources": sources, "model": model}, indent=1) + "\n")
    print(f"— trained in {time.monotonic() - began:.0f} s", flush=True)
    return 0


def run_training() -> bool:
    """Train with Rasa; whether that failed. What Rasa and its libraries say goes where prints go."""
    from rasa.api import train  # noqa: PLC0415 - slow: only when there is something to train

    result = train(
        domain=str(ROOT / "domain.yml"),
        config=str(ROOT / "config.yml"),
        training_files=[str(ROOT / "data" / "nlu"), str(ROOT / "data" / "rules")],
        output=str(MODEL.parent),
        fixed_model_name="current",
        core_additional_arguments={"augmentation_factor": 0},  # rules are not to be glued together
    )
    return bool(result.code) or not MODEL.exists()


if __name__ == "__main__":
    sys.exit(main())
