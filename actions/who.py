"""Who is telling: a child, or somebody for another person."""

from __future__ import annotations

import re
from typing import Final

import cn2an

ADULT_ENOUGH: Final = 14
"""Below this age a guardian consents (个人信息保护法 31)."""

_AGE: Final = re.compile(
    r"(?:^|[，,。！ ])(?:我|俺|本人|我是)(?:今年|才|刚|刚满|还不到|不到|是个)*"
    r"(?P<age>\d{1,2}|十[一二三四]?|[六七八九])(?:周)?岁"
)
_SCHOOL: Final = re.compile(
    r"(?:^|[，,。！ ])(?:我|俺)(?:还在|在|是|才|还|刚|正)*(?:上|读|念)?(?:小学|[一二三四五六]年级|初一|幼儿园)"
    r"(?!老师|门口|旁|边|对)"
)
_FOR: Final = re.compile(
    r"(?:我|俺)?(?:替|帮|给|代|为)(?:我|俺)?(?:家)?(?P<who>爸爸?|妈妈?|爹|娘|父亲|母亲|爷爷|奶奶|姥姥|姥爷|老人|"
    r"对象|老公|老婆|媳妇|儿子|闺女|女儿|哥|弟弟|姐|妹妹|邻居|工友|婆婆|公公)(?:来)?(?:问|反映|说|登记|写|咨询|讨|要)"
)


def child(text: str) -> bool:
    """Whether the person writing says to be under 14."""
    found = _AGE.search(text)
    if found:
        return int(cn2an.cn2an(found["age"], "smart")) < ADULT_ENOUGH
    return bool(_SCHOOL.search(text))


def spoken_for(text: str) -> str | None:
    """For whom somebody speaks (娘, 工友), None where for himself."""
    found = _FOR.search(text)
    return found["who"] if found else None
