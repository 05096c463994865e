"""Tell a mailbox of a warning in two lines, without anybody's name or words."""

from __future__ import annotations

import json
from email.message import EmailMessage
from typing import Any, Final

import aiosmtplib

from mediation.models import Delivery
from mediation.outgoing.addresses import MailServer
from mediation.outgoing.outcome import ARRIVED, Outcome

PATIENCE: Final = 20.0
COLOURS: Final = {"red": "红色", "yellow": "黄色", "blue": "蓝色"}
WHAT: Final = {"warning.raised": "预警", "warning.escalated": "预警没有人回应"}


def letter(delivery: Delivery, sender: str, recipient: str) -> EmailMessage:
    """The mail that tells of a warning; its id is the event's, so that a mailbox shows it once."""
    told: dict[str, Any] = json.loads(delivery.body)["data"]
    subject = f"【峄调即和】{COLOURS[told['urgency']]}{WHAT[delivery.topic]}"
    where = "　".join(told[name] for name in ("no", "town", "type") if told[name])
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, recipient, subject
    made["Message-ID"] = f"<{delivery.event}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(
        f"{where or '还没有登记成案件'}\n请登录调解工作台回应：{told['link']}\n", charset="utf-8"
    )
    return made


async def send(server: MailServer, sender: str, recipient: str, delivery: Delivery) -> Outcome:
    """One attempt. A password is said only after TLS has begun."""
    try:
        await aiosmtplib.send(
            letter(delivery, sender, recipient),
            hostname=server.host,
            port=server.port,
            use_tls=server.tls,
            start_tls=True if server.user and not server.tls else None,
            username=server.user,
            password=server.password,
            timeout=PATIENCE,
        )
    except aiosmtplib.SMTPRecipientsRefused as error:
        return Outcome("mailbox refused", final=all(one.code >= 500 for one in error.recipients))
    except aiosmtplib.SMTPResponseException as error:
        return Outcome(f"status {error.code}")
    except (aiosmtplib.SMTPException, OSError) as error:
        return Outcome(type(error).__name__[:40])
    return ARRIVED
