"""Many patterns of a knowledge file as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

NOTHING = "(?!)"
"""Matches nowhere."""


def any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """A pattern that is found where one of some is; nowhere, where there are none."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) or NOTHING)
