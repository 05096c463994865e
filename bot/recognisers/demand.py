"""What the citizen wants: the words that say so, never a legal question.

A demand reaches from its first word to the end of its clause, over the clauses that add another deed,
without the 「我」 or the label before it and the 「就行了」 behind it: 「想要回工钱」, 「让他把墙拆了」,
「要求退款，赔偿损失」, 「诉求：恢复原状」 without 「诉求：」. What the other side must do is quoted from the deed
(「他得给俺换扇门」 is 给俺换扇门). What the other side wants, what it did, and the wish to die, to sue or to
ask, is none.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from intake.facts import Fact

ME: Final = r"(?:我|俺|咱|本人|我们|俺们|咱们)"
HIM: Final = (
    r"(?:他们?|她们?|它|恁|对方|物业|老板|房东|开发商|商家|公司|厂里|村里|村委会?"
    r"|包工头|邻居|店家|卖家|老[大二三四五]|[^，。,]{1,6}?家)"
)
DEED: Final = (
    r"(?:拆|赔|还|退|给|道歉|道个歉|认错|认个错|搬|停|修|恢复|腾|让(?=出|开|路|[我俺])|补|结清|结了|付|挪|移|清|负责|承担|出钱"
    r"|换|写|签|交|离|走|填|关|处理|解决|管|养|赶紧|澄清)"
)
GOAL: Final = (
    r"(?:要(?:回|个|点|我|俺|他|她|求|一个)|要(?=[^，。]*(?:钱|说法|房|地|款|费|赔|退|本金|补偿))"
    r"|让|叫|讨|拿回|拿到|把|退|离|解决|协商|调解|恢复|追|得到|请(?![问教])|求|赔|换|修|和解|分|争取|尽快|早点|赶快"
    rf"|问{HIM}要|[跟和]{HIM}(?:离|断|分))"
)
WISH: Final = re.compile(
    rf"(?:就|只|现在|还是|也)?(?:想(?={GOAL}|[跟和][^，。]{{1,6}}(?:离婚|分家|断绝|和解))|不想(?=离)"
    r"|要求(?![的和是下了过、])|希望|请求|恳请|恳求|盼着?(?=[^望，。])|但愿|指望"
    rf"|求求?(?=[你您政领调村法]|{HIM}))"
    r"|(?P<label>(?:[我俺]的?)?(?:诉求|请求事项|要求)(?:就)?(?:是|为|:)|诉求(?=.))(?=.)"
    r"|(?<=[我俺们])就?要(?=把[^，。,]{1,8}(?:退|还给|换|要回)|离婚|退(?!休|伍|学了)|赔|讨|一?个|换[货新])|^就?要(?=退[款货费卡车钱押定])"
    rf"|(?:就|只|都)?(?:要|得|必须|应该|该|请|想)?(?:让|叫|逼|请){HIM}[^，。,]{{0,8}}?{DEED}"
    rf"|就(?:要|求)(?=[^，。是,]{{2,}})|只求|只要(?=能|把|他|她|一?个|回)|要(?={HIM}[^，。,]{{0,6}}{DEED})"
    r"|(?:要回|讨回|追回|讨个?|讨要)(?=[^，。,])|要个(?:说法|公道)"
    rf"|(?:请|麻烦|求)?(?:你们|您|恁|领导|政府|小峄)?帮(?:帮|忙|着)?{ME}?(?:给)?"
    r"(?:把|要|讨|追|调|解决|协调|问他要|处理)"
)
GOES_ALONG: Final = re.compile(
    r"(?:[，,]\s?|、)(?:并且?|同时|还要?|另外|再|也|以及|而且|顺便)?(?:要求|想让他|让他)?"
    r"(?:赔偿?|退还?|还|返还|恢复|道歉|赔礼|支付|补[交缴发偿]|把|停止|拆除|搬走|承担|清[理走除]|修|删|写|签|给[我俺他]|以后(?:别|不)|别再|不[准许要再]|保证|"
    r"孩子(?:归|跟|由)|抚养费|房子归|财产|公开|撤销|上班|继续|重新|消除|交还|归还|腾|拿回|要回|尽快|变更|解除|上户|办)[^，。,；;！!？?]*"
)
"""A clause that adds another deed to a demand: 「要求解除合同，退还学费」."""
GOES_ON: Final = re.compile(
    r"但是|可是|可他|结果|因为|所以|然后|请问|谢谢|[他她](?:说|不|就|还|却|总)|我叫|俺叫|不知道|行不行|中不中"
)
WHO: Final = (
    r"(?:(?:他们?|她们?|对方|物业|老板|房东|公司|村里|厂里|他家|她家|人家|开发商|邻居|卖家|商家)(?:家|们)?"
    r"(?=得|应该|必须|赶紧|起码|最少|至少|要么|该))?"
)
BARE: Final = re.compile(
    rf"^(?P<lead>{WHO}(?:得|应该|必须|赶紧|赶快|快|尽快|起码|最少|至少|要么|该|他们?|对方|物业|老板){{0,3}})"
    rf"(?P<deed>(?:(?:赔偿?|还|退还?|补发?|付|结清?|发)(?:给)?{ME}.|(?:赔礼)?道歉|赔偿.|退一赔|恢复原状|退钱|退款|还钱"
    rf"|(?:(?<=得)|(?<=该)|(?<=须)|(?<=紧))给{ME}[^，。,了]{{1,12}}"
    rf"|把[^，。,]{{1,12}}(?:还|退|补|结|给|赔|拆|修|挪|移|搬|腾|清|填)(?:给{ME}|清|掉|走|好|开|出来|了|上|平){{0,2}}(?=(?:就行|就中|就好|吧|了)*$)).*?)"
    r"(?P<tail>(?:就行|就中|就好|吧){0,2}了?)$"
)
QUESTION: Final = re.compile(
    r"吗|么$|怎么|怎样|咋|如何|能不能|可不可以|可以不|是否|是不是|多少|该不该|有没有|什么(?!都)|啥(?!都)|哪|合法|合理不"
)
HELP_ME: Final = re.compile(rf"帮(?:帮|忙|着)?{ME}?|让{HIM}|叫{HIM}")
QUESTION_TAIL: Final = re.compile(
    r"(?:我|俺|咱)?(?:应该|该|得|要)?(?:怎么|咋|如何|怎样|找谁|去哪|上哪|走什么|需要)[^，。]*$|(?:可以|行|中|能|好|成)?(?:吗|么|不|不行|不中|啊|呀|呢|吧)$"
)
TOLD: Final = re.compile(
    r"[他她]?(?:不(?:给|同意|肯|愿)|没|一直|已经|都[^，。]{0,3}了|[了过](?=[一二两三四五六七八九十几\d]))"
)
MOST_ADDED: Final = 3
"""Clauses that one demand may go on over."""
OTHERS_WISH: Final = re.compile(
    r"(?:他们?|她们?|对方|老板|恁|你们?|人家|房东|物业|公司|厂里|开发商|村里|婆婆|对象|男方|女方|邻居|包工头|儿子|媳妇|家)(?:现在|还|也|都|就|又|却|竟|说|非|一直|就是|总|老|天天|硬|先|居然|故意|反而)*$"
    r"|(?:不|没|没有|别|如果|要是|假如|谁|本来|原来|当初|当时|以前|之前|原先|不敢|不会)(?:我|俺|就|是|也)?$"
)
ON_ME: Final = re.compile(
    rf"(?:想|要求|要|让|叫|逼|非要)(?:让|叫|要)?{ME}(?!的|们?[家村儿爹娘爸妈哥弟姐妹嫂男媳婆公大二小]|邻|对象|孩|老|要|就|把|东|西)"
)
OWN_CLAIM: Final = re.compile(
    rf"(?:^|{ME}们?|业主|联名|工友|工人|村民|大家|家长|我爸|我妈|俺爹|俺娘|[你您]好|现|特|故|因此|所以|并|强烈|一致|坚决|只|就|请|再次|多次|曾|也|都|现在|还|但|，|,|:)$"
)
DARK: Final = re.compile(r"想(?:死|自杀|跳|不开|不通)|一死|不想活|同归于尽|杀了|弄死")
REFUSED: Final = re.compile(
    r"^(?:让|叫|逼|请|要).*(?:不|没)(?:出|给|拆|赔|还|退|听|干|愿|肯|同意|搬|修|道歉|理|管|认|让|签|换)$"
)
REFUSED_NEXT: Final = re.compile(
    r"[，, ]*(?:他们?|她们?|人家|对方)?(?:就是|也|死活|一直|还|都|非)?(?:不|没|说|嫌)"
)
ELSEWHERE: Final = re.compile(r"(?:起诉|告他|打官司|上访|信访|报警|曝光|12345|举报|仲裁)$")


class DemandRecogniser(Recogniser):
    """The demand."""

    name: ClassVar[str] = "demand"
    slot: ClassVar[str | None] = "demand"

    def find(self, document: Document) -> list[Fact]:
        """At most one demand: the first that is wished for, else the first bare claim."""
        spans = (_wished(document, *clause) for clause in document.clauses)
        wished = next((span for span in spans if span), None)
        spans = (_bare(document, *clause) for clause in document.clauses)
        span = wished or next((span for span in spans if span), None)
        return [document.fact("demand", document.original[slice(*span)], *span)] if span else []


def _wished(document: Document, start: int, end: int) -> tuple[int, int] | None:
    clause = document.text[start:end]
    for wish in WISH.finditer(clause):
        words = clause[wish.start() :]
        if REFUSED.match(words) or (
            words.startswith(("让", "叫")) and REFUSED_NEXT.match(document.text, end)
        ):
            continue
        if words.startswith("要求") and not OWN_CLAIM.search(clause[: wish.start()]):
            continue
        if OTHERS_WISH.search(clause[: wish.start()]) or ON_ME.match(words) or DARK.search(clause):
            continue
        onward = GOES_ON.search(words, wish.end() - wish.start() + 2)
        words = words[: onward.start()] if onward else words
        tail = QUESTION_TAIL.search(words)
        if tail and tail.start() >= 3:
            words = words[: tail.start()]
        if QUESTION.search(words) or (QUESTION.search(clause) and not _begs(clause, wish)):
            continue
        if _is_passive(wish, words):
            continue
        if len(words) > wish.end() - wish.start() and not ELSEWHERE.search(words):
            begin = start + (wish.end("label") if wish["label"] else wish.start())
            stop = start + wish.start() + len(words)
            return begin, _with_more(document, stop) if stop == end else stop
    return None


def _is_passive(wish: re.Match[str], words: str) -> bool:
    """「让邻居往这边挪了一尺」 tells what was done, 「让他把墙拆了」 what shall be."""
    caused = words.startswith(("让", "叫"))
    return caused and "把" not in words and re.search(r"了(?!$|吧|就)", words) is not None


def _with_more(document: Document, end: int) -> int:
    """The end of a demand with the clauses that add to it."""
    for _ in range(MOST_ADDED):
        more = GOES_ALONG.match(document.text, end)
        if more is None or QUESTION.search(more[0]) or TOLD.search(more[0]):
            break
        end = more.end()
    return end


def _begs(clause: str, wish: re.Match[str]) -> bool:
    """Whether a question is a plea: 「能不能帮我要回工钱」, 「想要回工钱该找谁」."""
    before = clause[: wish.start()]
    asks = QUESTION.search(before) or before.endswith(("能", "可以", "有权", "能不能"))
    return bool(HELP_ME.search(clause)) if asks else True


def _bare(document: Document, start: int, end: int) -> tuple[int, int] | None:
    clause = document.text[start:end]
    claim = BARE.match(clause)
    if claim is None or QUESTION.search(clause):
        return None
    return start + claim.start("deed"), start + claim.end("deed")
