"""Every form about a case, as two people fill it in at once; what each would lose, and how not.

:mod:`tests.mediation.console.test_lost_updates` plays the table, :mod:`tests.mediation.test_access` holds
it against the routes.
"""

from dataclasses import dataclass
from datetime import timedelta

from intake import clock
from mediation.cases.fact_fields import FIELDS
from tests.mediation.samples import agreement_form, visit_form

LATER, MUCH_LATER = ((clock.now().date() + timedelta(days=days)).isoformat() for days in (9, 20))
WORKER = {
    "citizen": "worker",
    "applicant": {"name": "工友甲", "phone": "13900001001"},
    "respondent": {"name": "峄城某制衣厂", "phone": None},
}


@dataclass(frozen=True)
class Form:
    """A form of the case page.

    Attributes:
        theirs: fields of who is first.
        mine: fields of who saw the case before that.
        words: of the first, as the second is shown them.
        own: words of the second, as they are shown them.
        before: what has been done with the case, action and fields.
        others: how many more cases there are: ``{other}`` and ``{third}`` are their numbers.
    """

    theirs: dict[str, str]
    mine: dict[str, str]
    words: str
    own: str
    before: tuple = ()
    others: int = 0


ACCEPTED = ("accept", {"then": "stay"})
RECORD = {
    "held_at": f"{clock.now() - timedelta(days=1):%Y-%m-%d}T09:30", "place": "村委会", "present": "韩素芬 申请人",
    "result": "again",
}  # fmt: skip
WRITTEN = ("records", RECORD | {"summary": "头一回"})
REFERRED = {"outcome": "referred", "way_court": "yes", "reason": "转给司法所"}
TODAY = clock.now().date().isoformat()
AGREED = (ACCEPTED, ("status", {"status": "mediating"}), ("status", {"status": "agreed"}))
SENT = ("dispatch", {"way": "transfer", "desk": "xinfang", "reason": "归他们"})
JOINED = ("link", {"kind": "joint", "other": "{other}"})
RELATED = ("link", {"kind": "related", "other": "{other}"})
FACTS = {
    "applicant_name": ("韩素芳", "韩素英", "韩素芳", "韩素英"),
    "applicant_phone": ("13900000418", "13900000419", "139****0418", "13900000419"),
    "respondent_name": ("韩广地", "韩广山", "韩广地", "韩广山"),
    "respondent_phone": ("13900000428", "13900000429", "139****0428", "13900000429"),
    "occurred_on": ("2026-10-01", "2026-10-02", "2026年10月1日", "2026-10-02"),
    "town": ("榴园镇", "古邵镇", "榴园镇", "古邵镇"),
    "village": ("东岭村", "西岭村", "东岭村", "西岭村"),
    "place": ("村东头", "村西头", "村东头", "村西头"),
    "amount_yuan": ("5000", "7000", "5,000元", "7000"),
    "people_count": ("5", "7", "5", "7"),
    "demand": ("把墙拆了", "赔个不是", "把墙拆了", "赔个不是"),
    "evidence": ("录音", "证人", "录音", "证人"),
}
assert FACTS.keys() == FIELDS.keys()

