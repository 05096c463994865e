"""The staff console: server-rendered pages in Chinese, one file a page.

:mod:`mediation.console.routes` lists every page once, with who may see it.
"""

from __future__ import annotations

from mediation.console.setup import setup

__all__ = ["setup"]
