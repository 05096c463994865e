"""Many citizens at once, at the settings of a real installation."""

import asyncio

from aiohttp.test_utils import TestServer

from tests.stack import free_port
from tests.wechat.fakes import FakeRasa, Phone, until
from wechat.keys import TURNS
from wechat.replies import MESSAGE_KEPT

AS_INSTALLED = {"gateway_burst_hold": 0.3, "gateway_burst_window": 1.2}
EVERY = 1 / 30


async def rush(gateway, count):
    """Send messages of different citizens, 30 a second; each answer with its seconds."""
    loop = asyncio.get_running_loop()

    async def one(number):
        began = loop.time()
        answer = await Phone(gateway, f"o-{number}").say(f"第{number}件")
        return answer, loop.time() - began

    tasks = []
    for number in range(count):
        tasks.append(asyncio.create_task(one(number)))
        await asyncio.sleep(EVERY)
    return await asyncio.gather(*tasks)


async def test_thirty_messages_a_second_are_all_answered_in_time(make_gateway, rasa):
    rasa.delay = 0.05
    answers = await rush(await make_gateway(**AS_INSTALLED), 90)
    assert all(answer.text == f"听到：第{number}件" for number, (answer, _) in enumerate(answers))
    assert max(seconds for _, seconds in answers) < 5


async def test_with_rasa_stopped_everybody_is_told_in_time_and_answered_after_its_return(
    make_gateway, tencent, tencents_address
):
    port = free_port()
    gateway = await make_gateway(rasa_port=port, wechat_api_base=tencents_address, **AS_INSTALLED)
    answers = await rush(gateway, 60)
    assert all(answer.text == MESSAGE_KEPT for answer, _ in answers)
    assert max(seconds for _, seconds in answers) < 5
    rasa = FakeRasa()
    async with TestServer(rasa.app, port=port):
        await until(lambda: len(gateway.app[TURNS]) == 0, 20)
        await until(lambda: len(tencent.texts) == 60, 20)
    assert sorted(tencent.texts) == sorted(f"听到：第{number}件" for number in range(60))
    assert len(rasa.turns) == 60
