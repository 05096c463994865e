"""Two matters in one message: where the second begins.

Only words that say so count (还有个事, 另外一件事): 「另外他还打了我」 belongs to the same matter.
"""

from __future__ import annotations

import re
from typing import Final

SHORTEST: Final = 8
"""Characters a second matter needs to be one; less is only an announcement."""

_ANNOUNCED: Final = re.compile(
    r"(?:[，,。；;！! ]|^)(?:对了|哎|再就是|，|,)*(?:我|俺)?"
    r"(?:(?:还有|另外还?有|再有|再说)(?:一|1)?(?:个|件|码|桩)(?:别的|其他|另外的?|不相干的)?(?:事儿?|事情|纠纷)|"
    r"(?:还有|另有|说个|说件)(?:别的|其他|另外)的?(?:事儿?|事情)|另(?:外)?一(?:件|个|码|桩)(?:事儿?|事情)|"
    r"第二(?:件|个)(?:事儿?|事情))(?:是|就是|呢|想说|[，,：: ])*"
)


def split(text: str) -> tuple[str, str]:
    """The first matter's words and the second's, the second empty where there is one matter.

    The first part keeps its length from the beginning of the text, so that offsets hold in it.
    """
    found = _ANNOUNCED.search(text)
    if found is None or len(text) - found.end() < SHORTEST:
        return text, ""
    return text[: found.start()], text[found.end() :].strip()
