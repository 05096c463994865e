"""The action server is asked for what it can use, and what it does wrong is told apart."""

import json

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_server import ActionFailed, ActionsAway, ActionServer

WORDS = TemplatedNaturalLanguageGenerator({"utter_hello": [{"text": "您好，{name}。"}]})
UNDERSTOOD = {"intent": {"name": "greet"}, "facts": [], "safe_text": "*", "law": ["long"] * 50}


def tracker(opened_at=20.0):
    def heard(at):
        return UserUttered(f"话{at}", {"name": "x"}, parse_data=dict(UNDERSTOOD), timestamp=at)

    events = [
        heard(10.0),
        BotUttered("旧", timestamp=11.0),
        SlotSet("opened_at", opened_at, timestamp=12.0),
        heard(20.0),
        ActionExecuted("action_take_up", timestamp=21.0),
        BotUttered("记下了", timestamp=22.0),
        heard(30.0),
    ]
    return DialogueStateTracker.from_events("c", events, [AnySlot("opened_at", mappings=[])])


class Actions:
    """An action server that answers as it is told and remembers what it was asked."""

    def __init__(self):
        self.asked = []
        self.answer = {"events": [], "responses": []}
        self.status = 200

    async def webhook(self, request):
        self.asked.append(await request.json())
        if self.status is None:
            request.transport.abort()
        text = self.answer if isinstance(self.answer, str) else json.dumps(self.answer)
        return web.Response(text=text, status=self.status or 200)


@pytest.fixture
async def actions():
    served = Actions()
    app = web.Application()
    app.router.add_post("/webhook", served.webhook)
    async with TestServer(app) as server:
        served.client = ActionServer(str(server.make_url("/webhook")))
        yield served
        await served.client.close()


async def run(client, conversation=None):
    channel = CollectingOutputChannel()
    return await client.run("action_greet", conversation or tracker(), channel, WORDS)


async def test_an_action_gets_slots_the_last_message_whole_and_the_words_of_its_draft(actions):
    await run(actions.client)
    (asked,) = actions.asked
    assert asked["next_action"] == "action_greet"
    assert asked["tracker"]["slots"] == {"opened_at": 20.0}
    assert asked["tracker"]["latest_message"]["law"] == UNDERSTOOD["law"]
    earlier, bot, last = asked["tracker"]["events"]
    assert earlier["text"] == "话20.0"
    assert earlier["parse_data"] == {"facts": [], "safe_text": "*"}
    assert bot == {"event": "bot", "timestamp": 22.0, "text": "记下了"}
    assert last["parse_data"]["law"] == UNDERSTOOD["law"]


async def test_without_a_draft_the_last_message_is_all(actions):
    await run(actions.client, tracker(opened_at=None))
    assert [event["text"] for event in actions.asked[0]["tracker"]["events"]] == ["话30.0"]


async def test_what_it_says_and_sets_comes_back_as_events(actions):
    actions.answer = {
        "responses": [{"response": "utter_hello", "name": "王大娘"}, {"text": "慢慢说。"}],
        "events": [{"event": "slot", "name": "plain", "value": True, "timestamp": None}],
    }
    hello, slowly, slot = await run(actions.client)
    assert (hello.text, slowly.text) == ("您好，王大娘。", "慢慢说。")
    assert (slot.key, slot.value) == ("plain", True)


@pytest.mark.parametrize(
    "answer",
    ["", "<html>", "[]", "null", {"events": []}, {"responses": [], "events": [{"event": "?"}]},
     {"responses": ["words"], "events": []}],
)  # fmt: skip
async def test_what_is_no_result_is_a_failed_turn(actions, answer):
    actions.answer = answer
    with pytest.raises(ActionFailed):
        await run(actions.client)


async def test_an_error_of_the_server_is_a_failed_turn(actions):
    actions.status = 500
    with pytest.raises(ActionFailed, match="500"):
        await run(actions.client)


async def test_a_cut_connection_means_away_and_the_next_call_goes_through(actions):
    actions.status = None
    with pytest.raises(ActionsAway):
        await run(actions.client)
    actions.status = 200
    assert await run(actions.client) == []


async def test_nobody_listening_means_away():
    client = ActionServer(f"http://127.0.0.1:{unused_port()}/webhook")
    with pytest.raises(ActionsAway):
        await run(client)
    await client.close()
