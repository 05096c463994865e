"""The case API for services: JSON in, JSON out, described at ``/api/v1/openapi.json``.

:mod:`mediation.api.endpoints` lists every endpoint once; routes and description come from it.
"""

from __future__ import annotations

from aiohttp import web

from mediation.api import endpoints, openapi

__all__ = ["setup"]


def setup(app: web.Application) -> None:
    """Add the API's routes."""
    for endpoint in endpoints.ALL:
        app.router.add_route(endpoint.method, endpoints.BASE + endpoint.path, endpoint.serve)
    app.router.add_get(endpoints.BASE + "/openapi.json", openapi.serve)
