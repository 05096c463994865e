"""The states of a case and how a citizen hears of them."""

from __future__ import annotations

from typing import Final

STATUS_LABELS: Final = {
    "submitted": "待审核",
    "accepted": "已受理",
    "withdrawn": "已撤回",
}
"""State → what staff read."""

STATUS_WORDS: Final = {
    "submitted": "已收到，工作人员正在看，一个工作日内会联系您。",
    "accepted": "已经受理，调解员会跟您联系。",
    "withdrawn": "按您的意思撤回了。",
}
"""State → what the citizen reads; the same keys."""
