"""A warning is mailed to a real mail server on this machine, discreetly, once."""

import asyncio
import json
from contextlib import asynccontextmanager
from email import message_from_bytes, policy

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from tests.mediation.outgoing.conftest import SECRET


class Mailbox:
    """What the server was handed; ``refuse`` is what it answers instead."""

    def __init__(self):
        self.got = []
        self.refuse_recipient = self.refuse_data = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.refuse_data:
            return self.refuse_data
        self.got.append(
            (envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default))
        )
        return "250 OK"


@asynccontextmanager
async def served(box, **options):
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(box, hostname="mail.example.org", **options), "127.0.0.1", 0
    )
    box.port = server.sockets[0].getsockname()[1]
    yield box
    server.close()
    await server.wait_closed()


@pytest.fixture
async def mailbox():
    async with served(Mailbox()) as box:
        yield box


def through(mailbox, recipients="duty@example.org"):
    return {
        "warning_smtp_url": f"smtp://127.0.0.1:{mailbox.port}",
        "warning_mail_from": "desk@example.org",
        "warning_mail_to": recipients,
        "console_url": "https://desk.example.org",
    }


async def test_a_red_case_is_mailed_to_each_without_anybodys_words(post_office, mailbox):
    office = await post_office(**through(mailbox, "duty@example.org, leader@example.org"))
    no = await office.hall.has_case("red")
    assert await office.round() == 2
    assert await office.round() == 0
    assert sorted(to for (to,), _ in mailbox.got) == ["duty@example.org", "leader@example.org"]
    mail = mailbox.got[0][1]
    assert mail["Subject"] == "【峄调即和】红色预警"
    assert mail["From"] == "desk@example.org"
    (row, _) = await office.rows()
    assert mail["Message-ID"] == f"<{row.event}@example.org>"
    text = mail.get_content()
    for said in (no, "阴平镇", "邻里", f"https://desk.example.org/cases/{no}"):
        assert said in text
    for secret in ("韩素芬", "韩广田", "滴水檐", "走着瞧", "139"):
        assert secret not in text


async def test_danger_without_a_case_and_domestic_violence_say_even_less(post_office, mailbox):
    office = await post_office(**through(mailbox))
    await office.hall.alert()
    await office.service.has_case(
        urgency={"level": "red", "signals": [{"code": "domestic_violence", "text": "他打我"}]}
    )
    assert await office.round() == 2
    texts = [mail.get_content() for _, mail in mailbox.got]
    assert ["还没有登记成案件" in text for text in texts].count(True) == 1
    assert not any(word in "".join(texts) for word in ("阴平镇", "邻里", "打我"))


async def test_nobody_answers_and_that_is_mailed_too(post_office, mailbox):
    office = await post_office(**through(mailbox))
    await office.hall.hire("county_leader")
    await office.hall.has_case("red")
    await office.hall.passes(11)
    await office.round()
    subjects = {mail["Subject"] for _, mail in mailbox.got}
    assert subjects == {"【峄调即和】红色预警", "【峄调即和】红色预警没有人回应"}


@pytest.mark.parametrize(
    ("refusal", "state", "fault"),
    [
        ({"refuse_recipient": "550 no such mailbox"}, "dead", "mailbox refused"),
        ({"refuse_recipient": "451 come back later"}, "waiting", "mailbox refused"),
        ({"refuse_data": "451 come back later"}, "waiting", "status 451"),
    ],
)
async def test_a_server_that_refuses(post_office, mailbox, refusal, state, fault):
    office = await post_office(**through(mailbox))
    await office.hall.has_case("red")
    for name, answer in refusal.items():
        setattr(mailbox, name, answer)
    assert await office.round() == 0
    (row,) = await office.rows()
    assert (row.state, row.fault) == (state, fault)
    assert mailbox.got == []


async def test_a_server_that_is_away_is_tried_again(post_office, mailbox):
    settings = through(mailbox) | {"warning_smtp_url": "smtp://127.0.0.1:1"}
    office = await post_office(**settings)
    await office.hall.has_case("red")
    assert await office.round() == 0
    (row,) = await office.rows()
    assert (row.state, row.attempts) == ("waiting", 1)


async def test_a_password_is_never_said_in_clear(post_office):
    asked = []

    def authenticator(server, session, envelope, mechanism, login):
        asked.append(login)
        return AuthResult(success=True)

    box = Mailbox()
    async with served(box, auth_require_tls=False, authenticator=authenticator):
        clear = {"warning_smtp_url": f"smtp://duty:secret@127.0.0.1:{box.port}"}
        office = await post_office(**through(box) | clear)
        await office.hall.has_case("red")
        assert await office.round() == 0
    assert (asked, box.got) == ([], [])
    (row,) = await office.rows()
    assert row.fault == "SMTPException"


async def test_hook_and_mail_are_told_of_the_same_event_under_one_id(
    post_office, mailbox, receiver
):
    office = await post_office(
        **through(mailbox), warning_webhook_url=receiver.url, warning_webhook_secret=SECRET
    )
    await office.hall.has_case("red")
    assert await office.round() == 2
    rows = await office.rows()
    assert len({one.event for one in rows}) == 1
    assert json.loads(receiver.got[0][1])["type"] == "warning.raised"
    assert receiver.ids == [rows[0].event]
