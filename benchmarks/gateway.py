"""Messages a second through the gateway, in safe mode and with the durable inbox on.

``python -m benchmarks.gateway`` sends the same encrypted messages, each from another citizen, over the
same number of connections, first to a plain aiohttp handler that does wechatpy's crypto and keeps
nothing, then to the gateway with an echo in Rasa's place; the gateway also writes each message, asks
Rasa over HTTP, and writes the reply before it gives it.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from aiohttp import web

from benchmarks.report import section
from wechat.crypto import Envelope, signature
from wechat.xml import write

APP_ID: Final = "wxbenchmark"
TOKEN: Final = "benchmark-token"  # noqa: S105 - of this benchmark alone
AES_KEY: Final = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TEXT: Final = "俺是古邵镇的，去年给坛山街道一个包工头干活，一万八的工钱到现在木有给"
WARM_UP: Final = 500


@dataclass(frozen=True)
class Result:
    """What one run measured.

    Attributes:
        seconds: of the clock, for all messages.
        latencies: seconds of each.
        busy: seconds of processor time that the server itself took for all; beside other work on the
            machine this says more than the clock.
    """

    messages: int
    seconds: float
    latencies: list[float]
    busy: float = 0.0

    @property
    def rate(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds

    def line(self, name: str) -> str:
        """One line of the table."""
        ordered = sorted(self.latencies)
        middle, high = (ordered[int(len(ordered) * share)] * 1000 for share in (0.5, 0.99))
        return (
            f"{name:<46} {self.rate:6.0f} /s  {self.each:5.0f} µs of processor each"
            f"  p50 {middle:5.0f} ms  p99 {high:5.0f} ms"
        )

    @property
    def each(self) -> float:
        """Microseconds of the server's processor time for a message."""
        return self.busy / self.messages * 1e6


def requests(count: int, port: int, run: str) -> list[bytes]:
    """Signed and encrypted HTTP requests, each from another citizen."""
    envelope, now, made = Envelope(APP_ID, AES_KEY), int(time.time()), []
    for number in range(count):
        plain = write(
            {
                "ToUserName": "gh_benchmark",
                "FromUserName": f"o-{run}-{number}",
                "CreateTime": now,
                "MsgType": "text",
                "Content": TEXT,
                "MsgId": now * 1_000_000 + number,
            }
        )
        sealed = envelope.seal(plain)
        body = write({"ToUserName": "gh_benchmark", "Encrypt": sealed}).encode()
        query = (
            f"signature={signature(TOKEN, str(now), 'n')}&timestamp={now}&nonce=n"
            f"&encrypt_type=aes&msg_signature={signature(TOKEN, str(now), 'n', sealed)}"
        )
        head = (
            f"POST /wechat?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
            f"Content-Type: text/xml\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        made.append(head.encode() + body)
    return made


async def load(messages: Sequence[bytes], port: int, connections: int) -> Result:
    """Send all messages, as fast as they are answered.

    Raises:
        RuntimeError: an answer was not an encrypted reply.
    """
    waiting = iter(messages)
    latencies: list[float] = []

    async def connection() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for message in waiting:
            began = time.perf_counter()
            writer.write(message)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            body = await reader.readexactly(length)
            latencies.append(time.perf_counter() - began)
            if not head.startswith(b"HTTP/1.1 200") or b"<Encrypt>" not in body:
                raise RuntimeError(f"not a reply: {head[:30]!r} {body[:60]!r}")
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(connections)))
    return Result(len(messages), time.perf_counter() - began, latencies)


