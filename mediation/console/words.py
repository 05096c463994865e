"""The console's words: what codes, moments and values are called in front of staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from intake import facts, knowledge
from intake.case_status import OPEN, OUTCOME_LABELS, STATUS_LABELS
from intake.clock import ZONE, now, to_minute
from mediation import masking
from mediation.cases.fact_fields import FIELDS
from mediation.cases.links import KINDS as LINKS
from mediation.console.level_words import LEVEL_WORDS
from mediation.console.link_words import LINKING
from mediation.console.supervision_words import SUPERVISION
from mediation.console.warning_words import (
    DONE_IN_WARNING,
    ENDED,
    HAPPENED_IN_WARNING,
    WARNING,
    role_and_desk,
)
from mediation.console.work_words import DONE_AT_WORK, HAPPENED_AT_WORK, NOTES_AT_WORK, WORK
from mediation.db import aware, utc_now
from mediation.dispatch.send import STATES, WAYS
from mediation.mediators.flags import KINDS as FLAGS
from mediation.models import AuditEntry
from mediation.organisations.rows import KINDS
from mediation.sources import kinds
from mediation.staff import ROLES

UNKNOWN: Final = "不清楚"
HAPPENED: Final = (
    {
        "case_received": "送来案件",
        "case_accepted": "受理",
        "case_assigned": "指派",
        "case_mediating": "开始调解",
        "case_agreed": "谈成了",
        "case_failed": "没谈成",
        "case_closed": "办结",
        "case_withdrawn": "按当事人的意思撤回",
        "citizen_asked": "问了当事人",
        "citizen_messaged": "给当事人留言",
        "unmasked": "查看了姓名和电话",
        "files_seen": "看了当事人发来的图片、视频和语音",
        "case_sealed": "封存",
        "case_unsealed": "解除封存",
        "complained_of_set": "改了被反映的单位",
        "dispatched": "指派",
        "dispatch_accepted": "接收了指派",
        "dispatch_refused": "退回了指派",
        "joint_added": "请来联办",
        "joint_removed": "不再联办",
        "mediator_flagged": "记下当事人和调解员的情况",
        "route_corrected": "改了去向",
        "case_returned": "退回",
        "case_linked": "关联了",
        "case_unlinked": "解除了关联",
        "joint_lead": "换了牵头的案子",
        "reminded": "督办提醒",
        "letter_issued": "发函",
        "letter_answered": "回复了督办函",
        "paused": "暂停计时",
        "pause_ended": "恢复计时",
        "type_corrected": "改了类型",
        "urgency_raised": "调高了颜色",
        "urgency_lowered": "调低了颜色",
        "urgency_reassessed": "又有新话，调高了颜色",
        "fact_corrected": "改了",
        "note_addition": "补充了情况",
        "note_correction": "更正了情况",
        "note_withdrawal": "撤回了案件",
        "note_human_requested": "想找人工",
        "note_answer": "回答了问题",
        "note_satisfaction": "评了满意度",
        "alert_danger": "危险提醒",
        "alert_human_requested": "想找人工的提醒",
        "alert_taken": "接手了提醒",
        "alert_placed": "把提醒归到这件案子",
    }
    | HAPPENED_AT_WORK
    | HAPPENED_IN_WARNING
)
NOTE_WORDS: Final = {
    "addition": "补充",
    "correction": "更正",
    "withdrawal": "撤回",
    "human_requested": "想找人工",
    "question": "问当事人",
    "answer": "当事人回答",
    "satisfaction": "满意度",
} | NOTES_AT_WORK
NOTICE_WORDS: Final = {
    "waiting": "正在送",
    "sent": "已送出",
    "refused": "没送到",
    "by_phone": "不在公众号上，请打电话告诉",
}
ALERT_WORDS: Final = {"danger": "危险", "human_requested": "想找人工"}
SOURCE_WORDS: Final = {
    "bot": "机器判断",
    "citizen": "当事人选的",
    "staff": "工作人员定的",
    "source": "来源单位定的",
    "rules": "按话里的词定的，没有细看",
    "unset": "未评估，请看过再定",
}
SPEAKERS: Final = {"citizen": "当事人", "bot": "小峄", "staff": "工作人员"}
ACTORS: Final = {"bot": "小峄", "citizen": "当事人", "system": "到时自动"}
CHANNELS: Final = {"wechat": "公众号", "demo": "演示"}
DONE: Final = (
    {
        "accepted": "已受理。",
        "next": "上一件已受理，接着看这一件。",
        "accepted-last": "已受理。待审核的都看完了。",
        "type": "类型已改。",
        "urgency": "颜色已改。",
        "fact": "已改好。",
        "taken": "这条提醒由您处理。",
        "alert-placed": "提醒已归到这件案子，颜色照提醒里的话定。",
        "alert-apart": "已另立一件，请看过再补全。",
        "taken-by-other": "这条提醒已经有同事在处理了。",
        "seal": "已改。封存的案子只有区审核员和区领导能看到。",
        "complained-of": "已改。",
        "session": "那处登录已退出。",
        "second-factor": "两步验证已打开，下次登录要填手机上的验证码。",
        "staff": "已改。",
        "dispatched": "已指派，等对方接收。",
        "taken-on": "已接收。",
        "given-back": "已退回。",
        "joint": "联办单位已改，他们现在看得到这件案子。",
        "flagged": "记下了，建议会照着变。",
        "mediator": "已改。",
        "route": "去向已改，说明已发给当事人。",
        "returned": "已退回。",
        "linked": "已关联。",
        "unlinked": "关联已解除。",
        "lead": "已由这一件牵头。",
        "reminded": "记下了。",
        "letter": "函已出具，单位能看到了。",
        "answered": "回复已记下，发函的单位能看到。",
        "urged": "记下了，今天不再提示。",
        "paused": "计时停下了，期限已往后移。",
        "resumed": "计时接着算。",
        "status": "已记下，会告诉当事人。",
        "asked": "已发给当事人，回话会记在这里。",
        "messaged": "留言已发出。",
        "questions": "记下了，这几条不再列出。",
        "entry-off": "停了，小峄从现在起不再用这条答案。",
        "entry-on": "这条答案又能用了。",
        "password": "密码已改，别处的登录都退出了。",
    }
    | DONE_AT_WORK
    | DONE_IN_WARNING
)


@dataclass(frozen=True)
class Happened:
    """An entry of the log, in words; ``before`` and ``after`` where something changed."""

    what: str
    before: str | None = None
    after: str | None = None


SAID: Final = SUPERVISION | LINKING | WORK | WARNING
"""Actions whose words are found elsewhere."""


def _as_it_is(_: str, value: Any) -> Any:
    return value


def describe(entry: AuditEntry, fact: Callable[[str, Any], Any] = _as_it_is) -> Happened:
    """What an entry of the log says.

    Args:
        fact: field and value → the value as this reader may see it.
    """
    what = HAPPENED.get(entry.action, entry.action)
    before: Any = entry.before
    after: Any = entry.after
    if entry.action == "fact_corrected":
        field = after["field"]
        label = FIELDS[field].label if field in FIELDS else field
        return Happened(
            f"{what}{label}",
            value_of(field, fact(field, before["value"])),
            value_of(field, fact(field, after["value"])),
        )
    if entry.action == "type_corrected":
        return Happened(what, before["name"], after["name"])
    if entry.action == "route_corrected":
        return Happened(what, value_of("route", before["route"]), value_of("route", after["route"]))
    if entry.action in SAID:
        return Happened(*SAID[entry.action](what, before, after))
    if entry.action == "dispatched":
        return Happened(
            f"{what}（{WAYS[after['way']]}）", before["desk"] or "还没指派", after["desk"]
        )
    if entry.action in {"joint_added", "joint_removed"}:
        return Happened(f"{what}：{after['desk']}")
    if entry.action in {"urgency_raised", "urgency_lowered", "urgency_reassessed"}:
        return Happened(
            what, LEVEL_WORDS[before["level"]].spoken, LEVEL_WORDS[after["level"]].spoken
        )
    return Happened(what)


def value_of(field: str, value: Any) -> str:
    """A fact's value as staff read it."""
    if value in (None, "", []):
        return UNKNOWN
    if field == "status":
        return STATUS_LABELS.get(value, str(value))
    if field == "route":
        labels = {rule.name: rule.label for rule in knowledge.load().routes}
        return labels.get(value, str(value))
    return facts.show(field, value)


