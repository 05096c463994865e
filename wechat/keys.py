"""What the application carries, under typed keys."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from intake.retention import Retention
from wechat.inbox import Inbox
from wechat.media import Collector
from wechat.metrics import Metrics
from wechat.rasa import Rasa
from wechat.reception import Reception
from wechat.retention import Housekeeping
from wechat.sender import Sender
from wechat.settings import Settings
from wechat.store import Store
from wechat.turns import Turns
from wechat.wire import Wire

SETTINGS: Final = web.AppKey("settings", Settings)
METRICS: Final = web.AppKey("metrics", Metrics)
WIRE: Final = web.AppKey("wire", Wire)
STORE: Final = web.AppKey("store", Store)
INBOX: Final = web.AppKey("inbox", Inbox)
RASA: Final = web.AppKey("rasa", Rasa)
TURNS: Final = web.AppKey("turns", Turns)
RECEPTION: Final = web.AppKey("reception", Reception)
SENDER: Final = web.AppKey("sender", Sender)
COLLECTOR: Final = web.AppKey("collector", Collector)
HOUSEKEEPING: Final = web.AppKey("housekeeping", Housekeeping)
RETENTION: Final = web.AppKey("retention", Retention)
