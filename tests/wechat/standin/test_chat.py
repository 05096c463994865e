"""``make chat`` as a process of its own, through a pipe, against the echo gateway."""

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest
from rich.console import Console

from tests.stack import free_port
from tests.wechat.standin.client import Api
from tests.wechat.standin.echo import AES_KEY, APP_ID, TOKEN
from wechat.standin.bubbles import Bubbles
from wechat.standin.messages import Article, Choice, Received, fault
from wechat.standin.people import openid_of
from wechat.standin.platform import Platform

ROOT = Path(__file__).resolve().parents[3]


def environment(gateway_port, api_base, **more):
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": "a-secret",
        "WECHAT_TOKEN": TOKEN,
        "WECHAT_AES_KEY": AES_KEY,
        "WECHAT_API_BASE": api_base,
        "GATEWAY_PORT": str(gateway_port),
        **more,
    }


async def chat(typed, given, *arguments):
    typed = typed if isinstance(typed, bytes) else typed.encode()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "wechat.standin.chat", *arguments),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=given,
        cwd=ROOT,
    )
    try:
        out, err = await asyncio.wait_for(process.communicate(typed), 30)
    except TimeoutError:
        process.kill()
        await process.communicate()
        raise
    return process.returncode, out.decode(), err.decode()


@pytest.fixture
def free_base():
    return f"http://127.0.0.1:{free_port()}"


async def test_each_line_of_a_pipe_is_a_message_and_its_end_is_the_end(gateway, free_base):
    code, out, err = await chat("你好\n\n俺想问个事", environment(gateway.port, free_base))
    assert (code, err) == (0, "")
    assert out == "您：你好\n小峄：你好\n您：俺想问个事\n小峄：俺想问个事\n"
    assert len({message.source for message in gateway.seen}) == 1


async def test_every_run_is_a_new_citizen_unless_named(gateway, free_base):
    given = environment(gateway.port, free_base)
    for arguments in ([], [], ["--openid", "王大娘"], ["--openid", "王大娘"]):
        assert (await chat("你好\n", given, *arguments))[0] == 0
    seen = [message.source for message in gateway.seen]
    assert len(set(seen)) == 3
    assert seen[2] == seen[3] == openid_of("王大娘")


async def test_commands_are_voice_pictures_places_and_following(gateway, free_base, tmp_path):
    gateway.answer = lambda message: message.type
    picture = tmp_path / "欠条.png"
    picture.write_bytes(b"\x89PNG")
    typed = f":关注\n:语音 他不还钱\n:图片 {picture}\n：位置 古邵镇\n:点 REPORT\n:退出\n不再发\n"
    code, out, _ = await chat(typed, environment(gateway.port, free_base))
    assert code == 0
    assert re.findall("小峄：(.*)", out) == ["event", "voice", "image", "location", "event"]
    assert gateway.seen[1].recognition == "他不还钱"
    assert gateway.seen[3].label == "古邵镇"
    assert out.endswith("（再见）\n")


@pytest.mark.parametrize(
    "typed", [":图片 /没有/这个.png", ":图片 /etc/hostname", ":没有", ":语音", ":"]
)
async def test_a_command_that_cannot_be_done_is_explained(gateway, free_base, typed):
    code, out, err = await chat(f"{typed}\n在\n", environment(gateway.port, free_base))
    assert (code, err) == (0, "")
    assert out.startswith("（")
    assert out.endswith("您：在\n小峄：在\n")


async def test_rubbish_in_the_pipe_does_no_harm(gateway, free_base):
    given = environment(gateway.port, free_base)
    typed = b"\xff\xfe\x00\n" + "长".encode() * 22_000 + b"\n\x1b[2J\nok\n"
    code, out, err = await chat(typed, given)
    assert (code, err) == (0, "")
    assert "（这句话太长了，请分开发。）" in out
    assert out.endswith("您：ok\n小峄：ok\n")


