"""``make chat``: a citizen's telephone in the terminal, speaking the real protocol in safe mode.

Reads the keyboard, or a pipe: then each line is a message, everything is printed plainly, and the
end of the input is the end of the conversation.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import mimetypes
import os
import secrets
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import aiohttp
from rich.console import Console

from wechat.standin.account import Account
from wechat.standin.bubbles import Bubbles, Plain, Screen
from wechat.standin.line import Line, LineError
from wechat.standin.messages import Message, Received
from wechat.standin.people import openid_of

HELP: Final = (
    "直接打字就是发消息。:语音 文字 · :图片 文件 · :位置 地址 · :点 菜单键 · :关注 · :取关 · :退出"
)
PLACE: Final = {"latitude": "34.773500", "longitude": "117.590600", "scale": "16"}
"""The town of 峄城, for places given by their label alone."""

LATE_ANSWER: Final = 20.0
"""Seconds for which a pipe waits for the answer to a message that was not answered at once."""


class Leave(Exception):
    """The citizen ends the conversation."""


async def message_of(typed: str, line: Line) -> Message:
    """The message that a typed line stands for.

    Raises:
        Leave: ``:退出``.
        LineError: an unknown command, or a picture that cannot be read.
        ValueError: the text is longer than 64 KB.
    """
    if not typed.startswith((":", "：")):
        return Message("text", {"content": typed})
    command, *rest = typed[1:].split(maxsplit=1)[:2] or [""]
    if command == "退出":
        raise Leave
    if command == "图片" and rest:
        return Message("image", {"media_id": await picture(rest[0], line)})
    made = _COMMANDS.get((command, bool(rest)))
    if made is None:
        raise LineError(HELP)
    return made(*rest)


_COMMANDS: Final[dict[tuple[str, bool], Callable[..., Message]]] = {
    ("关注", False): lambda: Message("subscribe", {"key": ""}),
    ("取关", False): lambda: Message("unsubscribe"),
    ("语音", True): lambda text: Message("voice", {"recognition": text}),
    ("位置", True): lambda label: Message("location", {**PLACE, "label": label}),
    ("点", True): lambda key: Message("click", {"key": key}),
}
"""Command and whether something follows it → the message."""


async def picture(name: str, line: Line) -> str:
    """Give a file to the stand-in; its media id.

    Raises:
        LineError: it cannot be read, or is no picture of at most 10 MB.
    """
    try:
        data = await asyncio.to_thread(_read, name)
    except OSError as error:
        raise LineError(f"读不了这个文件：{name}") from error
    return await line.keep(data, mimetypes.guess_type(name)[0] or "application/octet-stream")


def _read(name: str) -> bytes:
    return Path(name).expanduser().read_bytes()


class Chat:
    """One conversation."""

    def __init__(self, line: Line, openid: str, screen: Screen, *, piped: bool) -> None:
        self._line = line
        self._openid = openid
        self._screen = screen
        self._piped = piped
        self._late_came = asyncio.Event()

    async def run(self, typed: AsyncIterator[str]) -> None:
        """Send what is typed and show what comes, until either ends.

        Raises:
            LineError: the stand-in has gone.
        """
        try:
            async with self._line.late(self._openid) as coming:
                listener = asyncio.create_task(self._listen(coming))
                try:
                    async for text in typed:
                        await self._turn(text)
                finally:
                    listener.cancel()
                    await asyncio.gather(listener, return_exceptions=True)
        except Leave:
            self._screen.remark("再见")
        except (aiohttp.ClientError, TimeoutError) as error:
            raise LineError("模拟平台已经停止，请重新运行 make chat。") from error

    async def _turn(self, text: str) -> None:
        try:
            message = await message_of(text, self._line)
        except ValueError:
            self._screen.remark("这句话太长了，请分开发。")
            return
        except LineError as error:
            self._screen.remark(str(error))
            return
        self._screen.mine(text)
        self._late_came.clear()
        try:
            reply = await self._line.send(self._openid, message)
        except LineError as error:
            self._screen.remark(str(error))
            return
        if reply is not None:
            self._screen.theirs(reply)
        elif self._piped and self._line.hears_late and message.kind != "unsubscribe":
            with suppress(TimeoutError):
                await asyncio.wait_for(self._late_came.wait(), LATE_ANSWER)

    async def _listen(self, coming: AsyncIterator[Received]) -> None:
        async for received in coming:
            self._screen.theirs(received)
            self._late_came.set()


async def lines_of_stdin() -> AsyncIterator[str]:
    """Lines of standard input without blanks around them, empty ones left out."""
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[str | None]()

    def read() -> None:
        with suppress(RuntimeError):  # the conversation may end before the input does
            for line in sys.stdin:
                loop.call_soon_threadsafe(queue.put_nowait, line)
            loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    while (line := await queue.get()) is not None:
        if line.strip():
            yield line.strip()


async def converse(openid: str, *, piped: bool) -> None:
    """A conversation between standard input and the gateway.

    Raises:
        LineError: the gateway or the stand-in cannot be used.
    """
    console = Console()
    screen: Screen = Plain(console) if piped else Bubbles(console)
    account = Account.from_environment(os.environ)
    async with Line(account, os.environ["WECHAT_API_BASE"]) as line:
        await line.verify()
        if not piped:
            screen.remark(HELP)
        if not line.hears_late:
            screen.remark("WECHAT_API_BASE 不在本机：稍后的客服消息不会显示在这里")
        await Chat(line, openid, screen, piped=piped).run(lines_of_stdin())


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 at the end of the conversation, 1 with one line when it cannot begin."""
    parser = argparse.ArgumentParser(prog="make chat", description="终端里的微信")
    parser.add_argument("--openid", default="", help="同一个名字就是同一位群众；不给就是新的一位")
    given = parser.parse_args(arguments)
    openid = openid_of(given.openid or secrets.token_hex(16))
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        asyncio.run(converse(openid, piped=not sys.stdin.isatty()))
    except LineError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyError as error:
        print(f"缺少设置 {error.args[0]}：请用 make chat 启动。", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
