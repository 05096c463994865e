"""How long what citizens said is kept outside the case files: ``data/knowledge/retention.yml``."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from attrs import fields, frozen

from intake.knowledge import FOLDER, KnowledgeError, read_file


@frozen
class Retention:
    """The periods, each counted from what the file says.

    Attributes:
        answered: messages that were answered and texts that were delivered, in the gateway.
        undelivered: texts in the gateway that wait for a citizen's next message.
        unseen: openid, allowance and what a conversation knows beside its words.
        media: pictures and recordings of a citizen without a case.
        refused: requests of the action server that the backend refused.
        conversation: the words of a conversation, and of what was handed over the receipt.
    """

    answered: timedelta
    undelivered: timedelta
    unseen: timedelta
    media: timedelta
    refused: timedelta
    conversation: timedelta


def load(path: Path = FOLDER / "retention.yml") -> Retention:
    """The district's periods.

    Raises:
        KnowledgeError: missing or malformed, or a period that is no number of days from 1 to 3650; the
            message is one line.
    """
    given = read_file(path).get("retention")
    names = [field.name for field in fields(Retention)]
    if not isinstance(given, dict) or sorted(given) != sorted(names):
        raise KnowledgeError(f"{path.name}: retention needs exactly {', '.join(names)}")
    wrong = [
        name
        for name, days in given.items()
        if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= 3650
    ]
    if wrong:
        raise KnowledgeError(f"{path.name}: no number of days from 1 to 3650: {', '.join(wrong)}")
    return Retention(**{name: timedelta(days=days) for name, days in given.items()})
