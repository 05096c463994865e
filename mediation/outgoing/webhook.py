"""Post an event, signed after Standard Webhooks 1.0 (https://www.standardwebhooks.com)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import aiohttp
from standardwebhooks import Webhook

from mediation.models import Delivery
from mediation.outgoing.outcome import ARRIVED, Outcome
from mediation.outgoing.targets import Target

PATIENCE: Final = aiohttp.ClientTimeout(total=15)
GONE: Final = 410
"""The receiver wants no more of it."""


def headers(delivery: Delivery, secrets: tuple[str, ...], now: datetime) -> dict[str, str]:
    """The headers of an attempt: the event's own id, the moment, a signature by each secret.

    Args:
        now: in UTC.
    """
    signed = [Webhook(one).sign(delivery.event, now, delivery.body) for one in secrets]
    return {
        "content-type": "application/json",
        "webhook-id": delivery.event,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signed),
    }


async def post(client: aiohttp.ClientSession, target: Target, delivery: Delivery) -> Outcome:
    """One attempt. What the receiver answers beside its status is not read; it is not sent elsewhere."""
    try:
        async with client.post(
            target.address,
            data=delivery.body.encode(),
            headers=headers(delivery, target.secrets, datetime.now(UTC)),
            allow_redirects=False,
            timeout=PATIENCE,
        ) as answer:
            if 200 <= answer.status < 300:
                return ARRIVED
            return Outcome(f"status {answer.status}", final=answer.status == GONE)
    except TimeoutError:
        return Outcome("no answer in time")
    except (aiohttp.ClientError, OSError, ValueError) as error:
        return Outcome(type(error).__name__[:40])
