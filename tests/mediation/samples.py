"""Cases as the bot hands them over, with invented people."""

import itertools
from datetime import timedelta

from intake import clock

_count = itertools.count(1)


def case_body(**changes):
    """A body for ``POST /api/v1/cases``; each has a draft of its own."""
    number = next(_count)
    body = {
        "draft_id": f"draft-{number}",
        "citizen": "c-1",
        "channel": "wechat",
        "dispute_type": {
            "name": "邻里",
            "confidence": 0.82,
            "source": "bot",
            "ranking": [
                {"name": "邻里", "confidence": 0.82},
                {"name": "房屋宅基地", "confidence": 0.11},
                {"name": "损害赔偿", "confidence": 0.03},
            ],
        },
        "urgency": {
            "level": "yellow",
            "signals": [{"code": "threat", "text": "让我走着瞧"}],
            "source": "bot",
        },
        "route": {"name": "mediation", "reason": "是民间纠纷，可以人民调解，不收费，自愿"},
        "applicant": {"name": "韩素芬", "phone": "13900000417"},
        "respondent": {"name": "韩广田", "phone": None},
        "occurred_on": "2026-11-02",
        "town": "阴平镇",
        "village": "斜屋村",
        "place": None,
        "amount_yuan": 3600,
        "people_count": None,
        "narrative": "邻居韩广田盖偏房占了俺家滴水檐，俺去说他，他让我走着瞧。",
        "demand": "把墙往里挪一尺",
        "evidence": ["照片"],
        "answers": {
            "neighbour_tried": {"question": "村居处理情况", "answer": "村里来看过，没说成"}
        },
        "consent": {"at": "2026-11-24T09:10:00+08:00", "version": "2026-11"},
        "wants_human": False,
        "transcript": [
            {
                "at": "2026-11-24T09:05:00+08:00",
                "from": "citizen",
                "text": "邻居韩广田盖偏房占了俺家滴水檐，俺去说他，他让我走着瞧。",
            },
            {
                "at": "2026-11-24T09:05:02+08:00",
                "from": "bot",
                "text": "邻里住着，这样确实憋屈。村里或社区来看过吗？",
            },
            {
                "at": "2026-11-24T09:06:00+08:00",
                "from": "citizen",
                "text": "村里来看过，没说成",
            },
        ],
    }
    return body | changes


def alert_body(**changes):
    """A body for ``POST /api/v1/alerts``."""
    return {
        "kind": "danger",
        "citizen": "c-1",
        "draft_id": None,
        "case_no": None,
        "text": "他说今晚提刀过来",
        "signals": [{"code": "weapon_threat", "text": "提刀"}],
        "at": "2026-11-24T09:20:00+08:00",
    } | changes


def record_form(**changes):
    """The fields of a record of mediation as staff type them, of the day before."""
    day = clock.now() - timedelta(days=1)
    return {
        "held_at": f"{day:%Y-%m-%d}T09:30",
        "place": "斜屋村村委会",
        "present": "韩素芬 申请人\n孙建国 村调委会主任",
        "applicant_said": "韩素芬说墙往里挪一尺就行",
        "respondent_said": "",
        "result": "agreed",
        "summary": "墙往里挪一尺，月底前挪好",
    } | changes


def visit_form(**changes):
    """The fields of a follow-up visit as staff type them, of today."""
    return {
        "done_on": clock.now().date().isoformat(),
        "how": "phone",
        "kept": "kept",
        "found": "墙已经挪了",
        "again_on": "",
    } | changes


def agreement_form(**changes):
    """The fields of a mediation agreement as staff type them."""
    return {
        "applicant_name": "韩素芬",
        "applicant_about": "女，五十八岁，住斜屋村",
        "respondent_name": "韩广田",
        "respondent_about": "男，六十岁，住斜屋村",
        "others": "",
        "facts": "偏房占了滴水檐，对方认。",
        "terms": "墙往里挪一尺\n雨水不往申请人院里流",
        "performance": "自己雇人挪，十二月底前挪好。",
        "perform_by": "2026-12-31",
        "committee": "阴平镇人民调解委员会",
        "mediators": "李娜",
    } | changes
