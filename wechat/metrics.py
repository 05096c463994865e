"""What is counted, in Prometheus' format; nothing in a label identifies a citizen."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

SECONDS: Final = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0, 4.5, 5.0, 10.0, 30.0)


class Metrics:
    """The gateway's counters, on a registry of their own."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.messages = Counter(
            "wechat_messages_total", "Messages by kind", ["kind"], registry=registry
        )
        self.replies = Counter(
            "wechat_replies_total",
            "How requests were answered: reply, success, kept, repeat, limited",
            ["how"],
            registry=registry,
        )
        self.refused = Counter(
            "wechat_refused_total", "Requests refused, by reason", ["reason"], registry=registry
        )
        self.reply_seconds = Histogram(
            "wechat_reply_seconds",
            "From a message to its passive reply",
            buckets=SECONDS,
            registry=registry,
        )
        self.turns = Counter(
            "wechat_turns_total", "Turns done, by how the answer went", ["how"], registry=registry
        )
        self.rasa_seconds = Histogram(
            "wechat_rasa_seconds", "Rasa's time for a turn", buckets=SECONDS, registry=registry
        )
        self.rasa_errors = Counter(
            "wechat_rasa_errors_total", "Failed attempts at Rasa", ["kind"], registry=registry
        )
        self.api_calls = Counter(
            "wechat_api_calls_total",
            "Calls of Tencent's API by outcome: ok, an error code, or the failure's kind",
            ["call", "outcome"],
            registry=registry,
        )
        self.outbox = Counter(
            "wechat_outbox_total", "What became of outgoing texts", ["how"], registry=registry
        )
        self.media = Counter(
            "wechat_media_total", "What became of citizens' files", ["how"], registry=registry
        )
        self.quota_used_up = Counter(
            "wechat_quota_used_up_total", "Texts kept for want of allowance", registry=registry
        )
        self.store_errors = Counter(
            "wechat_store_errors_total", "Writes the disk did not take", registry=registry
        )
        self.faults = Counter(
            "wechat_faults_total", "Faults of the gateway itself", registry=registry
        )
        self.queue = Gauge(
            "wechat_queue_messages", "Messages whose turn is not done", registry=registry
        )
        self.waiting_texts = Gauge(
            "wechat_outbox_texts", "Outgoing texts by state", ["state"], registry=registry
        )

    def text(self) -> bytes:
        """All of it, as a scrape reads it."""
        return generate_latest(self.registry)
