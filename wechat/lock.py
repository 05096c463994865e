"""One gateway for one folder: two would each do the other's turns."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Taken(OSError):
    """Another gateway holds the folder."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder until the block, or the process however it ends, is over.

    Raises:
        Taken: another process holds it.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "wechat.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Taken(error.errno, "another gateway uses this folder") from error
        yield
