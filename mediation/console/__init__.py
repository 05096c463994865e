"""The staff console: server-rendered pages in Chinese, one file a page."""

from __future__ import annotations

from aiohttp import web

__all__ = ["setup"]


def setup(app: web.Application) -> None:
    """Add the console's pages."""
