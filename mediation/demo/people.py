"""Invented people: names put together by chance, numbers that nobody has (``138xxxx0000``)."""

from __future__ import annotations

from random import Random
from typing import Final

SURNAMES: Final = (
    "王李张刘孙陈杨赵周徐马朱胡郭何高林罗郑宋谢唐韩冯邓曹曾田董潘袁于蒋蔡余杜苏魏程吕丁"
)
GIVEN: Final = (
    "秀英建国玉兰志强桂芳明辉春梅海涛淑华文斌凤霞德胜晓燕宝山爱民永福立新玲娟振东光荣翠萍"
)
VILLAGES: Final = (
    "东岭村",
    "西沟村",
    "石桥村",
    "前坊村",
    "后坊村",
    "柳行村",
    "枣行村",
    "新河村",
    "北山村",
    "南园村",
)
FIRMS: Final = ("鑫源石材厂", "惠民超市", "永顺建筑队", "金石榴食品厂", "广通运输队", "明珠物业")


def name(chance: Random) -> str:
    """A surname and one or two characters."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice((1, 2, 2))))


def phone(chance: Random) -> str:
    """A number of the pattern 138xxxx0000."""
    return f"138{chance.randrange(10_000):04d}0000"
