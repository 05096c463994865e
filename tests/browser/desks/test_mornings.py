"""Each role's morning: they sign in, see what burns first, do what is theirs, and are offered nothing else."""

import re

import pytest
from playwright.sync_api import expect

from mediation.access import RIGHTS
from mediation.console import routes
from tests.browser.desks.district import LOGINS, TOWN
from tests.mediation.console.addresses import pattern
from tests.mediation.samples import alert_body

BURNING = {
    "urgency": {"level": "red", "signals": [{"code": "threat", "text": "让我走着瞧"}]},
    "town": TOWN,
    "village": None,
}
OFFERED = """async (paths) => {
  const found = [];
  for (const path of paths) {
    const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
    for (const one of page.querySelectorAll('a[href^="/"]'))
      found.push(["GET", one.getAttribute("href")]);
    for (const one of page.querySelectorAll("form"))
      found.push([one.method.toUpperCase(), one.getAttribute("action")]);
  }
  return found;
}"""
"""What is offered on some pages as they are served: method and address of each link and form."""


PAGES = [(page, pattern(page.path)) for page in routes.ALL]


def offers_only_what_is_allowed(page, role, *paths):
    """Every link and every form of these pages, or of the one that is open, leads where one may go."""
    offered = page.evaluate(OFFERED, list(paths) or [page.url])
    assert len(offered) > len(paths)
    for method, address in offered:
        path = re.split("[?#]", address)[0]
        found = [one for one, its in PAGES if one.method == method and its.fullmatch(path)]
        assert found, (method, address)
        assert found[0].needs is None or found[0].needs in RIGHTS[role], (role, method, address)


def burns_first(page):
    """The queue begins with red, and colours never rise again."""
    rows = page.locator(".queue .row").evaluate_all("all => all.map(one => one.classList[1])")
    assert rows[0] == "red"
    assert rows == sorted(rows, key=["red", "yellow", "blue"].index)


def reads(page, *labels):
    """The menu has these pages."""
    menu = page.get_by_role("navigation", name="工作台").get_by_role("link").all_inner_texts()
    assert set(labels) <= set(menu), menu
    return menu


def ends(page, role):
    offers_only_what_is_allowed(page, role)
    assert page.complaints == []
    page.context.close()


def test_a_clerk_of_a_town_accepts_what_burns_and_sends_it_on(district):
    no = district.office.has_case(**BURNING)
    page = district.comes("clerk")
    burns_first(page)
    towns = page.locator(".queue .right div:first-child dd").all_inner_texts()
    assert all(town.startswith(TOWN) for town in towns)
    assert "账号" not in reads(page, "案件", "督办", "没答上的问题", "调解员", "机构")
    offers_only_what_is_allowed(page, "clerk")
    page.goto(f"/cases/{no}")
    offers_only_what_is_allowed(page, "clerk")
    page.get_by_role("button", name="受理", exact=True).first.click()
    page.get_by_role("button", name="照建议办").click()
    expect(page.get_by_role("status")).to_contain_text("已指派")
    expect(page.get_by_role("region", name="分流指派")).to_contain_text(TOWN)
    expect(page.get_by_text("封存和回避")).to_have_count(0)
    ends(page, "clerk")


