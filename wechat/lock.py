"""One gateway for one folder: two would each do the other's turns."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Unusable(Exception):
    """The folder cannot be had; the text says why."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder until the block, or the process however it ends, is over.

    Raises:
        Unusable: another gateway holds it, or it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "wechat.lock").open("w")
    except OSError as error:
        raise Unusable(f"cannot use {folder}: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Unusable(f"another gateway uses this folder: {folder}") from error
        yield
