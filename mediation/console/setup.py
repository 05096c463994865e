"""Put the console into the application: pages, templates, static files, error pages."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import aiohttp_jinja2
import jinja2
from aiohttp import web

from mediation.console import errors, routes, words
from mediation.security_headers import STATIC

HERE: Final = Path(__file__).parent


def setup(app: web.Application) -> None:
    """Add the console's pages."""
    aiohttp_jinja2.setup(
        app,
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        filters=words.FILTERS,
    )
    aiohttp_jinja2.get_env(app).globals |= words.GLOBALS | {"static": _addresses()}
    app.middlewares.append(errors.as_pages)
    app.router.add_static(STATIC, HERE / "static")
    for page in routes.ALL:
        app.router.add_route(page.method, page.path, page.serve)


def _addresses() -> dict[str, str]:
    """File name → address that changes with its content, so that caches may keep it."""
    return {
        file.name: f"{STATIC}{file.name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"
        for file in (HERE / "static").iterdir()
    }
