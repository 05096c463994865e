"""Words that mean one thing whatever a classifier makes of them: menu taps and set phrases.

The public account's menu sends its labels as text, and the bot itself tells citizens to answer with a
word (回“登记”): what it asks for it must understand every time.
"""

from __future__ import annotations

import re
from typing import Final

from bot.recognisers import lexicons

LONGEST: Final = 26
"""Characters; a longer message is more than a set phrase."""

_TAIL: Final = r"[了吧啊呀呢吗嘛哈，,。.!！?？~ ]*$"
_I: Final = r"^(?:那|再|你好|您好|，|,)*(?:我|俺|咱)?(?:就|先|还)?(?:想要?|要)?"
_MATTER: Final = r"(?:事儿?|事情|问题|情况|纠纷)"

_PHRASES: Final = (
    (
        "start_report",
        _I + r"(?:反映|反应|登记|投诉|申请调解|说)(?:一下|个|一个|点)?" + _MATTER + r"?" + _TAIL,
    ),
    (
        "start_law",
        _I + r"(?:法律咨询|咨询|问|了解)(?:一下|个|点)?(?:法律)?(?:上的)?(?:问题|的事)?" + _TAIL,
    ),
    ("check_progress", r"^(?:查|看|问)?(?:一下|下)?(?:我的)?(?:进度|进展)" + _TAIL),
    (
        "ask_receipt",
        r"^.{0,10}(?:案号|案件号|回执|收据|登记号|受理号|(?<!邮政)编号).{0,8}$",
    ),
    (
        "other_matter",
        r"^(?:对了|哎|那个|，|,)*(?:我|俺)?(?:还有|另外还?有|还想说|再说)(?:一|1)?(?:个|件|码|桩)?"
        r"(?:别的|其他|另外的?)?(?:事儿?|事情|纠纷)(?:要|想)?(?:说|反映|登记|问)?" + _TAIL,
    ),
    (
        "unsolved",
        r"^(?:这|那)?(?:个|件)?(?:事儿?|事情|问题)?(?:到现在|怎么|咋|一直|根本|还是|还|也|都|就)*"
        r"(?:没有?|木有)(?:给|人)*(?:我|俺)?(?:解决|处理好?|办好|管|联系(?:我|俺)?|理(?:我|俺))"
        + _TAIL,
    ),
    (
        "ask_anonymous",
        r"^.{0,10}(?:匿名|不(?:想)?(?:留|说|报|填)(?:我的|俺的)?(?:名字|姓名|名|电话|信息).{0,4}(?:行|可以|能|问)).{0,10}$",
    ),
    ("ask_summary", r"^(?:继续|接着)(?:说|来|弄|登记)?" + _TAIL),
)
_COMPILED: Final = tuple((intent, re.compile(words)) for intent, words in _PHRASES)
_ANSWERED_BY_ITSELF: Final = {
    "unsolved": lambda asked: asked not in {None, "satisfaction", "story"},
    "start_law": lambda asked: asked not in {None, "story", "menu", "readings", "satisfaction"},
    "ask_anonymous": lambda asked: asked in {"applicant_name", "applicant_phone"},
    "start_report": lambda asked: (asked or "").startswith("q:"),
}
"""Intents that are no more than an answer where such a question stands open."""


def intent_of(text: str, open_question: str | None) -> str | None:
    """The intent of a set phrase, None where the message is none.

    Args:
        text: the normalised message.
        open_question: the id of the question that stands open; some phrases answer it.
    """
    words = text.strip()
    if not words or len(words) > LONGEST:
        return None
    for intent, expression in _COMPILED:
        answers = _ANSWERED_BY_ITSELF.get(intent)
        if expression.match(words) and not (answers and answers(open_question)):
            return intent
    return None


_SAFE: Final = re.compile(
    r"(?<!不)(?:没事了|安全了)|^(?:我|俺|人|现在|目前|这会儿?|已经|都|暂时|算是?|嗯|对|，|,)*(?:安全|没事|没危险|"
    r"(?:他|她|人|对方)(?:们)?(?:已经|都)?(?:走|跑|离开|被带走)|躲|锁好|在(?:派出所|邻居|亲戚|娘家|朋友|医院)|"
    r"有人(?:陪|在)?|.{0,6}陪着|消防(?:员)?来|(?:已经|刚)?报(?:了)?警|警察(?:来|到)|离开|散|平静)"
)
_UNSAFE: Final = re.compile(
    r"不安全|没有?人(?:在|陪|管)?$|就(?:我|俺)(?:一个|自己)|一个人|害怕|还在(?:打|砸|闹|门口)|没地方|不敢|出不去"
)


_SKIPS: Final = re.compile(
    r"^(?:这个?|俺|我|也|真|都)*(?:不(?:想|愿意?|方便)?(?:留|说|讲|告诉|透露|填|答)|不(?:知道|清楚|晓得|记得)|知不道|"
    r"没有?印象|忘(?:了|记)|记不清|说不(?:清|准|好|上来)|跳过|略过?|下一个|下一条|过)[了吧啊呀呢,，。.!！~]*$"
)


_BARE_NAME: Final = re.compile(r"^[一-鿿]{2,4}$")
_NO_NAME: Final = re.compile(
    r"[吗呢吧啊么的了是不没谁啥您你俺恁]|跳过|继续|登记|同意|人工|进度|谢谢|随便|保密"
)


def bare_name(text: str) -> bool:
    """Whether a reply is a surname with one to three more characters (李有才), and nothing else."""
    words = text.strip()
    if not _BARE_NAME.match(words) or _NO_NAME.search(words):
        return False
    surnames = lexicons.lexicon("surnames")
    return words[:2] in surnames["double"] or words[0] in surnames["single"]


def skips(text: str) -> bool:
    """Whether a whole message says that a question is not to be answered."""
    return bool(_SKIPS.match(text.strip()))


def safety(text: str) -> str | None:
    """``affirm`` where words say that the danger is over, ``deny`` where it lasts, else None."""
    words = text.strip()
    if _UNSAFE.search(words):
        return "deny"
    return "affirm" if _SAFE.match(words) else None