async def test_who_left_is_told_to_follow_first(gateway, free_base):
    gateway.answer = lambda m: None if m.type == "event" and m.event == "unsubscribe" else "好"
    code, out, _ = await chat(":取关\n在吗\n:关注\n在\n", environment(gateway.port, free_base))
    assert code == 0
    assert "（您已经取消关注，请先重新关注。）" in out
    assert out.endswith("您：在\n小峄：好\n")


async def test_an_answer_that_comes_later_is_waited_for(gateway, free_base):
    answers = []

    async def later(message):
        async def send():
            async with Api(free_base) as api:
                await api.text_to(message.source, f"想好了：{message.content}")

        answers.append(asyncio.create_task(send()))

    gateway.answer = later
    code, out, _ = await chat("一\n二\n", environment(gateway.port, free_base))
    await asyncio.gather(*answers)
    assert (code, out) == (0, "您：一\n小峄：想好了：一\n您：二\n小峄：想好了：二\n")


async def test_without_a_gateway_there_is_one_line_and_exit_code_1(free_base):
    code, out, err = await chat("你好\n", environment(9, free_base))
    assert (code, out) == (1, "")
    assert err == "网关没有运行（http://127.0.0.1:9/wechat）。请先在另一个终端运行 make run。\n"


async def test_with_another_token_it_says_so(gateway, free_base):
    given = environment(gateway.port, free_base, WECHAT_TOKEN="other")
    code, _, err = await chat("你好\n", given)
    assert code == 1
    assert "WECHAT_TOKEN" in err
    assert err.count("\n") == 1


async def test_without_settings_it_says_which(free_base):
    given = environment(9, free_base)
    del given["WECHAT_TOKEN"]
    assert (await chat("", given))[::2] == (1, "缺少设置 WECHAT_TOKEN：请用 make chat 启动。\n")


async def test_a_stand_in_that_runs_is_used(gateway, account):
    async with Platform(account) as tencent:
        code, out, _ = await chat("你好\n", environment(gateway.port, tencent.base))
        assert (code, out) == (0, "您：你好\n小峄：你好\n")
        assert len(tencent.exchanges) == 1


async def test_a_stand_in_for_another_account_is_not(gateway, account):
    async with Platform(account) as tencent:
        given = environment(gateway.port, tencent.base, WECHAT_APP_ID="wx0000")
        code, _, err = await chat("你好\n", given)
    assert (code, err.count("\n")) == (1, 1)
    assert "另一套设置" in err


async def test_an_address_that_somebody_else_uses_is_named(gateway):
    base = f"http://127.0.0.1:{gateway.port}"
    code, _, err = await chat("你好\n", environment(gateway.port, base))
    assert (code, err.count("\n")) == (1, 1)
    assert "占用" in err


async def test_with_tencents_own_address_it_still_talks_and_says_what_is_missing(gateway):
    given = environment(gateway.port, "https://api.weixin.qq.com")
    code, out, _ = await chat("你好\n", given)
    assert code == 0
    assert out.startswith("（WECHAT_API_BASE 不在本机")
    assert out.endswith("小峄：你好\n")


def test_at_a_terminal_the_conversation_is_in_bubbles():
    console = Console(width=60, force_terminal=True, color_system=None, record=True)
    screen = Bubbles(console)
    screen.mine("俺想问个事")
    screen.theirs(Received("text", "您请说，[慢慢]说。" * 9, "passive"))
    choices = (Choice("1", "对"), Choice("2", "不对"))
    ends = {"head": "对不对？", "tail": "点一下"}
    screen.theirs(Received("msgmenu", "", "custom", choices=choices, fields=ends))
    screen.theirs(Received("news", "题", "custom", articles=(Article("题", "述"),)))
    screen.theirs(Received("image", "", "custom", media_id="m"))
    screen.theirs(Received("notice", "已分派", "template"))
    screen.theirs(fault())
    screen.remark("再见")
    shown = console.export_text()
    for text in (
        "俺想问个事",
        "[慢慢]",
        "不对",
        "点一下",
        "述",
        "［图片］",
        "服务通知",
        "故障",
        "再见",
    ):
        assert text in shown
    own = next(line for line in shown.splitlines() if "俺想问个事" in line)
    assert own.startswith(" " * 40)
