"""Replies that answer nothing: a question back, 不知道, a greeting, a command, abuse."""

from __future__ import annotations

import re
from typing import Final

TAIL: Final = r"[了吧啊呀呢哈哦嗯呗嘛哎~～。.,，!！… ]*$"
"""What may trail a reply without changing it."""

_NOT_KNOWN: Final = re.compile(
    r"^(?:我|俺|咱|这个?|那|真|实在|也|都|就是|还|有点)*(?:"
    r"不知道|不晓得|不知|知不道|不清楚|说不清|说不准|说不上来|不好说|不了解|记不(?:清|住|得|准|起来)|"
    r"不记得|忘|想不起来|不想说|不方便|不便|不告诉|不愿意?说|不想告诉|不能说|保密|匿名|没想好|不好意思|没有?对方|没有?别人|"
    r"(?:没数|先|一会|回头|没算|不说|不留|不给|不认识|不用|跳过|下一个|过|略|随便|无所谓|再说|等会|等一下|稍等)"
    + TAIL
    + ")"
)
_NOT_KNOWN_ANYWHERE: Final = re.compile(
    r"(?:我|俺)(?:也|真|都|是真|又)?(?:不知道|知不道|不清楚|记不清|忘了)|不想(?:说|告诉|透露)"
)
_YES: Final = re.compile("^(?:都|也|倒是?)?有" + TAIL)
_NONE: Final = re.compile(r"^(?:啥|什么)?(?:都|也)?(?:没有?|木有|无|没得|冇)" + TAIL)
_QUESTION: Final = re.compile(
    r"[?？]|^(?:为啥|为什么|凭啥|凭什么|啥意思|什么意思|怎么|咋|能不能|可不可以|是不是|有没有|要不要|啥地方|什么地方|哪里|哪儿|哪个|"
    r"你是谁|恁是谁|您是|问那)|(?:吗|么|呢)[。!！ ]*$|啥用|干啥用|(?:问|想)?(?:这|那)?个?(?:干啥|干嘛|弄啥)$|"
    r"问这|怎么办|咋办|多长时间|收费|要钱不"
)
_ASKED_FOR: Final = re.compile(r"^(?:能不能|可不可以|是不是能).{0,8}(?:让|叫|给|帮|赔|还|退|要)")
_COMMAND: Final = re.compile(r"(?:查|看).{0,6}进度|转人工|人工客服|撤[回销]")
_SMALL_TALK: Final = re.compile(
    r"^(?:你好|您好|恁好|在吗|在不在|喂|嗨|hi|hello|谢谢|多谢|感谢|再见|拜拜|辛苦|麻烦|好的?|好嘞|行|中|"
    r"可以|嗯+|哦+|噢|啊+|哈+|呵+|对的?|是的?|不是|不对|不行|没错|知道|明白|收到|同意|确认|提交|继续|取消|"
    r"撤|重来|重新|退出|结束|人工|转人工|客服|进度|查|算了|停|等等|ok|OK|测试|早上好|晚上好|中午好|下午好|"
    r"上午好|登记)(?:了|您|你|恁|大家|的|一下|进度|服务)*" + TAIL
)
_ABUSE: Final = re.compile(
    r"^(?:你|恁|他|您)?(?:们)?(?:才|真|是|个|就|都|纯|有点|妈|他妈)*(?:滚|傻[逼比叉子瓜]|煞笔|[sS][bB]|神经病|"
    r"有病|[操草艹](?=你|尼|他|蛋|$)|[他你]妈|妈的|废物|垃圾(?!站|堆|场|桶|池|房|箱|清|车)|去死|混蛋|"
    r"狗屁|屁用|放屁|熊玩意|什么玩意|孬种|彪子|脑残|智障|烦人|烦死).{0,6}$"
)


def is_no_answer(slot: str, reply: str) -> bool:
    """Whether a reply is clearly something else than an answer.

    Args:
        slot: the fact slot that was asked for: 没有 answers for evidence and for nothing else, 有 does not,
            能不能让他还钱 is a demand.
        reply: the words, stripped.
    """
    if slot == "evidence" and _YES.match(reply):
        return True
    if slot == "evidence" and _NONE.match(reply):
        return False
    if _QUESTION.search(reply) and not (slot == "demand" and _ASKED_FOR.search(reply)):
        return True
    others = (_SMALL_TALK, _ABUSE, _NOT_KNOWN, _NOT_KNOWN_ANYWHERE, _NONE, _COMMAND)
    return any(expression.search(reply) for expression in others)
