"""A usual case from the queue to a desk: counted in clicks, and once with the keyboard alone."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.office import is_accessible_and_fits
from tests.mediation.samples import case_body

MOST_CLICKS = 4
TOLD = "韩广田占了俺家滴水檐，砸坏的瓦值三千六，他让我走着瞧"


class Hand:
    """A mouse that counts."""

    def __init__(self):
        self.clicks = 0

    def click(self, target):
        target.click()
        self.clicks += 1


@pytest.fixture
def usual(office):
    """A case that stands first in the queue, and no other one."""
    lines = case_body()["transcript"]
    lines[0] |= {"text": TOLD, "facts": [{"slot": "amount_yuan", "text": "三千六"}]}
    no = office.has_case(narrative=TOLD, transcript=lines)
    yield no
    page = office.desk()
    page.goto(f"/cases/{no}")
    if page.get_by_role("button", name="受理", exact=True).count():
        page.get_by_role("button", name="受理", exact=True).first.click()
    page.context.close()


def test_a_usual_case_takes_no_more_than_four_clicks(office, usual, record_property, capsys):
    page, hand = office.desk(), Hand()
    began = time.monotonic()
    page.goto("/")
    hand.click(page.locator(".queue .open").first)
    expect(page).to_have_url(re.compile(usual))
    hand.click(page.get_by_role("button", name="受理", exact=True).first)
    expect(page.get_by_role("status")).to_contain_text("已受理")
    hand.click(page.get_by_role("button", name="照建议办"))
    expect(page.get_by_role("status")).to_contain_text("已指派")
    seconds = time.monotonic() - began
    record_property("clicks", hand.clicks)
    record_property("seconds", round(seconds, 1))
    with capsys.disabled():
        print(f"\na usual case: {hand.clicks} clicks, {seconds:.1f} s of the machine's")
    assert hand.clicks <= MOST_CLICKS
    expect(page.get_by_role("region", name="分流指派")).to_contain_text("阴平镇")
    assert page.complaints == []
    page.context.close()


def test_a_usual_case_is_reviewed_with_the_keyboard_alone(office, usual):
    page = office.desk()
    page.goto("/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(usual))
    page.keyboard.press("a")
    expect(page.get_by_role("button", name="受理", exact=True).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已受理")
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="照建议办")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已指派")
    assert page.complaints == []
    page.context.close()


def test_a_fact_and_its_words_light_up_together_and_lead_to_one_another(office, usual):
    page = office.desk()
    page.goto(f"/cases/{usual}")
    row, lit = page.locator("#fact-amount_yuan"), re.compile(r"\blit\b")
    words = page.locator(".lines mark", has_text="三千六")
    row.hover()
    expect(words).to_have_class(lit)
    page.locator("#fact-town").hover()
    expect(words).not_to_have_class(lit)
    row.get_by_role("link", name=re.compile("原话.*三千六")).focus()
    expect(words).to_have_class(lit)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#line-0-fact-amount_yuan$"))
    expect(words).to_be_in_viewport()
    words.get_by_role("link").focus()
    expect(row).to_have_class(lit)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#fact-amount_yuan$"))
    expect(row).to_be_in_viewport()
    page.locator("#why-1").hover()
    expect(page.locator(".narrative mark", has_text="走着瞧").first).to_have_class(lit)
    assert page.complaints == []
    page.context.close()


def test_letters_returns_and_joint_cases_have_no_serious_finding(office):
    lead, other = office.has_case(citizen="c-8"), office.has_case(citizen="c-9")
    page = office.desk()
    page.goto(f"/cases/{lead}")
    page.get_by_role("button", name=f"和 {other} 联办").click()
    expect(page.get_by_role("region", name="相关的案子")).to_contain_text("联办：2 件")
    page.get_by_text("退回", exact=True).click()
    page.get_by_text("不归这里管，报上级").click()
    is_accessible_and_fits(page)
    page.context.close()


def test_a_letter_is_looked_at_on_paper_and_then_sent(office, usual):
    page = office.desk()
    page.goto(f"/cases/{usual}")
    page.get_by_text("改去向").click()
    page.get_by_text("公安", exact=True).click()
    letter = page.get_by_role("textbox", name="给当事人的信")
    expect(letter).to_have_value(re.compile(usual))
    with page.expect_download() as download:
        page.get_by_role("button", name="看打印的样子").click()
    assert download.value.suggested_filename.endswith(".docx")
    page.get_by_role("button", name="改成公安，发信").click()
    expect(page.get_by_role("status")).to_contain_text("去向已改")
    expect(page.get_by_role("link", name="打印给当事人的信")).to_be_visible()
    page.context.close()
