"""Mediators and offices without a mouse."""

import re

from playwright.sync_api import expect

from intake.clock import now

MOST_STEPS = 60


def walk_to(page, target):
    """Press Tab until something has the focus, as somebody without a mouse must."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"not reached in {MOST_STEPS} steps: {target}")


def test_a_mediator_says_when_they_are_away_and_takes_it_back(district):
    page = district.sits("mediator")
    page.goto("/mediators?q=demo.m103.1")
    walk_to(page, page.locator("summary", has_text="记请假、休假"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("从", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("summary", has_text="记请假、休假")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("到", exact=True).fill(now().date().isoformat())
    walk_to(page, page.get_by_role("button", name="记下"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已改")
    page.goto("/mediators?q=demo.m103.1")
    expect(page.locator(".questions .late")).to_contain_text("休假")
    walk_to(page, page.get_by_role("button", name=re.compile("^取消")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已改")
    page.goto("/mediators?q=demo.m103.1")
    expect(page.locator(".questions")).to_contain_text("今天在")
    assert page.complaints == []
    page.context.close()


def test_the_tree_of_offices_is_folded_and_searched(district):
    page = district.sits("clerk")
    page.goto("/organisations")
    top = page.locator(".offices summary").first
    walk_to(page, top)
    expect(page.get_by_text("榴园镇", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("榴园镇", exact=True)).to_be_hidden()
    page.goto("/organisations")
    walk_to(page, page.get_by_label("名称、编码、办什么"))
    page.keyboard.type("劳动局")
    page.keyboard.press("Enter")
    expect(page.locator(".offices")).to_contain_text("区人力资源和社会保障局")
    expect(page.locator(".offices")).not_to_contain_text("榴园镇")
    assert page.complaints == []
    page.context.close()
