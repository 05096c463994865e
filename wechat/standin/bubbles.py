"""How the terminal shows a conversation: bubbles at a terminal, plain lines in a pipe."""

from __future__ import annotations

from typing import Final, Protocol

from rich.align import Align, AlignMethod
from rich.cells import cell_len
from rich.console import Console
from rich.constrain import Constrain
from rich.control import Control
from rich.markup import escape
from rich.panel import Panel
from rich.segment import ControlType

from wechat.standin.messages import Received

ACCOUNT: Final = "小峄"
NARROWEST: Final = 24
NAMES: Final = {"image": "图片", "voice": "语音", "video": "视频", "music": "音乐"}


class Screen(Protocol):
    """Where a conversation is shown."""

    def mine(self, text: str) -> None:
        """What the citizen sent."""

    def theirs(self, received: Received) -> None:
        """What the citizen received."""

    def remark(self, text: str) -> None:
        """A remark of this program."""


def readable(received: Received) -> str:
    """Everything about a received message that text can show."""
    if received.kind in NAMES:
        return f"［{NAMES[received.kind]}］{received.text}"
    if received.choices:
        lines = [f"  {choice.content}" for choice in received.choices]
        ends = received.fields
        return "\n".join(part for part in (ends["head"], *lines, ends["tail"]) if part)
    if received.articles:
        return "\n".join(
            "\n".join(part for part in (article.title, article.description, article.url) if part)
            for article in received.articles
        )
    return received.text


class Plain:
    """One line a message, ``您：`` or ``小峄：`` before it."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def mine(self, text: str) -> None:
        """What the citizen sent."""
        self._print(f"您：{text}")

    def theirs(self, received: Received) -> None:
        """What the citizen received."""
        who = "微信" if received.via == "system" else ACCOUNT
        self._print(f"{who}：{readable(received)}")

    def remark(self, text: str) -> None:
        """A remark of this program."""
        self._print(f"（{text}）")

    def _print(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
        self._console.file.flush()


class Bubbles:
    """Bubbles: the citizen's on the right and green, the account's on the left."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def mine(self, text: str) -> None:
        """What the citizen sent."""
        self._erase_typed(text)
        self._bubble(text, "right", "green", "您")

    def theirs(self, received: Received) -> None:
        """What the citizen received."""
        if received.via == "system":
            self._console.print(Align.center(f"[dim]{escape(received.text)}[/dim]"))
            return
        late = {"template": "服务通知", "subscribe": "服务通知"}
        self._bubble(readable(received), "left", "cyan", late.get(received.via, ACCOUNT))

    def remark(self, text: str) -> None:
        """A remark of this program."""
        self._console.print(Align.center(f"[dim]{escape(text)}[/dim]"))

    def _erase_typed(self, text: str) -> None:
        """Take back the line that the terminal echoed while it was typed."""
        rows = max(1, -(-cell_len(text) // self._console.width))
        for _ in range(rows):
            self._console.control(Control.move(0, -1), Control((ControlType.ERASE_IN_LINE, 2)))

    def _bubble(self, text: str, side: AlignMethod, colour: str, title: str) -> None:
        panel = Panel(
            escape(text),
            title=title,
            title_align=side,
            border_style=colour,
            expand=False,
            padding=(0, 1),
        )
        width = max(NARROWEST, self._console.width * 7 // 10)
        self._console.print(Align(Constrain(panel, width), side), highlight=False)
