"""One measuring process: train a model, or load one and parse texts; the result as JSON.

``python -m benchmarks.measured train CONFIG DOMAIN TRAINING FOLDER RESULT`` and
``python -m benchmarks.measured parse MODEL TEXTS RESULT``. Each in a process of its own, so that memory
and load time are that model's alone.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any, Final

from evaluation.model import Model

KILO: Final = 1024


def train(config: str, domain: str, training: str, folder: str) -> dict[str, Any]:
    """Train without any cache; seconds and peak megabytes."""
    from rasa.api import train as rasa_train  # noqa: PLC0415 - slow to import: only when training

    folders = [Path(training) / name for name in ("nlu", "rules")]
    files = [str(path) for path in folders if path.exists()] or [training]
    began = time.monotonic()
    result = rasa_train(
        domain=domain,
        config=config,
        training_files=files,
        output=folder,
        fixed_model_name="model",
        force_training=True,
    )
    if result.code:
        raise SystemExit("training failed")
    return {"seconds": time.monotonic() - began, "megabytes": _peak()}


def parse(model: str, texts: str) -> dict[str, Any]:
    """Load and parse: load seconds, peak megabytes, seconds of each parse, what was said."""
    began = time.monotonic()
    held = Model(Path(model))
    loaded = time.monotonic() - began
    rows = json.loads(Path(texts).read_text(encoding="utf-8"))
    held.parse("您好，先热热身")
    seconds, said = [], []
    for text in rows:
        start = time.perf_counter()
        parsed = held.parse(text)
        seconds.append(time.perf_counter() - start)
        said.append(
            {
                "intent": parsed["intent"]["name"],
                "dispute_type": (parsed.get("dispute_type") or {}).get("name"),
            }
        )
    return {"load": loaded, "megabytes": _peak(), "seconds": seconds, "said": said}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILO


if __name__ == "__main__":
    command, *arguments, target = sys.argv[1:]
    measured = {"train": train, "parse": parse}[command](*arguments)
    Path(target).write_text(json.dumps(measured), encoding="utf-8")
