"""What somebody does in a text who may be the other side: he speaks, acts, suffers, or sends one on.

Who acts or answers at the head of a clause (「公司说…」, 「银行把卡锁了」) is complained of where nobody is
named with more weight; of one's own family only who does not merely fall ill, buy or work.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.recognisers import lexicons
from bot.recognisers import other_side_words as words
from bot.recognisers.document import Document

OPENS: Final = re.compile(
    r"(?:可是?|但是?|结果|后来|现在|如今|这会儿|谁知道?|不过|因为|由于|所以|而且|那个?|这个?|[我俺咱你恁他她](?:们|家)?|小区|村|镇|"
    r"问|去找|找|家|里|的|那天|昨天|去年|前年|今年|上个?月|当时|头|末了|最后|[一几两俩三]?[个位名家户]|有|新来|附近|旁边|一开始|原来|本来|如果|说是?)*"
)
SPEAKS: Final = re.compile(
    r"(?:那边|这边|人员|负责人|经理|老板|就|也|又|却|都|还|光|只|老是|总是|一直|当时|当初|现在|后来|先|开始|[跟对给和向][我俺他她](?:们)?|[^，。,]{0,4}打电话|回|来|他|她|总|则|可){0,4}"
    r"(?:说(?!漏|和)|答复|回复|告诉|保证|承诺|答应|解释|声称|称|推给|推说|嫌|怪|要求[我俺]|让[我俺大业家]|叫[我俺大]|通知[我俺]|只肯|只给|只赔|光说)"
)
NOT_ACTING: Final = re.compile(
    r"$|[里上旁、和与及]|的|门口|对面|附近|跟前|小区|方面|那边?$|之间|[给跟](?:我|俺)?(?:介绍|评理|作证)"
    r"|有(?:人|[一两二三四五六七八九十几\d个])|大夫|医生|新来|老人|在[^，。,]{1,8}(?:旁|边|附近|对面)"
)
OWNED: Final = re.compile(r"的(?!人都?|事|钱|时候|老乡|朋友|亲戚|电话|号码)")
BAD: Final = re.compile(
    r"掉|砸|漏|倒|烫|烧|伤|断|坏|撞|轧|塌|裂|灰|烟|味|吵|噪|震|臭|响|死|拖|欠|扣|骗|不|没|木"
)
SELF: Final = re.compile(
    r"[^，。,把借占欠]{0,6}?(?:病|疼|哭|急得|气得|吓|愁|骨折|骨头坏|骨裂|发烧|发热|抽风|住院|动?手术|做手术|去世|过世|死(?![活皮赖])|怀孕|坐月子|生孩子|生娃|摔(?![坏东门了我碎])|"
    r"受伤|上班|上学|考上|考大学|打工|干活|骑着?车|骑电|推着|今年\w{0,2}[\d一二三四五六七八九十]|[\d六七八九]\w{0,2}岁|[六七八九]十\w{0,2}了?$|瘫|中风|糖尿|癌|"
    r"买了(?!卖)|[报买订]的|订了|报了|充了|刷了|相撞|怀着|在(?!外)[^，。,]{1,8}(?:上班|打工|干|走|等|玩|上学|念书|住院|看病|做|摔|洗)|给人?[^，。,]{1,4}(?:打工|干活|看门|看大门|做工)|"
    r"借给|租给|嫁到|嫁出|送去|送到|去(?:医院|看病)|做了?(?:白内障|手术|支架|个|护理)|换的?关节|刚满|[胸脸][前上]|(?:头|脚|腿|胳膊|手)(?:上|都|被|让|烫|砸)|三十多|四十多|五十多)"
)
DONE_TO: Final = re.compile(
    r"(?:把(?:[我俺他她咱](?:们|家)?的?)?|(?<![借租卖转赊送打])给[我俺咱](?:们|家)?)$"
)
SENT_ON: Final = re.compile(
    r"(?:(?:让|叫|要)(?:[我俺你他她咱](?:们)?)(?:去|再|自己|先|直接|再去)?(?:找|问)|推给|推到|推|赖给|怪)$"
)
PLACED: Final = re.compile(r"(?:自家|停在|放在|搁在|掉到|掉在|嫁到|住在(?:[我俺]家)?|走到)$")
NEIGHBOURHOOD: Final = frozenset(
    {"楼上", "楼下", "隔壁", "对门", "前院", "后院", "前排", "后排", "东院", "西院", "南院", "北院"}
)
LEFT_ASIDE: Final = re.compile(
    r"里?(?:躺着|抢救|陪床|伺候|守着|待了|观察)|(?:的事)?(?:另说|另算|不提|先不|放一边|不说了?)"
)
PAPERS: Final = re.compile(
    r"(?:开|出|出具|给|盖章|签字|打)?的?(?:诊断|证明|病历|病例|转账|流水|记录|发票|收据|单据|票据|片子|报告|鉴定|回执|认定)"
)
PHONED: Final = re.compile(r"(?:的)?(?:值班|投诉|客服)?(?:电话|热线)")
KIN_QUARREL: Final = re.compile(
    r"(?:因|为|分|合伙|争|换|闹|吵|打架|一起|一块|签|有|之间|过不|离|都是再婚)"
)


@lru_cache(maxsize=1)
def staff() -> re.Pattern[str]:
    """大夫 and 护工 with what they do to somebody."""
    every = "|".join(sorted(lexicons.lexicon("titles")["staff"], key=len, reverse=True))
    return re.compile(rf"(?:{every})(?P<deed>[^，。,；;！!？?]{{1,16}})")


@lru_cache(maxsize=1)
def lawful() -> frozenset[str]:
    """借款人 and 承租人: words of contracts and laws, which act in them without a quarrel."""
    return frozenset(lexicons.lexicon("titles")["lawful"])


@lru_cache(maxsize=1)
def sites() -> frozenset[str]:
    """工地 and 商场: to have been there makes nobody of them the other side."""
    return frozenset(lexicons.lexicon("titles")["sites"])


def opens(document: Document, cue: int) -> bool:
    """Whether nothing but linking words stands before somebody in his clause."""
    return OPENS.fullmatch(document.text, document.clause(cue)[0], cue) is not None


def speaks(behind: str) -> bool:
    """「…说没钱」, 「…让我等」."""
    return SPEAKS.match(behind) is not None


def acts(document: Document, cue: int, end: int) -> bool:
    """Whether somebody, or a thing of his that does harm, is what a clause is about."""
    if not opens(document, cue):
        return False
    if OWNED.match(document.text, end):
        return BAD.search(document.text, end, end + 40) is not None
    return NOT_ACTING.match(document.right(end, 16)) is None


def of_family_acts(document: Document, cue: int, end: int) -> bool:
    """「兄弟又回来分俺爹的宅子」: one of the family goes against the citizen in this clause or the next."""
    behind = document.right(end, 16)
    if not behind or behind[0] in "的、和与及" or not opens(document, cue):
        return False
    told = document.text[end : end + 40]
    return bool(words.COMPLAINT.search(told) or speaks(told))


def staff_did_harm(document: Document) -> bool:
    """Whether those who work in some house did what is complained of: 「大夫给打错了针」."""
    return document.once(_staff_did_harm)


def _staff_did_harm(document: Document) -> bool:
    return any(
        words.COMPLAINT.search(match["deed"]) or speaks(match["deed"]) or BAD.search(match["deed"])
        for match in staff().finditer(document.text)
    )


def suffers(document: Document, cue: int, end: int) -> bool:
    """Whether one of the family only falls ill, is hurt, works or buys, or something is done to him."""
    behind = document.right(end, 20)
    if DONE_TO.search(document.text, max(0, cue - 4), cue) and not behind.startswith("的"):
        return True
    return bool(SELF.match(behind) or words.SUFFERS.match(behind))


def is_passed_over(document: Document, cue: int, end: int, before: str, behind: str) -> bool:
    """Whether somebody is only where one was sent, where something stands, or left aside."""
    near = document.text[cue:end] in NEIGHBOURHOOD and PLACED.search(before)
    paper = not words.COMPLAINT.match(behind) and PAPERS.match(behind)
    return bool(paper or SENT_ON.search(before) or near or LEFT_ASIDE.match(behind))
