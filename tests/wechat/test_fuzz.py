"""Rubbish of every kind, with a fixed budget; ``FUZZ`` sets the cases (2,000 by default)."""

import asyncio
import logging
import os
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wechat.fakes import ACCOUNT, AES_KEY, APP_ID, TOKEN, Phone, signed
from tests.wechat.test_crypto import envelope, sealed
from tests.wechat.test_xml import BOMB
from wechat import messages, turn
from wechat.crypto import BadEnvelope, Envelope, signature
from wechat.messages import BadMessage
from wechat.wire import Forged, Wire
from wechat.xml import BadXml

FUZZ = int(os.environ.get("FUZZ", "2000"))
AT_ONCE = 20
WIRE = Wire(TOKEN, Envelope(APP_ID, AES_KEY), 300.0)
WORDS = [
    "",
    " ",
    "0",
    "-1",
    "9" * 30,
    "text",
    "event",
    "voice",
    "hologram",
    "subscribe",
    "/restart",
    "]]>",
    "<![CDATA[",
    "&#0;",
    "&#x110000;",
    "\ud7ff",
    "\ufffe",
    "峄城",
    "👨‍👩‍👧",
    "' OR 1=1 --",
    "%s%n",
    "x" * 5000,
]
NAMES = ["ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "Event", "EventKey"]
NAMES += ["Content", "MediaId", "Recognition", "Label", "Title", "Url", "Encrypt", "bizmsgmenuid"]


def spoil(body: bytes, dice: random.Random) -> bytes:
    """Some of a body's bytes changed, cut out, doubled or put in."""
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(body) + 1)
        before, after, length = body[:at], body[at:], dice.randint(1, 40)
        body = dice.choice(
            [
                before + bytes([dice.randrange(256)]) + after[1:],
                before + after[length:],
                body[: at + length] + after,
                before + dice.choice(WORDS).encode() + after,
                before,
            ]
        )
    return body


def a_case(phone: Phone, dice: random.Random):
    """A query and a body, near enough to a true one to get somewhere."""
    kind = dice.choice(["text", "image", "voice", "location", "link", "event", "hologram"])
    fields = {"MsgType": kind, "Content": dice.choice(WORDS), "Event": dice.choice(WORDS)}
    phone.mode = dice.choice(["plain", "compatible", "safe"])
    phone.openid = f"o-{dice.randrange(10**9)}"
    query, body = phone.request(**{name: value.replace("\0", "") for name, value in fields.items()})
    body = body.encode()
    spoilt = dice.randrange(5)
    if spoilt == 0:
        return query, spoil(body, dice)
    if spoilt == 1:
        inside = spoil(envelope(body), dice) if dice.random() < 0.5 else envelope(spoil(body, dice))
        return resealed(sealed(inside))
    if spoilt == 2:
        return resealed(spoil(sealed(envelope(body)).encode(), dice).decode(errors="ignore"))
    if spoilt == 3:
        name = dice.choice([*query, "echostr"])
        return {**query, name: dice.choice(WORDS)}, body
    some = "".join(
        f"<{name}>{dice.choice(WORDS)}</{name}>" for name in dice.sample(NAMES, dice.randint(0, 9))
    )
    return signed(), f"<xml>{some}</xml>".encode()


def resealed(encrypted: str):
    """The query and body of an encrypted text whose own signature is right."""
    now = str(int(time.time()))
    query = {
        **signed(at=now),
        "encrypt_type": "aes",
        "msg_signature": signature(TOKEN, now, "nonce", encrypted.strip()),
    }
    return query, f"<xml><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>".encode()


async def test_no_rubbish_gets_a_server_error(make_gateway, caplog):
    caplog.set_level(logging.WARNING)
    gateway = await make_gateway(gateway_burst_window=0.0, gateway_rate_overall=1e9)
    dice = random.Random(20261125)  # noqa: S311 - the same rubbish every time
    phone = Phone(gateway)
    seen = set()

    async def one():
        query, body = a_case(phone, dice)
        async with gateway.post("/wechat", params=query, data=body) as response:
            seen.add(response.status)
            assert response.status == 200 or 400 <= response.status < 500, (query, body)
            assert "Traceback" not in await response.text()

    for _ in range(FUZZ // AT_ONCE):
        await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    assert {200, 400, 403} <= seen
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("mode", ["plain", "safe"])
async def test_a_bomb_does_not_go_off_in_any_wrapping(gateway, mode):
    query, body = resealed(sealed(envelope(BOMB.encode()))) if mode == "safe" else (signed(), BOMB)
    response = await gateway.post("/wechat", params=query, data=body)
    assert response.status == 400


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /wechat\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"POST /wechat HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        b"POST /wechat HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST /wechat HTTP/1.1\r\nHost: x\r\n" + b"A: " + b"x" * 20000 + b"\r\n\r\n",
        b"POST /wechat?signature=%ff%fe&timestamp=%00&nonce=%ed%a0%80 HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)
async def test_what_is_not_http_gets_a_4xx_or_nothing(gateway, raw):
    reader, writer = await asyncio.open_connection("127.0.0.1", gateway.port)
    writer.write(raw)
    writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    assert answer == b"" or answer.split()[1].startswith(b"4")


async def test_a_compressed_bomb_is_refused(gateway):
    import gzip

    body = gzip.compress(b"<xml>" + b" " * 10_000_000 + b"</xml>")
    response = await gateway.post(
        "/wechat", params=signed(), data=body, headers={"Content-Encoding": "gzip"}
    )
    assert response.status == 413


FIELDS = st.dictionaries(
    st.sampled_from(NAMES), st.text(st.characters(codec="utf-8"), max_size=40), max_size=12
)


@given(FIELDS, st.binary(max_size=60), st.booleans())
@settings(
    max_examples=FUZZ // 4, deadline=None, suppress_health_check=list(HealthCheck), database=None
)
def test_every_body_is_a_message_or_one_of_four_refusals(fields, rubbish, encrypted):
    from wechat.xml import write

    plain = write({"ToUserName": ACCOUNT, **fields}).encode()
    if rubbish:
        cut = len(rubbish) * 7 % len(plain)
        plain = plain[:cut] + rubbish + plain[cut:]
    query, body = resealed(sealed(envelope(plain))) if encrypted else (signed(), plain)
    try:
        WIRE.check(query, time.time())
        message = messages.read(WIRE.open(query, body).fields)
    except (Forged, BadXml, BadEnvelope, BadMessage):
        return
    asked = turn.of(message)
    assert asked is None or asked.text.strip()
    assert asked is None or not asked.text.startswith(("/", "／"))
