"""How a colour is shown: never as a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class LevelWords:
    """A colour as sign, name and word."""

    sign: str
    colour: str
    word: str

    @property
    def spoken(self) -> str:
        """Sign, colour and word together."""
        return f"{self.sign} {self.colour} {self.word}"


LEVEL_WORDS: Final = {
    "red": LevelWords("●", "红", "紧急"),
    "yellow": LevelWords("▲", "黄", "预警"),
    "blue": LevelWords("■", "蓝", "一般"),
}
