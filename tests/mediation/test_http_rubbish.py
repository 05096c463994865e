"""What is no proper HTTP is refused, harms nobody else, and leaves no word in the log."""

import asyncio

import pytest

from tests.mediation.conftest import TOKEN

SECRET = b"a-word-that-stays-out-of-the-log"
HEAD = b"GET /api/v1/cases HTTP/1.1\r\nHost: x\r\n"
RIGHT = b"Authorization: Bearer " + TOKEN.encode() + b"\r\n"
POST = (
    b"POST /api/v1/cases HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    b"Idempotency-Key: k\r\n" + RIGHT
)
FORM = b"POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"


async def asked(service, raw):
    """The status line of the answer to raw bytes; empty when the connection was just closed."""
    server = service.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(raw)
    writer.write_eof()
    line = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    return line


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00" + SECRET + b"\r\n\r\n", id="TLS"),
        pytest.param(SECRET + b"\r\n\r\n", id="a word"),
        pytest.param(b"GET / " + SECRET + b"\r\n\r\n", id="no version"),
        pytest.param(
            b"GET /?q=" + SECRET + b"x" * 9000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", id="a long line"
        ),
        pytest.param(HEAD + b"X-A: " + SECRET + b"x" * 9000 + b"\r\n\r\n", id="a long header"),
        pytest.param(HEAD + b"X-A: " + SECRET + b"\x00\r\n\r\n", id="NUL in a header"),
        pytest.param(HEAD + b"X A " + SECRET + b": 1\r\n\r\n", id="a blank in a header's name"),
        pytest.param(HEAD + b"Authorization: " + SECRET + b"\x01\r\n\r\n", id="a broken token"),
        pytest.param(HEAD + (b"X-A: " + SECRET + b"\r\n") * 2000 + b"\r\n", id="many headers"),
        pytest.param(POST + b"Content-Length: -1\r\n\r\n" + SECRET, id="a negative length"),
        pytest.param(POST + b"Content-Length: 9x\r\n\r\n" + SECRET, id="a length of letters"),
        pytest.param(
            POST + b"Content-Length: 1\r\nContent-Length: 40\r\n\r\n" + SECRET, id="two lengths"
        ),
        pytest.param(
            POST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n" + SECRET,
            id="chunks and a length",
        ),
        pytest.param(
            POST + b"Transfer-Encoding: chunked\r\n\r\n" + SECRET + b"\r\n", id="no chunk size"
        ),
        pytest.param(
            POST + b"Content-Encoding: gzip\r\nContent-Length: 32\r\n\r\n" + SECRET, id="no gzip"
        ),
        pytest.param(
            POST + b"Content-Encoding: " + SECRET + b"\r\nContent-Length: 2\r\n\r\n{}",
            id="an unknown encoding",
        ),
        pytest.param(POST + b"Content-Length: 100\r\n\r\n" + SECRET, id="half a body"),
        pytest.param(FORM + b"Content-Length: 32\r\n\r\n" + SECRET, id="a form of one word"),
        pytest.param(
            FORM + b"Cookie: session=" + SECRET + b"; =; ;;x\r\nContent-Length: 0\r\n\r\n",
            id="rubbish for cookies",
        ),
        pytest.param(
            HEAD + b'Cookie: session="\\' + SECRET + b"\xff\xfe\r\n\r\n", id="bytes for a cookie"
        ),
        pytest.param(HEAD + b"Authorization: Bearer \xff" + SECRET + b"\r\n\r\n", id="bytes"),
        pytest.param(b"GET //" + SECRET + b"/../../etc HTTP/1.1\r\nHost: x\r\n\r\n", id="dots"),
        pytest.param(b"GET http://[" + SECRET + b" HTTP/1.1\r\nHost: x\r\n\r\n", id="no address"),
        pytest.param(b"GET /%ff%fe?%ff=" + SECRET + b" HTTP/1.1\r\nHost: x\r\n\r\n", id="no UTF-8"),
        pytest.param(b"BREW / HTTP/1.1\r\nHost: x\r\nX: " + SECRET + b"\r\n\r\n", id="BREW"),
    ],
)
async def test_it_is_refused_and_the_next_one_is_served(service, capfd, caplog, raw):
    line = await asked(service, raw)
    assert not line or b" 30" in line or b" 4" in line, line
    assert (await service.get("/cases")).status == 200
    assert await service.rows("cases") == []
    out, err = capfd.readouterr()
    assert SECRET.decode() not in out + err + caplog.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/api/v1/cases", "application/json"),
        ("/api/v1/alerts", "application/json"),
        ("/login", "application/x-www-form-urlencoded"),
    ],
)
async def test_a_body_that_swells_when_unpacked_is_refused(service, path, kind):
    import gzip

    bomb = gzip.compress(b" " * (20 * 1024 * 1024))
    answer = await service.client.post(
        path,
        data=bomb,
        headers={
            "Authorization": f"Bearer {TOKEN}",
            "Idempotency-Key": "k",
            "Content-Type": kind,
            "Content-Encoding": "gzip",
        },
    )
    assert answer.status in {400, 413}, await answer.text()
    if path.startswith("/api/"):
        assert answer.content_type == "application/problem+json"