def plain(port: int) -> None:
    """A handler as others write it: wechatpy's crypto, and nothing kept."""
    from wechatpy import parse_message  # noqa: PLC0415 - a test tool, only of this rival
    from wechatpy.crypto import WeChatCrypto  # noqa: PLC0415
    from wechatpy.replies import create_reply  # noqa: PLC0415

    crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)

    async def answer(request: web.Request) -> web.Response:
        query, body = request.query, await request.text()
        opened = crypto.decrypt_message(
            body, query["msg_signature"], query["timestamp"], query["nonce"]
        )
        message = parse_message(opened)
        reply = create_reply(message.content, message).render()
        sealed = crypto.encrypt_message(reply, query["nonce"], query["timestamp"])
        return web.Response(text=sealed, content_type="application/xml")

    app = web.Application()
    app.router.add_post("/wechat", answer)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def echo(port: int) -> None:
    """Rasa's channel without a bot behind it."""

    async def ready(_: web.Request) -> web.Response:
        return web.Response(text="ok")

    async def answer(request: web.Request) -> web.Response:
        return web.json_response([{"text": (await request.json())["message"]}])

    app = web.Application()
    app.router.add_get("/", ready)
    app.router.add_post("/webhooks/xiaoyi/webhook", answer)
    web.run_app(app, host="127.0.0.1", port=port, print=None, access_log=None)


def busy(pid: int) -> float:
    """Seconds of processor time that a process has taken, all its threads together.

    ``utime`` and ``stime`` of https://www.kernel.org/doc/html/latest/filesystems/proc.html, table 1-4.
    """
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def process(port: int, *arguments: str, **environment: str) -> AsyncIterator[int]:
    """A server of our own, until the block ends; its process id.

    Raises:
        RuntimeError: it does not come up.
    """
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        env={**os.environ, **environment},
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.close()
                break
            await asyncio.sleep(0.05)
        else:
            raise RuntimeError(f"{arguments} did not come up")
        yield started.pid
    finally:
        with suppress(ProcessLookupError):
            started.send_signal(signal.SIGINT)
        await started.wait()


async def measure(count: int, connections: int, port: int) -> None:
    """Both runs, and the table."""

    async def run(name: str, pid: int) -> Result:
        await load(requests(WARM_UP, port, f"{name}-warm"), port, min(connections, WARM_UP))
        messages, before = requests(count, port, name), busy(pid)
        result = await load(messages, port, connections)
        return replace(result, busy=busy(pid) - before)

    server = ("-m", "benchmarks.gateway", "--serve", "plain", "--port", str(port))
    async with process(port, *server) as pid:
        rival = await run("plain", pid)
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "WECHAT_APP_ID": APP_ID,
            "WECHAT_APP_SECRET": "none",
            "WECHAT_TOKEN": TOKEN,
            "WECHAT_AES_KEY": AES_KEY,
            "WECHAT_API_BASE": "http://127.0.0.1:9",
            "CITIZEN_KEY_SECRET": "benchmark-key-secret",
            "GATEWAY_PORT": str(port),
            "RASA_PORT": str(port + 1),
            "VAR_DIR": folder,
        }
        rasa = ("-m", "benchmarks.gateway", "--serve", "echo", "--port", str(port + 1))
        gateway = process(port, "-m", "wechat", **settings)
        async with process(port + 1, *rasa), gateway as pid:
            ours = await run("ours", pid)
    print(f"{count} messages in safe mode, {connections} connections, {os.cpu_count()} cores")
    print(rival.line("aiohttp + wechatpy, crypto only, nothing kept"))
    print(ours.line("gateway, durable inbox, Rasa replaced by echo"))
    section(
        "Gateway",
        [
            ["safe mode", "messages a second", "processor a message"],
            [
                "aiohttp + wechatpy, crypto only, nothing kept",
                f"{rival.rate:.0f}",
                f"{rival.each:.0f} µs",
            ],
            [
                "gateway, durable inbox, Rasa replaced by echo",
                f"{ours.rate:.0f}",
                f"{ours.each:.0f} µs",
            ],
            [
                "ratio, ours to the plain handler",
                f"{ours.rate / rival.rate:.2f}",
                f"{ours.each / rival.each:.2f}",
            ],
        ],
    )


def main() -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gateway", description=__doc__)
    parser.add_argument("--messages", type=int, default=6000)
    parser.add_argument("--connections", type=int, default=1024)
    parser.add_argument("--port", type=int, default=18080)
    parser.add_argument("--serve", choices=("plain", "echo"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        {"plain": plain, "echo": echo}[asked.serve](asked.port)
    else:
        asyncio.run(measure(asked.messages, asked.connections, asked.port))
    return 0


if __name__ == "__main__":
    sys.exit(main())
