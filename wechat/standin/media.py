"""Media files: what citizens send and what the account uploads, kept for three days."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from wechat.standin.errors import RefusedError

MEGABYTE: Final = 1024 * 1024
LIFE: Final = 3 * 86_400
MOST_FILES: Final = 500


@dataclass(frozen=True)
class Rule:
    """Which files may be uploaded as one media type: size in bytes, content types."""

    size: int
    types: frozenset[str]


RULES: Final[Mapping[str, Rule]] = {
    "image": Rule(10 * MEGABYTE, frozenset({"image/png", "image/jpeg", "image/gif"})),
    "voice": Rule(2 * MEGABYTE, frozenset({"audio/amr", "audio/mpeg", "audio/mp3"})),
    "video": Rule(10 * MEGABYTE, frozenset({"video/mp4"})),
    "thumb": Rule(64 * 1024, frozenset({"image/jpeg"})),
}
"""After "新增临时素材"."""


@dataclass(frozen=True)
class File:
    """One media file."""

    data: bytes
    content_type: str
    made: float


class Media:
    """Files by media id; the oldest go when there are more than 500."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._files: dict[str, File] = {}

    def keep(self, data: bytes, content_type: str) -> str:
        """Keep a file and return its media id."""
        while len(self._files) >= MOST_FILES:
            del self._files[next(iter(self._files))]
        media_id = secrets.token_urlsafe(48)
        self._files[media_id] = File(data, content_type, self._now())
        return media_id

    def accept(self, kind: str, data: bytes, content_type: str) -> str:
        """Keep a file that the account uploads, under the platform's rules.

        Raises:
            RefusedError: 40004 media type, 44001 empty, 40005 file type, 45001 too big.
        """
        rule = RULES.get(kind)
        if rule is None:
            raise RefusedError(40004)
        if not data:
            raise RefusedError(44001)
        if content_type not in rule.types:
            raise RefusedError(40005)
        if len(data) > rule.size:
            raise RefusedError(45001)
        return self.keep(data, content_type)

    def get(self, media_id: str) -> File:
        """A file that is still kept.

        Raises:
            RefusedError: 40007.
        """
        file = self._files.get(media_id)
        if file is None or file.made + LIFE <= self._now():
            raise RefusedError(40007)
        return file
