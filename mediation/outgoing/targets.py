"""Who is told what: the receivers of the settings, which an engine carries like its keys."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from sqlalchemy.engine import Dialect, Engine

from mediation.outgoing.topics import CASE_TOPICS, TOPICS
from mediation.settings import Settings

WARNED: Final = ("warning.raised", "warning.escalated")
_FITTED: Final[WeakKeyDictionary[Dialect, Targets]] = WeakKeyDictionary()


@dataclass(frozen=True)
class Target:
    """A receiver.

    Attributes:
        key: names it in the table of deliveries; the same as long as its address is.
        address: a URL, or a mail address.
        label: how the administrator sees it: without what may be secret in a URL.
        secrets: of a webhook, the newest first; empty for mail.
    """

    key: str
    address: str
    label: str
    topics: frozenset[str]
    secrets: tuple[str, ...] = ()

    @property
    def by_mail(self) -> bool:
        """Whether it is a mailbox."""
        return not self.secrets


@dataclass(frozen=True)
class Targets:
    """All receivers, and where the console is for them."""

    all: tuple[Target, ...] = ()
    console: str = ""

    def of(self, topic: str) -> list[Target]:
        """Who is told of a topic."""
        return [one for one in self.all if topic in one.topics]

    def named(self, key: str) -> Target | None:
        """The receiver with a key, if the settings still have it."""
        return next((one for one in self.all if one.key == key), None)


NOBODY: Final = Targets()


def read(settings: Settings) -> Targets:
    """The receivers that the settings name."""
    found = []
    if settings.warning_webhook_url:
        found.append(
            _hook(settings.warning_webhook_url, settings.webhook_secrets, frozenset(WARNED))
        )
    if settings.mail_server is not None:
        found += [_mailbox(one) for one in settings.mail_to]
    for one in settings.event_subscribers:
        topics = frozenset(one.topics or CASE_TOPICS)
        found.append(_hook(one.url, one.secrets, topics))
    return Targets(tuple(found), settings.console_url.rstrip("/"))


def fit(engine: Engine, targets: Targets) -> None:
    """Give an engine the receivers of what is written through it; without them nothing is."""
    _FITTED[engine.dialect] = targets


def targets_of(dialect: Dialect) -> Targets:
    """The receivers of the engine that a dialect belongs to."""
    return _FITTED.get(dialect, NOBODY)


def _hook(url: str, secrets: tuple[str, ...], topics: frozenset[str]) -> Target:
    key = f"hook-{hashlib.sha256('|'.join((url, *sorted(topics))).encode()).hexdigest()[:16]}"
    return Target(key, url, urlsplit(url).hostname or "", topics & frozenset(TOPICS), secrets)


def _mailbox(address: str) -> Target:
    key = f"mail-{hashlib.sha256(address.encode()).hexdigest()[:16]}"
    return Target(key, address, address, frozenset(WARNED))
