"""Every page of the console, with what can be open on it open, wide and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from mediation.console import routes
from tests.browser.desks.district import LOGINS
from tests.browser.office import is_accessible_and_fits, sign_in
from tests.mediation.console.addresses import pattern
from tests.mediation.samples import alert_body

NO_PAGE = re.compile(r"\.(docx|xlsx|csv|ics)$|/pulse$|^/second-factor/give$")
"""What is served for a script or as a file; and where one goes with half a session alone."""


def opened(page, summary):
    page.locator("summary", has_text=summary).first.click()


def accepted(page, district, no):
    page.get_by_role("button", name="受理", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("已受理")


def to_be_dispatched(page, district, no):
    accepted(page, district, no)
    opened(page, "自己选")


def with_a_wish(page, district, no):
    accepted(page, district, no)
    opened(page, "想请谁、谁要回避")


def in_conflict(page, district, no):
    note = {"kind": "addition", "text": "又来闹了", "at": "2026-11-24T10:00:00+08:00"}
    district.office.post(f"/cases/{no}/notes", note, f"note-{no}")
    page.get_by_role("button", name="受理", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("有同事先改了")


def asked_for_code(page, district, no):
    page.context.clear_cookies()
    page.goto("/login")
    sign_in(page, LOGINS["town_leader"], "石榴红了请客人来")
    expect(page.get_by_role("heading", level=1)).to_contain_text("验证码")


def refused(page, district, no):
    page.context.clear_cookies()
    page.goto("/login")
    sign_in(page, "admin", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")


def with_question(page, district, no):
    asked = {"kind": "unanswered", "text": "彩礼能要回来吗", "entry": None}
    district.office.post(
        "/questions", asked | {"at": "2026-11-24T10:00:00+08:00"}, f"question-{no}"
    )
    page.reload()


def drafting(page, district, no):
    with_question(page, district, "draft")
    page.get_by_role("link", name="拟一条答案").first.click()
    expect(page.get_by_label("群众怎么问的")).to_have_value(re.compile("^彩礼能要回来吗\n"))


def sealing(page, district, no):
    page.get_by_role("region", name="封存和回避").get_by_text("改", exact=True).click()


def opening(*summaries):
    def open_them(page, district, no):
        for summary in summaries:
            opened(page, summary)

    return open_them


TABLE = {
    "queue": ("administrator", "/", None),
    "queue of a mediator": ("mediator", "/", None),
    "queue of the officer on duty": ("duty_officer", "/", None),
    "all cases": ("administrator", "/?status=all&urgency=red", None),
    "nothing found": ("administrator", "/?q=没有这个词", None),
    "case": ("administrator", "/cases/{no}", None),
    "case of an auditor": ("auditor", "/cases/{no}", None),
    "case with a fact open": ("administrator", "/cases/{no}", opening("改申请人")),
    "case with its clock open": ("administrator", "/cases/{no}", opening("暂停计时")),
    "case that may be sealed": ("district_reviewer", "/cases/{no}", sealing),
    "case with the types open": ("administrator", "/cases/{no}", opening("改类型")),
    "case with the colours open": ("administrator", "/cases/{no}", opening("调整颜色")),
    "case to be dispatched": ("administrator", "/cases/{no}", to_be_dispatched),
    "case with a wish for a mediator": ("administrator", "/cases/{no}", with_a_wish),
    "case in conflict": ("administrator", "/cases/{no}", in_conflict),
    "what a citizen sent, with the gateway away": ("administrator", "/cases/{no}/files", None),
    "mediators": ("mediator", "/mediators", opening("记请假、休假")),
    "a mediator's own profile": ("mediator", "/mediators", opening("改资料")),
    "no such mediator": ("administrator", "/mediators?type=物业&language=手语", None),
    "organisations found": ("clerk", "/organisations?q=榴园", None),
    "staff": ("administrator", "/staff", opening("新建账号")),
    "questions": ("administrator", "/questions", with_question),
    "draft of an answer": ("administrator", "/questions", drafting),
    "code asked for": ("town_leader", "/second-factor/give", asked_for_code),
    "nothing here": ("administrator", "/nothing", None),
    "not allowed": ("auditor", "/staff", None),
    "sign-in refused": ("auditor", "/login", refused),
}
"""Name → who, where, and what is done there first."""
WHERE = [path for _, path, _ in TABLE.values()]
PAGES = [page.path for page in routes.ALL if page.method == "GET" and not NO_PAGE.search(page.path)]
MORE = {
    path: ("administrator", path, None) for path in PAGES if "{" not in path and path not in WHERE
}
"""Pages with nothing to open on them."""
ALL = TABLE | MORE


@pytest.fixture(scope="module")
def seats(district):
    """A browser for each role."""
    taken = {}

    def seat(role):
        if role not in taken:
            taken[role] = district.sits(role)
        return taken[role]

    yield seat
    for page in taken.values():
        page.context.close()


@pytest.mark.parametrize("name", ALL)
def test_no_page_has_a_serious_finding_or_runs_over_the_edge(district, seats, name):
    role, path, first = ALL[name]
    no = None
    if "{no}" in path or role in {"duty_officer", "mediator"}:
        signals = [{"code": "threat", "text": "走着瞧"}]
        no = district.office.has_case(town="榴园镇", urgency={"level": "red", "signals": signals})
        district.office.post("/alerts", alert_body(case_no=no), f"alert-{no}")
        unknown = alert_body(draft_id=f"draft-{no}", other_matter=True)
        district.office.post("/alerts", unknown, f"unknown-{no}")
    page = district.sits(role) if first in {asked_for_code, refused} else seats(role)
    page.goto(path.replace("{no}", no or ""))
    if first:
        first(page, district, no)
    is_accessible_and_fits(page)


def test_no_page_is_left_out():
    everywhere = [*WHERE, *MORE]
    missing = [path for path in PAGES if not any(map(pattern(path).fullmatch, everywhere))]
    assert missing == []
