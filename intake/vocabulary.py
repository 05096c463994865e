"""The closed vocabularies that other systems rely on.

They are code because interfaces depend on them letter for letter; everything the district may
decide about them (plain words, questions, signals) is data in ``data/knowledge/``, and
:func:`intake.knowledge.load` refuses data that names anything else.
"""

from __future__ import annotations

from typing import Final

DISPUTE_TYPES: Final = (
    "婚姻家庭",
    "邻里",
    "房屋宅基地",
    "合同",
    "生产经营",
    "损害赔偿",
    "山林土地",
    "征地拆迁",
    "环境污染",
    "拖欠农民工工资",
    "其他劳动争议",
    "旅游",
    "电子商务",
    "其他消费",
    "医疗",
    "道路交通事故",
    "物业",
    "其他",
)
"""The 18 types of the Ministry of Justice's return of people's mediation."""

TOWNS: Final = (
    "坛山街道",
    "吴林街道",
    "古邵镇",
    "阴平镇",
    "底阁镇",
    "榴园镇",
    "峨山镇",
)
"""The seven towns and streets of 峄城区 (division code 370404)."""

LEVELS: Final = ("red", "yellow", "blue")
"""Urgency, most urgent first. A level belongs to a case, never to a person."""

LEVEL_LABELS: Final = {"red": "红", "yellow": "黄", "blue": "蓝"}

ROUTES: Final = (
    "mediation",
    "petition",
    "labour_arbitration",
    "police",
    "court",
    "discipline",
    "emergency",
)
"""The regimes a matter can fall under; each has its own clock."""

FACT_SLOTS: Final = (
    "applicant_name",
    "applicant_phone",
    "respondent",
    "occurred_on",
    "town",
    "place",
    "amount_yuan",
    "people_count",
    "demand",
    "evidence",
)
"""The facts that recognisers write, in the order in which a summary shows them."""
