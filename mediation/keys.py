"""What the application carries, under typed keys."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from mediation.db import Database
from mediation.settings import Settings

SETTINGS: Final = web.AppKey("settings", Settings)
DATABASE: Final = web.AppKey("database", Database)
