"""The webhooks of the API's description: what other systems are posted, after Standard Webhooks 1.0."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pydantic import BaseModel

from mediation.outgoing.payloads import CaseEvent, WarningEvent
from mediation.outgoing.topics import CASE_TOPICS, TOPICS

MODELS: Final = (CaseEvent, WarningEvent)
SUMMARIES: Final = {
    "case.created": "A case has come in",
    "case.status_changed": "A case's status has changed",
    "case.urgency_changed": "A case's colour has changed",
    "case.type_changed": "A case's type was corrected",
    "case.route_changed": "A case's route was corrected",
    "case.dispatched": "A case lies on another desk",
    "warning.raised": "Somebody has to look at something now",
    "warning.escalated": "Nobody has answered a warning; the next were called",
    "warning.answered": "A warning was answered",
}
HEADERS: Final = {
    "webhook-id": "the event's own id, the same each time it is sent: take an event once",
    "webhook-timestamp": "Unix seconds of this attempt",
    "webhook-signature": (
        "space separated, each v1, and the base64 of HMAC-SHA256 over id.timestamp.body; one a secret"
    ),
}


def described(content: Callable[[type[BaseModel]], dict[str, Any]]) -> dict[str, Any]:
    """Every topic with its body.

    Args:
        content: a model → the content of a body.
    """
    return {
        topic: {
            "post": {
                "summary": SUMMARIES[topic],
                "parameters": [
                    {
                        "name": name,
                        "in": "header",
                        "required": True,
                        "description": what,
                        "schema": {"type": "string"},
                    }
                    for name, what in HEADERS.items()
                ],
                "requestBody": {
                    "required": True,
                    "content": content(CaseEvent if topic in CASE_TOPICS else WarningEvent),
                },
                "responses": {
                    "2XX": {"description": "taken; anything else is sent again later"},
                    "410": {"description": "no more of this event"},
                },
                "security": [],
            }
        }
        for topic in TOPICS
    }
