"""Invented tellings, a few for each of the 18 types; ``{other}`` is the other party."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Story:
    """What somebody tells.

    Attributes:
        share: how often the type occurs among a thousand cases.
        tellings: with ``{other}``, ``{place}`` and ``{yuan}`` to fill in.
        demand: what the person wants.
        route: where it belongs.
        firm: the other party is a firm, else a person.
    """

    share: int
    tellings: tuple[str, ...]
    demand: str
    route: str = "mediation"
    firm: bool = False


STORIES: Final = {
    "邻里": Story(220, (
        "{other}家盖偏房，屋檐水全滴到我家墙根，墙都泡透了，说了几回不听。",
        "{other}家的狗天天夜里叫，老人睡不着，去说还跟我吵。",
        "{place}门口那条道，{other}家堆柴火堵上了，三轮车出不去。",
    ), "把东西挪开，往后别再这样"),
    "婚姻家庭": Story(120, (
        "跟{other}过不到一块了，孩子归谁、房子怎么分说不拢。",
        "老人轮着养，{other}到了自己那个月就不管，药钱也不出。",
        "订婚给了{yuan}元彩礼，现在{other}不愿意了，钱也不退。",
    ), "有人给说和说和，把话说清"),
    "房屋宅基地": Story(70, (
        "{other}家翻盖房子，往我家宅基地这边占了半米。",
        "租{other}的房到期了，押金{yuan}元不退，说墙弄脏了。",
    ), "按原来的界址退回去"),
    "合同": Story(130, (
        "{other}借了我{yuan}元，打了借条，到期一分没还，电话也不接。",
        "给{other}装修完了，还差{yuan}元尾款，一直拖。",
    ), "把欠的钱还上"),
    "生产经营": Story(30, ("收了我家石榴，{other}说好的价到货又压价，差了{yuan}元。",), "按说好的价结账"),
    "损害赔偿": Story(70, (
        "孩子在{place}玩，让{other}家的狗咬了，打针花了{yuan}元。",
        "跟{other}吵起来，他推了我一把，腰摔伤了，药费{yuan}元他不认。",
    ), "赔医药费"),
    "山林土地": Story(50, ("{place}那块地我种了十几年，{other}说是他家的，把苗铲了。",), "把地界弄清楚"),
    "征地拆迁": Story(30, ("修路占了{place}的果树，补偿款{yuan}元到现在没拿到。",), "把补偿款发下来", "petition"),
    "环境污染": Story(25, ("{other}的机器一天到晚响，粉尘飘得院里都是。",), "停了或者装上防尘的", firm=True),
    "拖欠农民工工资": Story(70, (
        "在{other}干了三个月，工钱{yuan}元不给，好几个人都没拿到。",
    ), "把工钱结清", "labour_arbitration", firm=True),
    "其他劳动争议": Story(35, (
        "在{other}上班让机器碰了手，说好的补助{yuan}元不给了。",
    ), "按规定赔", "labour_arbitration", firm=True),
    "旅游": Story(5, ("报了{other}的一日游，半道硬拉去买东西，不买不让走。",), "退钱", firm=True),
    "电子商务": Story(20, ("网上买的电动车到货是坏的，{other}不退，花了{yuan}元。",), "退货退款"),
    "其他消费": Story(40, ("在{other}办的卡还剩{yuan}元，店关门了找不着人。",), "把余额退了", firm=True),
    "医疗": Story(15, ("在诊所看牙，越看越疼，换了地方说前面弄坏了，多花{yuan}元。",), "给个说法，赔多花的钱"),
    "道路交通事故": Story(40, ("骑车在{place}让{other}的三轮撞了，修车和药费{yuan}元没谈拢。",), "赔修车费和药费"),
    "物业": Story(25, ("楼道漏水大半年，找{other}光说来修，一直没来。",), "赶紧修好", firm=True),
    "其他": Story(5, ("跟{other}合伙的事说不清，想找人给评评。",), "有人给评评理"),
}  # fmt: skip
"""Type → its stories; shares add up to 1000."""

DANGERS: Final = (
    ("red", "weapon_threat", "他说再来就拿刀捅我"),
    ("yellow", "threat", "他让我走着瞧"),
    ("yellow", "crowd", "我们二三十号人都没拿到钱"),
)
"""Colour, signal, and the words that are added to a telling."""

AT_HOME: Final = (("red", "domestic_violence", "他喝了酒就打我"),)
"""The same, in a family."""
