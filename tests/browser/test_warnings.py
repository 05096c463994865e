"""A warning calls on every open page, in words and, for who wants it, by sound; and is answered."""

import re

from playwright.sync_api import expect

SPY = """
window.rang = 0;
window.AudioContext = class {
  constructor() { window.rang += 1; this.currentTime = 0; this.destination = {}; }
  resume() {}
  createOscillator() { return { frequency: {}, connect: (next) => next, start() {}, stop() {} }; }
  createGain() { return { gain: {}, connect: (next) => next }; }
};
"""


def test_a_warning_calls_on_any_page_and_is_answered(office):
    page = office.desk()
    page.add_init_script(SPY)
    page.clock.install()
    page.goto("/warnings")
    expect(page.locator("#calling")).to_be_hidden()
    page.get_by_label(re.compile("有新预警时响一声")).check()
    assert page.evaluate("window.rang") == 1
    page.goto("/organisations")

    no = office.has_case(urgency={"level": "red", "signals": []}, town="榴园镇")
    page.clock.fast_forward(11_000)
    calling = page.get_by_role("alert").filter(has_text="条预警等您回应")
    expect(calling).to_contain_text("● 红")
    expect(page).to_have_title(re.compile("^（1 条预警）"))
    assert page.evaluate("window.rang") == 1
    page.clock.fast_forward(11_000)
    expect(calling).to_be_visible()
    assert page.evaluate("window.rang") == 1

    calling.get_by_role("link").click()
    waiting = page.get_by_role("region", name="等您回应")
    expect(waiting).to_contain_text(no)
    waiting.get_by_label("怎么处置").fill("已派人上门")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("回应已记下")
    expect(page.locator("#calling")).to_be_hidden()
    page.goto(f"/cases/{no}")
    expect(page.get_by_role("region", name="预警")).to_contain_text("已派人上门")
    assert page.complaints == []
    page.context.close()


def test_who_did_not_ask_for_a_sound_hears_none(office):
    page = office.desk()
    page.add_init_script(SPY)
    page.goto("/organisations")
    office.has_case(urgency={"level": "red", "signals": []})
    page.reload()
    expect(page.locator("#calling")).to_be_visible()
    assert page.evaluate("window.rang") == 0
    page.context.close()
