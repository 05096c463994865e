"""``make phone`` as a process of its own; the page itself is tested in a browser."""

import asyncio
import signal
import sys

import pytest

from tests.stack import free_port
from tests.wechat.standin.test_chat import ROOT, environment


async def started(given):
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "wechat.standin.phone"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=given,
        cwd=ROOT,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.fixture
def given(gateway):
    base = f"http://127.0.0.1:{free_port()}"
    return environment(gateway.port, base, PHONE_PORT=str(free_port()))


async def test_it_says_where_the_page_is_and_ends_with_control_c(given):
    process = await started(given)
    line = await asyncio.wait_for(process.stdout.readline(), 20)
    process.send_signal(signal.SIGINT)
    _, err = await asyncio.wait_for(process.communicate(), 20)
    assert f"http://127.0.0.1:{given['PHONE_PORT']}/" in line.decode()
    assert (process.returncode, err) == (0, b"")


async def test_without_a_gateway_it_warns_and_serves_all_the_same(given):
    process = await started({**given, "GATEWAY_PORT": "9"})
    lines = [(await asyncio.wait_for(process.stdout.readline(), 20)).decode() for _ in range(2)]
    process.send_signal(signal.SIGINT)
    await asyncio.wait_for(process.communicate(), 20)
    assert lines[0].startswith("提醒：网关没有运行")
    assert lines[1].startswith("手机页面：")


@pytest.mark.parametrize("port", ["phone", "70000", "-1"])
async def test_what_is_no_port_gets_one_line(given, port):
    process = await started({**given, "PHONE_PORT": port})
    _, err = await asyncio.wait_for(process.communicate(), 20)
    assert (process.returncode, err.decode()) == (1, f"PHONE_PORT={port} 不是端口号。\n")


async def test_a_port_in_use_gets_one_line(given, gateway):
    process = await started({**given, "PHONE_PORT": str(gateway.port)})
    _, err = await asyncio.wait_for(process.communicate(), 20)
    assert process.returncode == 1
    assert err.decode().count("\n") == 1
    assert str(gateway.port) in err.decode()