def test_a_mediator_sees_what_was_sent_to_them_takes_it_and_writes_down_the_first_talk(district):
    no = district.has_case_for(LOGINS["mediator"], urgency=BURNING["urgency"])
    other = district.office.has_case(town="阴平镇", village=None)
    page = district.comes("mediator")
    waiting = page.get_by_role("region", name=re.compile("等您接收"))
    assert "没答上的问题" not in reads(page, "案件", "调解员")
    offers_only_what_is_allowed(page, "mediator")
    waiting.get_by_role("link", name=no).click()
    page.get_by_role("button", name="接收", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已接收")
    page.get_by_text("写一次调解记录").click()
    page.get_by_label("在哪里谈的").fill("榴园镇调解室")
    page.get_by_label("申请人怎么说").fill("墙占了滴水檐")
    page.get_by_label("没谈完，约了再谈").check()
    page.get_by_role("button", name="保存记录").click()
    expect(page.get_by_role("region", name="调解记录")).to_contain_text("第 1 次")
    offers_only_what_is_allowed(page, "mediator")
    page.goto(f"/cases/{other}")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("韩")
    page.goto("/mediators?q=demo.m103.1")
    expect(page.get_by_text("记请假、休假")).to_have_count(1)
    ends(page, "mediator")


def test_a_leader_of_a_town_gives_a_code_and_calls_the_desk_that_is_late(district):
    no = district.office.has_case(**BURNING)
    district.is_late(no)
    page = district.comes("town_leader")
    burns_first(page)
    assert not {"账号", "没答上的问题"} & set(reads(page, "案件", "督办", "统计"))
    page.get_by_role("link", name="督办", exact=True).click()
    row = page.get_by_role("row", name=re.compile(no))
    offers_only_what_is_allowed(page, "town_leader")
    row.get_by_role("button", name=re.compile("打过电话了")).click()
    expect(page.get_by_role("status")).to_contain_text("记下了")
    expect(page.get_by_role("row", name=re.compile(no))).to_contain_text("电话 1 次")
    page.goto(f"/cases/{no}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("韩**")
    expect(page.get_by_text("封存和回避")).to_have_count(0)
    ends(page, "town_leader")


def test_a_reviewer_of_the_district_sees_a_sealed_case_and_names_who_it_is_about(district):
    no = district.office.has_case(
        route={"name": "discipline", "reason": None}, narrative="村支书吃拿卡要", **BURNING
    )
    page = district.comes("district_reviewer")
    burns_first(page)
    reads(page, "案件", "督办", "没答上的问题")
    page.goto(f"/cases/{no}")
    expect(page.get_by_text("已封存").first).to_be_visible()
    offers_only_what_is_allowed(page, "district_reviewer")
    seal = page.get_by_role("region", name="封存和回避")
    seal.get_by_text("改", exact=True).click()
    seal.get_by_label("这件事反映的是").fill("司法局")
    seal.get_by_role("button", name="保存单位").click()
    expect(page.get_by_role("region", name="封存和回避")).to_contain_text("被反映的单位：区司法局")
    ends(page, "district_reviewer")
    clerk = district.sits("clerk")
    clerk.goto(f"/cases/{no}")
    expect(clerk.locator("body")).not_to_contain_text("吃拿卡要")
    clerk.context.close()


def test_the_leader_of_the_district_gives_a_code_reads_a_name_for_a_purpose_and_writes_a_letter(
    district,
):
    no = district.office.has_case(**BURNING)
    district.is_late(no)
    page = district.comes("county_leader")
    burns_first(page)
    assert not {"账号", "没答上的问题"} & set(reads(page, "案件", "督办", "统计", "报告"))
    page.goto(f"/cases/{no}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("韩**")
    offers_only_what_is_allowed(page, "county_leader")
    page.get_by_label("看完整的姓名电话，用来").select_option(label="监督检查")
    page.get_by_role("button", name="显示", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("韩素芬")
    page.goto("/overdue")
    row = page.get_by_role("row", name=re.compile(no))
    row.get_by_role("button", name=re.compile("^发")).click()
    expect(page.get_by_role("status")).to_contain_text("函已出具")
    ends(page, "county_leader")


def test_the_officer_on_duty_takes_an_alert_and_is_offered_no_case_work(district):
    no = district.office.has_case(**BURNING)
    district.office.post("/alerts", alert_body(case_no=no, text="他拿刀在门口"), f"alert-duty-{no}")
    page = district.comes("duty_officer")
    alert = page.get_by_role("region", name=re.compile("先看这里")).locator("li", has_text=no)
    expect(alert).to_contain_text("他拿刀在门口")
    burns_first(page)
    assert not {"账号", "没答上的问题"} & set(reads(page, "案件"))
    offers_only_what_is_allowed(page, "duty_officer")
    alert.get_by_role("button", name="我来处理").click()
    expect(page.get_by_role("status")).to_contain_text("由您处理")
    page.goto(f"/cases/{no}")
    expect(page.get_by_role("button", name="受理", exact=True)).to_have_count(0)
    ends(page, "duty_officer")


def test_an_administrator_gives_a_code_and_makes_an_account_that_must_change_its_password(district):
    page = district.comes("administrator")
    burns_first(page)
    reads(page, "案件", "账号")
    offers_only_what_is_allowed(page, "administrator")
    page.get_by_role("link", name="账号", exact=True).click()
    page.get_by_text("新建账号").click()
    page.get_by_label("账号 小写字母、数字").fill("zhao.min")
    page.get_by_label("姓名").fill("赵敏")
    page.get_by_label("属于").select_option(label=f"　{TOWN}")
    page.get_by_role("button", name="新建").click()
    told = page.get_by_role("status")
    expect(told).to_contain_text("只显示这一次")
    password = told.locator("b").inner_text()
    ends(page, "administrator")
    new = district.office.stranger()
    new.goto("/")
    new.get_by_label("账号").fill("zhao.min")
    new.get_by_label("密码").fill(password)
    new.get_by_role("button", name="登录").click()
    expect(new).to_have_url(re.compile("/password$"))
    expect(new.get_by_role("navigation", name="工作台")).to_have_count(0)
    new.context.close()


def test_an_auditor_reads_everything_and_can_change_nothing(district):
    no = district.office.has_case(**BURNING)
    page = district.comes("auditor")
    burns_first(page)
    assert not {"账号", "没答上的问题"} & set(reads(page, "案件", "督办", "统计", "报告"))
    for path in ("/", f"/cases/{no}", "/overdue", "/statistics", "/letters", "/mediators"):
        page.goto(path)
        offers_only_what_is_allowed(page, "auditor")
        posts = page.locator("form[method=post]").evaluate_all(
            "all => all.map(one => one.getAttribute('action'))"
        )
        assert set(posts) == {"/logout"}, path
    page.goto(f"/cases/{no}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("韩**")
    expect(page.locator("main")).not_to_contain_text("13900000417")
    ends(page, "auditor")


def test_every_role_has_its_morning():
    assert set(LOGINS) == set(RIGHTS)


@pytest.mark.parametrize("role", LOGINS)
def test_nothing_that_is_offered_on_the_way_is_forbidden(district, role):
    late = district.office.has_case(**BURNING)
    district.is_late(late)
    for kind in ("danger", "human_requested"):
        alert = alert_body(case_no=late, kind=kind)
        district.office.post("/alerts", alert, f"alert-{role}-{kind}")
    page = district.sits(role)
    page.goto("/")
    menu = page.locator("nav.menu a").evaluate_all("all => all.map(one => one.pathname)")
    offers_only_what_is_allowed(page, role, "/", "/?status=all", f"/cases/{late}", *menu)
    ends(page, role)