VERSIONED = {
    "accept": [Form({"then": "stay"}, {"then": "stay"}, "已受理", "受理这件案子")],
    "status": [
        Form(
            {"status": "mediating"}, {"status": "withdrawn", "reason": "说好了"}, "调解中", "说好了",
            before=(ACCEPTED,),
        )
    ],
    "ask": [Form({"text": "墙多高？"}, {"text": "墙多宽？"}, "墙多高？", "墙多宽？")],
    "return": [
        Form(
            {"why": "incomplete", "text": "有照片吗？"}, {"why": "wrong_desk", "text": "不归这里"},
            "有照片吗？", "不归这里",
        )
    ],
    "pause": [
        Form(
            {"reason": "等鉴定", "until": LATER}, {"reason": "等人回来", "until": MUCH_LATER},
            "等鉴定", "等人回来", before=(ACCEPTED,),
        )
    ],
    "resume": [
        Form(
            {}, {}, "恢复计时", "恢复计时",
            before=(ACCEPTED, ("pause", {"reason": "等鉴定", "until": LATER})),
        )
    ],
    "dispatch": [
        Form(
            {"way": "transfer", "desk": "renshe", "reason": "讨薪"},
            {"way": "transfer", "desk": "xinfang", "reason": "信访"},
            "讨薪", "区信访局　信访", before=(ACCEPTED,),
        )
    ],
    "answer": [
        Form(
            {"answer": "refuse", "reason": "不归我们"}, {"answer": "accept", "reason": "我们来办"},
            "不归我们", "接收　我们来办", before=(ACCEPTED, SENT),
        )
    ],
    "helpers": [
        Form(
            {"desk": "renshe", "what": "add"}, {"desk": "gongan", "what": "add"},
            "人力资源", "请来联办　区公安分局", before=(ACCEPTED, SENT),
        )
    ],
    "mediators": [
        Form(
            {"mediator": "kong", "kind": "related", "reason": "是他表姐"},
            {"mediator": "kong", "kind": "wished", "reason": "信得过她"},
            "是他表姐", "当事人想请　信得过她", before=(ACCEPTED,),
        )
    ],
    "records": [
        Form(
            RECORD | {"summary": "周五再谈"}, RECORD | {"summary": "下周再谈"},
            "写了调解记录（第 1 次", "下周再谈", before=(ACCEPTED,),
        )
    ],
    "records/{attempt:[0-9]{1,2}}/amend": [
        Form(
            {"text": "地点是司法所"}, {"text": "还有村主任在场"}, "第 1 次", "还有村主任在场",
            before=(ACCEPTED, WRITTEN),
        )
    ],
    "agreement": [
        Form(
            agreement_form(terms="墙挪一尺"), agreement_form(terms="墙挪两尺"),
            "写了调解协议书 峄调协", "墙挪两尺", before=AGREED,
        )
    ],
    "agreement/{id:[0-9]{1,9}}/sign": [
        Form(
            {"day": TODAY}, {"day": TODAY}, "记下协议书签字", TODAY,
            before=(*AGREED, ("agreement", agreement_form())),
        )
    ],
    "agreement/{id:[0-9]{1,9}}/confirmation": [
        Form(
            {"what": "wanted"}, {"what": "unwanted"}, "双方要申请", "双方不需要",
            before=(*AGREED, ("agreement", agreement_form()), ("agreement/1/sign", {"day": TODAY})),
        )
    ],
    "close": [
        Form(
            REFERRED, {"outcome": "refused", "way_court": "yes", "reason": "对方不来"},
            "转给司法所", "不愿意调解　对方不来", before=(ACCEPTED,),
        )
    ],
    "unask": [Form({}, {}, "不等当事人回话了", "不等了", before=(("ask", {"text": "墙多高？"}),))],
    "visits/{id:[0-9]{1,9}}": [
        Form(
            visit_form(), visit_form(found="墙没挪", kept="broken"), "都照办了", "墙没挪",
            before=(ACCEPTED, ("close", REFERRED)),
        )
    ],
    "route": [
        Form(
            {"route": "court", "letter": "您的事归法院。"}, {"route": "police", "letter": "您的事归公安。"},
            "您的事归法院。", "您的事归公安。",
        )
    ],
    "seal": [
        Form(
            {"sealed": "yes", "reason": "涉及孩子"}, {"sealed": "yes", "reason": "涉及老人"},
            "涉及孩子", "封存　涉及老人",
        )
    ],
    "complained-of": [Form({"code": "renshe"}, {"code": "xinfang"}, "人力资源", "区信访局")],
    "type": [Form({"type": "合同"}, {"type": "物业"}, "合同", "物业")],
    "urgency": [
        Form(
            {"level": "red", "reason": "提了刀"}, {"level": "blue", "reason": "说开了"},
            "提了刀", "说开了",
        )
    ],
    "link": [
        Form(
            {"kind": "related", "other": "{other}"}, {"kind": "joint", "other": "{third}"},
            "{other}", "联办　{third}", others=2,
        )
    ],
    "unlink": [
        Form(
            {"other": "{other}", "reason": "看错了"}, {"other": "{other}", "reason": "不是一回事"},
            "看错了", "不是一回事", before=(RELATED,), others=1,
        )
    ],
    "lead": [Form({}, {}, "换了牵头的案子", "由这一件牵头", before=(JOINED,), others=1)],
    "facts/{field}": [
        Form({"field": name, "value": theirs}, {"field": name, "value": mine}, words, own)
        for name, (theirs, mine, words, own) in FACTS.items()
    ],
}  # fmt: skip
"""Form → rows. Who saw an older case changes nothing and sees both texts."""

UNVERSIONED = {
    "agreement/{id:[0-9]{1,9}}/print": {},
    "show": {"purpose": "核对身份"},
    "citizen-letter": {"route": "court", "letter": "您的事归法院。"},
    "remind": {},
    "letter": {"step": "notice"},
}
"""Forms that change nothing of the case itself, so that nothing can be lost: to see, to print, to keep a
call, to issue a letter of supervision (once for a step, whoever presses)."""


def paths():
    """The routes of all of them."""
    return {f"/cases/{{no}}/{one}" for one in (*VERSIONED, *UNVERSIONED)}
