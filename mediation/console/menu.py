"""The pages one can go to from everywhere."""

from __future__ import annotations

from typing import Final

MENU: Final = (
    ("/", "案件"),
    ("/questions", "没答上的问题"),
)
"""Path and label."""
