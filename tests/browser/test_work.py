"""A mediator's work at the console: the record, the agreement, the end, the visit, in a real Chromium."""

import re

from playwright.sync_api import expect

from tests.browser.office import is_accessible_and_fits


def agreed(office, page):
    """A case that was agreed on, its page open; its number."""
    no = office.has_case()
    page.goto(f"/cases/{no}")
    page.get_by_role("button", name="受理", exact=True).first.click()
    for state in ("调解中", "谈成了"):
        page.get_by_text("办下一步", exact=True).click()
        page.get_by_role("region", name=re.compile("^办理")).get_by_label(state).check()
        page.locator("#work").get_by_role("button", name="保存").click()
    return no


def records(page, summary="墙往里挪一尺，月底前挪好"):
    page.get_by_text("写一次调解记录").click()
    card = page.locator("#records")
    card.get_by_label("在哪里谈的").fill("斜屋村村委会")
    card.get_by_label("申请人怎么说").fill("墙往里挪一尺就行")
    card.get_by_label("对方怎么说").fill("愿意挪")
    card.get_by_label("谈成了").check()
    card.get_by_label("结果说明").fill(summary)
    card.get_by_role("button", name="保存记录").click()
    expect(page.get_by_role("status")).to_contain_text("调解记录已保存")


def draws_up(page):
    page.get_by_text("写协议书", exact=True).click()
    card = page.locator("#agreement")
    expect(card.get_by_label("申请人姓名")).to_be_focused()
    card.get_by_label("申请人基本情况").fill("女，五十八岁，住斜屋村")
    card.get_by_label("对方当事人基本情况").fill("男，六十岁，住斜屋村")
    card.get_by_label("纠纷的主要事实").fill("偏房占了滴水檐，对方认。")
    card.get_by_label("谈好的内容").fill("墙往里挪一尺\n雨水不往申请人院里流")
    card.get_by_label("怎么履行").fill("自己雇人挪，月底前挪好。")
    card.get_by_label("调解员").fill("李娜")
    card.get_by_role("button", name="保存协议书").click()
    expect(card).to_contain_text("峄调协〔")


def test_from_the_first_meeting_to_the_visit(office):
    page = office.desk()
    no = agreed(office, page)
    closing = page.get_by_role("region", name=re.compile("^办结"))
    expect(closing).to_contain_text("还不能办结，差这些")
    records(page)
    expect(page.get_by_role("heading", name=re.compile("第 1 次"))).to_contain_text("谈成了")
    expect(closing).not_to_contain_text("差这些")

    draws_up(page)
    agreement = page.get_by_role("region", name=re.compile("^调解协议书"))
    expect(agreement).to_contain_text("峄调协〔")
    with page.expect_download() as taken:
        agreement.get_by_role("button", name="下载协议书").click()
    assert re.fullmatch(r"峄调协〔\d{4}〕\d+号\.docx", taken.value.suggested_filename)
    agreement.get_by_role("button", name="记下签字").click()
    expect(agreement).to_contain_text("双方可以一起请法院确认")

    page.get_by_text("办结这件案子").click()
    closing.get_by_label("说明").fill("当场付清")
    closing.get_by_role("button", name="办结").click()
    expect(page.get_by_role("status")).to_contain_text("已办结")
    expect(closing).to_contain_text("已请当事人评价")
    expect(page.locator("#work")).to_contain_text("回1到5")

    visits = page.get_by_role("region", name=re.compile("^回访"))
    visits.get_by_text(re.compile("记这次回访")).first.click()
    visits.get_by_label("打电话").first.check()
    visits.get_by_label("都照办了").first.check()
    visits.get_by_label("了解到的情况").first.fill("墙已经挪了")
    visits.get_by_role("button", name="保存回访").first.click()
    expect(visits).to_contain_text("墙已经挪了")
    page.goto("/visits")
    expect(page.get_by_role("link", name=no)).to_have_count(1)
    assert page.complaints == []
    page.context.close()


def test_neither_the_cards_nor_the_list_have_a_serious_finding(office):
    page = office.desk()
    no = agreed(office, page)
    records(page)
    draws_up(page)
    page.locator("#agreement").get_by_role("button", name="记下签字").click()
    expect(page.locator("#agreement")).to_contain_text("双方可以一起请法院确认")
    page.goto(f"/cases/{no}")
    for words in ("写一次调解记录", "更正第 1 次的记录", "记司法确认", "办结这件案子"):
        page.get_by_text(words).click()
        is_accessible_and_fits(page)
    page.goto("/visits")
    expect(page.get_by_role("link", name=no)).to_be_visible()
    is_accessible_and_fits(page)
    page.context.close()
