"""Files that staff take away."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from aiohttp import web

_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
DOCX: Final = f"{_OFFICE}.wordprocessingml.document"
XLSX: Final = f"{_OFFICE}.spreadsheetml.sheet"


def attached(body: bytes, content_type: str, name: str) -> web.Response:
    """A file under a name, which may be Chinese (RFC 6266, RFC 8187)."""
    ending = name.rpartition(".")[2]
    return web.Response(
        body=body,
        content_type=content_type,
        headers={
            "Content-Disposition": (
                f"attachment; filename=\"file.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
            )
        },
    )
