"""Characters by their sound: who dictates or types by pinyin writes the wrong character of the right sound.

Each Chinese character becomes the sign of its commonest reading, without the tone. Readings are those of
``pypinyin``, asked in training only; the model keeps the table.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

FIRST, LAST = 0x3400, 0x9FFF
"""Where Chinese characters stand in Unicode, the basic plane."""
SIGNS: Final = 0x10000
"""From here on stand the signs of sounds: code points that no text of a citizen has."""
Table = NDArray[np.uint32]


def table() -> Table:
    """The sign of each character from 0 to :data:`LAST`; what has no reading stands for itself."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - some 40 MB that only training needs

    signs: dict[str, int] = {}
    made = np.arange(LAST + 1, dtype=np.uint32)
    for code in range(FIRST, LAST + 1):
        reading = pinyin(chr(code), style=Style.NORMAL, errors="ignore")
        if reading:
            made[code] = SIGNS + signs.setdefault(reading[0][0], len(signs))
    return made


def with_sounds(text: str, signs: Table) -> str:
    """The text, and behind a line break its sounds."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    heard = np.where(codes < len(signs), signs[np.minimum(codes, len(signs) - 1)], codes)
    return f"{text}\n{heard.astype('<u4').tobytes().decode('utf-32-le')}"
