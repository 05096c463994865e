"""The states of a case and how a citizen hears of them."""

from __future__ import annotations

from typing import Final

STATUS_LABELS: Final = {
    "submitted": "待审核",
    "accepted": "已受理",
    "assigned": "已指派",
    "mediating": "调解中",
    "agreed": "谈成了",
    "failed": "没谈成",
    "closed": "已办结",
    "withdrawn": "已撤回",
}
"""State → what staff read."""

STATUS_WORDS: Final = {
    "submitted": "已收到，工作人员正在看，一个工作日内会联系您。",
    "accepted": "已经受理，调解员会跟您联系。",
    "assigned": "已经交给专人办，他会跟您联系，您不用再跑一趟。",
    "mediating": "正在调解。哪天谈、要带什么，调解员会先跟您说好。",
    "agreed": "双方谈好了，协议请收好。愿意的话，30天内双方可以一起请法院确认，不收费。",
    "failed": "这次没有谈拢。您还可以去法院起诉，或者走仲裁、行政这些路；拿不准先打12348，免费问。",
    "closed": "这件事办结了。以后再有难处，随时跟我说。",
    "withdrawn": "按您的意思撤回了。以后还想说，随时来。",
}
"""State → what the citizen reads; the same keys. Other routes than mediation are told when it fails
(人民调解法 26), judicial confirmation within 30 days when it succeeds (人民调解法 33)."""

OUTCOME_LABELS: Final = {
    "agreed": "谈成了",
    "failed": "没谈成",
    "refused": "不愿意调解",
    "referred": "走别的路办",
    "withdrawn": "已撤回",
}
"""What became of a case → what staff read."""

CLOSED_AS: Final = ("agreed", "failed", "refused", "referred")
"""What may have become of a case that is closed; one that is withdrawn ends so."""

OPEN: Final = ("submitted", "accepted", "assigned", "mediating")
"""States in which somebody still works on the case."""