def typed_of(field: str, value: Any) -> str:
    """A fact's value as it would be typed to correct it."""
    if value is None:
        return ""
    if field == "amount_yuan":
        amounts = value if isinstance(value, list) else [value]
        return "-".join(f"{amount:.2f}".rstrip("0").rstrip(".") for amount in amounts)
    if isinstance(value, list):
        return "\n".join(str(item) for item in value)
    return str(value)


def masked(phone: str | None) -> str:
    """A phone number without its middle, or that there is none."""
    return masking.phone(phone) or "未留电话"


def waited(moment: datetime) -> str:
    """How long ago something was, in one unit or two."""
    gone = max(utc_now() - aware(moment), timedelta())
    hours, minutes = gone.seconds // 3600, gone.seconds % 3600 // 60
    if gone.days:
        return f"{gone.days} 天 {hours} 小时" if hours else f"{gone.days} 天"
    if hours:
        return f"{hours} 小时 {minutes} 分" if minutes else f"{hours} 小时"
    return f"{minutes} 分钟" if minutes else "刚刚"


def ago(moment: datetime) -> str:
    """How long ago something was, as part of a sentence: ``刚刚``, ``25 分钟前``."""
    gone = waited(moment)
    return gone if gone == "刚刚" else f"{gone}前"


def long_waited(moment: datetime) -> bool:
    """Whether something has waited longer than the day that citizens are promised."""
    return utc_now() - aware(moment) > timedelta(days=1)


