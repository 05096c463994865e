"""The console's two cookies: the session, and the token of the sign-in form."""

from __future__ import annotations

from typing import Final, Literal

from aiohttp import web

from mediation.settings import Settings

SESSION: Final = "session"
SIGN_IN: Final = "sign-in"


def name_of(settings: Settings, name: str) -> str:
    """A cookie's name; behind https with the prefix that pins it to this host (RFC 6265bis)."""
    return f"__Host-{name}" if settings.mediation_https else name


def get(request: web.Request, settings: Settings, name: str) -> str | None:
    """A cookie's value; None when it is missing, empty or malformed."""
    return request.cookies.get(name_of(settings, name)) or None


def give(
    response: web.Response,
    settings: Settings,
    name: str,
    value: str,
    *,
    hours: float | None = None,
    same_site: Literal["Lax", "Strict"] = "Lax",
) -> None:
    """Set a cookie that scripts cannot read; without ``hours`` it ends with the browser."""
    response.set_cookie(
        name_of(settings, name),
        value,
        max_age=int(hours * 3600) if hours is not None else None,
        path="/",
        httponly=True,
        samesite=same_site,
        secure=settings.mediation_https,
    )


def take_back(response: web.Response, settings: Settings, name: str) -> None:
    """Remove a cookie."""
    response.del_cookie(
        name_of(settings, name), path="/", httponly=True, secure=settings.mediation_https
    )
