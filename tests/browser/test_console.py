"""A clerk's morning at the console, in a real Chromium, against the real backend."""

import re

from playwright.sync_api import expect

from intake import knowledge
from tests.browser.office import PASSWORD, sign_in
from tests.mediation.samples import alert_body


def test_a_clerk_signs_in_finds_a_case_sees_why_corrects_and_accepts_it(office):
    no = office.has_case(applicant={"name": "马玉兰", "phone": "13900000777"})
    page = office.stranger()
    page.goto(f"/cases/{no}")
    sign_in(page, "admin", PASSWORD)
    expect(page).to_have_url(f"{office.base}/cases/{no}")

    page.get_by_label("搜索案件").fill("马玉兰")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile(r"马\*\*")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("马玉兰 与 韩广田")

    label = next(signal.label for signal in knowledge.load().signals if signal.code == "threat")
    talk = page.get_by_role("region", name=re.compile("聊天记录"))
    expect(talk.locator("mark.yellow")).to_contain_text("让我走着瞧")
    expect(talk).to_contain_text(label)
    expect(page.get_by_role("region", name="经过").locator("mark.yellow")).to_have_count(1)

    amount = page.locator("#fact-amount_yuan")
    expect(amount).to_contain_text("3,600元")
    amount.get_by_text("改涉及金额").click()
    expect(amount.get_by_label("涉及金额改成")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.2万")
    page.keyboard.press("Enter")
    expect(page.locator("#fact-amount_yuan")).to_contain_text("12,000元")
    expect(page.locator("#fact-amount_yuan")).to_contain_text("管理员改过")

    page.get_by_role("button", name="受理", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("已受理")
    history = page.get_by_role("region", name="办理记录")
    expect(history).to_contain_text("受理")
    expect(history.locator("del")).to_contain_text("3,600元")
    expect(history.locator("ins")).to_contain_text("12,000元")
    assert page.complaints == []
    page.context.close()


def test_a_usual_case_is_reviewed_with_the_keyboard_and_one_click(office):
    first = office.has_case(urgency={"level": "red", "signals": []})
    second = office.has_case(urgency={"level": "red", "signals": []})
    page = office.desk()
    page.goto("/?urgency=red")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/cases/{first}"))
    page.get_by_role("button", name="受理，看下一件").first.click()
    expect(page).to_have_url(re.compile(f"/cases/{second}"))
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("案件队列")
    page.keyboard.press("/")
    expect(page.get_by_label("搜索案件")).to_be_focused()
    page.keyboard.type("jjk")
    expect(page.get_by_label("搜索案件")).to_have_value("jjk")
    assert page.complaints == []
    page.context.close()


def test_an_alert_is_taken_with_one_click(office):
    office.post("/alerts", alert_body(text="他拿刀在门口"), "alert-browser")
    page = office.desk()
    page.goto("/")
    alert = page.get_by_role("region", name=re.compile("先看这里"))
    expect(alert).to_contain_text("他拿刀在门口")
    alert.get_by_role("button", name="我来处理").click()
    expect(page.get_by_role("status")).to_contain_text("由您处理")
    expect(page.get_by_role("button", name="我来处理")).to_have_count(0)
    page.context.close()


def test_the_calendar_is_walked_with_the_keyboard(office):
    office.has_case()
    page = office.desk()
    page.goto("/calendar?month=2026-10&day=2026-10-09")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("10月17日到期"))).to_be_visible()
    page.keyboard.press("]")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2026年11月")
    assert page.complaints == []
    page.context.close()


def test_everything_works_without_scripts(office):
    no = office.has_case()
    page = office.desk(java_script_enabled=False)
    page.goto(f"/cases/{no}")
    page.get_by_text("调整颜色").click()
    page.get_by_label("红 紧急").check()
    page.get_by_label("理由 调低必须写").fill("派出所来电核实")
    page.get_by_role("button", name="保存颜色").click()
    expect(page.get_by_role("region", name="办理记录")).to_contain_text("派出所来电核实")
    page.get_by_role("button", name="受理", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text("已受理")
    page.context.close()


def test_the_second_of_two_clerks_sees_both_texts(office):
    no = office.has_case()
    one, two = office.desk(), office.desk()
    for page, place in ((one, "村东头"), (two, "村西头")):
        page.goto(f"/cases/{no}")
        page.get_by_text("改地点").click()
        page.get_by_label("地点改成").fill(place)
    for page in (one, two):
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(two.get_by_role("heading", level=1)).to_have_text("有同事先改了这件案子")
    expect(two.locator(".both")).to_contain_text("村东头")
    expect(two.locator(".both")).to_contain_text("村西头")
    two.get_by_role("button", name="用我的").click()
    expect(two.locator("#fact-place")).to_contain_text("村西头")
    for page in (one, two):
        page.context.close()


def test_the_open_case_says_that_its_citizen_has_said_something(office):
    no = office.has_case(citizen="c-live")
    page = office.desk()
    page.goto(f"/cases/{no}")
    news = page.get_by_role("link", name="这件案子刚有新情况，点这里看")
    expect(news).to_be_hidden()
    said = {"kind": "addition", "text": "墙又往外挪了", "at": "2026-11-24T10:00:00+08:00"}
    office.post(f"/cases/{no}/notes", said, "note-live")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    news.click()
    expect(page.get_by_text("墙又往外挪了").first).to_be_visible()
    expect(news).to_be_hidden()
    assert page.complaints == []
    page.context.close()