def days_left(due: date) -> int:
    """Days until a due day, counted in Shanghai; negative when it is over."""
    return (due - now().date()).days


def minute(moment: datetime) -> str:
    """A moment to the minute, in Shanghai."""
    return to_minute(aware(moment))


def clock(moment: datetime) -> str:
    """A moment's day and time without the year, in Shanghai."""
    local = aware(moment).astimezone(ZONE)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def iso_minute(moment: str) -> str:
    """An ISO moment to the minute, in Shanghai."""
    return to_minute(datetime.fromisoformat(moment))


def channel(name: str) -> str:
    """Where a case came from: the public account, or the link to another office."""
    kind = kinds.load().get(name)
    return f"{kind.label}·{kind.link}" if kind else CHANNELS.get(name, name)


def percent(share: float) -> str:
    """A share of one as whole percent."""
    return f"{share:.0%}"


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "value_of": lambda value, field: value_of(field, value),
    "typed_of": lambda value, field: typed_of(field, value),
    "masked": masked,
    "masked_name": masking.name,
    "masked_numbers": masking.numbers,
    "masked_alert": lambda one: masking.text(one.alert.text, one.case, names=True),
    "masked_story": lambda case: masking.text(case.narrative, case, names=True),
    "waited": waited,
    "ago": ago,
    "long_waited": long_waited,
    "minute": minute,
    "clock": clock,
    "iso_minute": iso_minute,
    "percent": percent,
    "days_left": days_left,
    "channel": channel,
    "reached": role_and_desk,
}
GLOBALS: Final[dict[str, Any]] = {
    "LEVELS": LEVEL_WORDS,
    "STATUSES": STATUS_LABELS,
    "OUTCOMES": OUTCOME_LABELS,
    "ALERTS": ALERT_WORDS,
    "NOTES": NOTE_WORDS,
    "NOTICES": NOTICE_WORDS,
    "SOURCES": SOURCE_WORDS,
    "SPEAKERS": SPEAKERS,
    "ACTORS": ACTORS,
    "ROLES": ROLES,
    "KINDS": KINDS,
    "WAYS": WAYS,
    "DISPATCH_STATES": STATES,
    "LINKS": LINKS,
    "WARNING_ENDED": ENDED,
    "OPEN": OPEN,
    "FLAGS": FLAGS,
    "DONE": DONE,
}
