"""A request to the console, as its pages see it: who asks, what was typed, how to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp_jinja2
from aiohttp import web

from mediation.console.menu import menu, rights
from mediation.db import Database
from mediation.keys import DATABASE, SETTINGS
from mediation.settings import Settings
from mediation.staff import SignedIn

LONGEST_PURPOSE: Final = 100
PURPOSES: Final = ("联系当事人", "核对身份", "制作文书", "监督检查")
NO_PURPOSE: Final = f"请写明为什么要看，最多 {LONGEST_PURPOSE} 个字。"


@dataclass(frozen=True)
class Visit:
    """One request.

    Attributes:
        who: who is signed in, or None on the pages open to everybody.
        form: the fields of a POST; empty otherwise.
    """

    request: web.Request
    who: SignedIn | None = None
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The application's database."""
        return self.request.app[DATABASE]

    @property
    def settings(self) -> Settings:
        """The application's settings."""
        return self.request.app[SETTINGS]

    @property
    def person(self) -> SignedIn:
        """Who is signed in, on pages that are for staff only."""
        assert self.who is not None  # noqa: S101 - the route lets nobody else in
        return self.who

    def purpose(self) -> str | None:
        """For what somebody wants to see names or numbers in full; None where it is not said."""
        said = self.form.get("purpose", "").strip()
        return said if 0 < len(said) <= LONGEST_PURPOSE else None

    def render(self, template: str, status: int = 200, **context: Any) -> web.Response:
        """A page."""
        return aiohttp_jinja2.render_template(
            template,
            self.request,
            {
                "who": self.who,
                "may": rights(self.who),
                "menu": menu(self.who),
                "here": self.request.path,
                **context,
            },
            status=status,
        )


def see_other(path: str) -> web.Response:
    """Send the browser to another page after a POST (RFC 9110, 15.4.4)."""
    return web.Response(status=303, headers={"Location": path})
