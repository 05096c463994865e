"""From following the account to a reviewed case: encrypted messages in, a clerk's browser at the end."""

import re

import pytest
from playwright.async_api import async_playwright

from tests.browser import CHROMIUM
from wechat.standin.account import Account
from wechat.standin.citizen import Citizen
from wechat.standin.platform import Platform

STORY = "俺是古邵镇的，去年给坛山街道一个包工头刘强干活，干了三个月，一万八的工钱到现在木有给，打电话也不接"
ANSWERS = ["有欠条", "就我一个", "榴花小区工地", "同意", "王秀兰", "13812345678", "对"]


@pytest.fixture
async def tencent(stack):
    port = int(stack.environment["WECHAT_API_BASE"].rsplit(":", 1)[1])
    async with Platform(Account.from_environment(stack.environment), port=port) as platform:
        yield platform


async def told(citizen, words):
    """Everything the citizen reads until the next message: the reply and what follows it."""
    answer = await citizen.say(words)
    return answer.text if answer else (await citizen.next(within=20)).text


async def test_story_told_in_wechat_becomes_a_case_that_a_clerk_accepts(stack, tencent):
    citizen = Citizen(tencent)
    welcome = await citizen.subscribe()
    assert "我是机器" in welcome.text
    assert "请把事情经过说给我听" in welcome.text
    heard = await told(citizen, STORY)
    for known in ("刘强", "古邵镇", "18,000元"):
        assert known in heard
    for words in ANSWERS:
        said = await told(citizen, words)
    number = re.search(r"YT\d{4}-\d{6}", said).group()

    async with async_playwright() as driver:
        browser = await driver.chromium.launch(**CHROMIUM)
        try:
            page = await browser.new_page()
            await accept_in_console(page, stack, number)
        finally:
            await browser.close()
    assert stack.api(f"/cases/{number}")["status"] == "accepted"


async def accept_in_console(page, stack, number):
    login, password = stack.first_account()
    await page.goto(f"http://127.0.0.1:{stack.environment['MEDIATION_PORT']}/")
    await page.get_by_label("账号").fill(login)
    await page.get_by_label("密码").fill(password)
    await page.get_by_role("button", name="登录").click()
    await page.get_by_label("现在的密码").fill(password)
    await page.get_by_label("新密码", exact=True).fill("一把新的长钥匙2026")
    await page.get_by_label("再写一遍新密码").fill("一把新的长钥匙2026")
    await page.get_by_role("button", name="改密码").click()
    await page.get_by_label("搜索案件").fill(number)
    await page.keyboard.press("Enter")
    await page.locator(".queue .open").first.click()
    await page.eval_on_selector_all(".unseen", "all => all.forEach(one => one.remove())")
    content = await page.locator("main").inner_text()
    for words in (STORY, "刘强", "古邵镇", "18,000元", "王秀兰", "拖欠农民工工资"):
        assert words in content
    await page.get_by_role("button", name="受理", exact=True).first.click()
    await page.wait_for_load_state()


async def test_same_message_pushed_again_gets_the_same_reply_and_no_second_turn(stack, tencent):
    citizen = Citizen(tencent)
    first = await citizen.say("包工头刘强欠我八千块工钱，在阴平镇干的")
    again = await citizen.repeat()
    assert again.text == first.text
    summary = await told(citizen, "我刚才说到哪了")
    assert summary.count("刘强") == 1


async def test_danger_gets_the_number_in_the_first_line_of_one_reply(stack, tencent):
    citizen = Citizen(tencent)
    await citizen.subscribe()
    said = await told(citizen, "他说今晚要拿刀来俺家")
    assert "110" in said.splitlines()[0]


async def test_no_log_holds_what_a_citizen_said_or_who_said_it(stack, tencent):
    citizen = Citizen(tencent)
    await told(citizen, "俺叫褚云霞，电话13905326677，刘大疤瘌欠俺九千六")
    logs = "".join(path.read_text(errors="replace") for path in stack.logs.glob("*.log"))
    for private in ("褚云霞", "13905326677", "刘大疤瘌", "九千六", citizen.openid):
        assert private not in logs
