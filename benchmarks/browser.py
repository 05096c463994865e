"""A member of staff's browser: cookies of its own, forms with the token and the version in them."""

from __future__ import annotations

import re
from html import unescape
from types import TracebackType
from typing import Final, Self

from aiohttp import ClientSession, ClientTimeout, CookieJar

from benchmarks.cases import PASSWORD

HIDDEN: Final = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
PATIENCE: Final = ClientTimeout(total=60)


class Browser:
    """One browser.

    Args:
        address: of the console.
    """

    def __init__(self, address: str) -> None:
        self._session = ClientSession(address, cookie_jar=CookieJar(unsafe=True), timeout=PATIENCE)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        async with self._session.get(path, allow_redirects=False) as answer:
            return answer.status, await answer.text()

    async def read(self, path: str) -> str:
        """A page.

        Raises:
            RuntimeError: it is not answered with one.
        """
        status, page = await self.get(path)
        if status != 200:
            raise RuntimeError(f"{path}: {status}")
        return page

    async def post(self, path: str, page: str, **fields: str) -> int:
        """Post a form of a page, with the page's hidden fields; the status of the answer."""
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(page)}
        sent = {name: hidden[name] for name in ("csrf", "version") if name in hidden} | fields
        async with self._session.post(path, data=sent, allow_redirects=False) as answer:
            await answer.read()
            return answer.status

    async def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Sign in.

        Raises:
            RuntimeError: nobody is let in.
        """
        page = await self.read("/login")
        status = await self.post("/login", page, login=login, password=password)
        if status != 303:
            raise RuntimeError(f"{login} is not let in: {status}")
