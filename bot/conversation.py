"""One turn of a citizen's conversation: done once, or not at all.

Rasa by itself de-duplicates nothing, and when the action server is away it saves a turn whose effects
are lost. Here a message whose id stands in the tracker is answered with what was said then; a turn in
which the action server could not be reached is not saved, so that the gateway may repeat it; and a
conversation begins a new Rasa session before its tracker grows long, with the transcript kept.
"""

from __future__ import annotations

import asyncio
import re
import time
from contextvars import ContextVar
from typing import Any, Final

import aiohttp
from rasa.core.actions.action import ActionSessionStart
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.constants import DEFAULT_SENDER_ID
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.retention import overwrite, sql_store
from bot.turn import YES
from intake.transcript import transcript

MOST_EVENTS: Final = 300
"""A longer tracker begins a new session: the cost of a turn grows with its events."""
EARLIER: Final = "earlier"
"""The slot that keeps the transcript of sessions before this one, while a draft is open."""

LATER: Final = "later"
"""The slot that keeps the words of a matter to be taken up after the one in hand."""
TAKES_IT_UP: Final = {"later": YES, "which_matter": re.compile(r"^\s*(2|二|两|第二|新|另|不是)")}
"""Open questions whose answer means: take up the kept words now, as if they had just been said."""
FORGET: Final = "forget"
"""The slot an action sets when the citizen has thrown away what was said."""
SAID_AGAIN: Final = "utter_said_again"
"""The response whose variants follow a reply that would otherwise repeat the last one."""

_unreached: ContextVar[list[str]] = ContextVar("unreached")


class ActionsAway(Exception):
    """The action server could not be reached; the turn has not happened and may be repeated."""


class WatchedEndpoint(EndpointConfig):  # type: ignore[misc]
    """Rasa's action endpoint, which remembers when it could not be reached during a turn."""

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        """Post to the action server, as Rasa does."""
        try:
            return await super().request(*args, **kwargs)
        except (aiohttp.ClientConnectionError, asyncio.TimeoutError) as error:
            _unreached.get([]).append(type(error).__name__)
            raise

    @classmethod
    def around(cls, endpoint: EndpointConfig) -> WatchedEndpoint:
        """A watched endpoint with another one's settings."""
        watched = cls(endpoint.url)
        watched.__dict__.update(endpoint.__dict__)
        return watched


class SilentChannel(CollectingOutputChannel):  # type: ignore[misc]
    """Collects what the bot says, message by message, without splitting it on blank lines."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep one message whole."""
        await self._persist_message(self._message(recipient_id, text=text))


async def take_turn(
    agent: Agent, sender: str, text: str, message_id: str, metadata: dict[str, Any]
) -> list[str]:
    """Answer one message, once.

    Args:
        agent: Rasa's, with a loaded model.
        sender: the citizen's key.
        text: the words, already free of commands.
        message_id: the gateway's id; the same id again gives the same answers and changes nothing.
        metadata: the kind of message and what belongs to it.

    Returns:
        The bot's messages in order.

    Raises:
        ActionsAway: nothing was saved; repeat later.
    """
    processor = agent.processor
    if not isinstance(processor.action_endpoint, WatchedEndpoint):
        processor.action_endpoint = WatchedEndpoint.around(processor.action_endpoint)
    channel = SilentChannel()
    async with agent.lock_store.lock(sender):
        held = await agent.tracker_store.retrieve(sender)
        if held is not None:
            said = answers_to(held, message_id)
            if said is not None:
                return said
            if len(held.events) > MOST_EVENTS:
                await _begin_session(agent, held)
        kept = kept_words(held, text)
        message = UserMessage(
            kept or text,
            channel,
            sender or DEFAULT_SENDER_ID,
            input_channel="xiaoyi",
            message_id=message_id,
            metadata={**metadata, "message_id": message_id, "taken_up": kept is not None},
        )
        unreached: list[str] = []
        _unreached.set(unreached)
        tracker = await processor.log_message(message, should_save_tracker=False)
        await processor._run_prediction_loop(channel, tracker)
        if unreached:
            raise ActionsAway(", ".join(unreached))
        said = [line["text"] for line in channel.messages if line.get("text")]
        if more := _other_words(agent, tracker, said):
            tracker.update(BotUttered(more), agent.domain)
            said.append(more)
        await processor.save_tracker(tracker)
        if tracker.get_slot(FORGET):
            await _forget(agent, tracker)
    return said


def kept_words(tracker: DialogueStateTracker | None, text: str) -> str | None:
    """The words of a kept matter, where the message says that it is to be taken up now."""
    if tracker is None:
        return None
    means_yes = TAKES_IT_UP.get(tracker.get_slot("open_question") or "")
    kept = tracker.get_slot(LATER)
    return kept[0] if kept and means_yes and means_yes.match(text) else None


def _other_words(agent: Agent, tracker: DialogueStateTracker, said: list[str]) -> str | None:
    """A sentence to add where a reply is the last one over again; never the one added then."""
    before = _reply_before(tracker)
    variants = [one["text"] for one in agent.domain.responses.get(SAID_AGAIN, [])]
    if not said or [line for line in before if line not in variants] != said:
        return None
    return next((variant for variant in variants if variant not in before), None)


def _reply_before(tracker: DialogueStateTracker) -> list[str]:
    """What was said to the message before the last one."""
    reply: list[str] = []
    turns = 0
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            turns += 1
            if turns == 2:
                break
        elif isinstance(event, BotUttered) and event.text and turns == 1:
            reply.insert(0, event.text)
    return reply


def answers_to(tracker: DialogueStateTracker, message_id: str) -> list[str] | None:
    """What was said to a message of this session, None where it is not in it."""
    answers: list[str] | None = None
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered) and event.message_id == message_id:
            return list(reversed(answers or []))
        if isinstance(event, UserUttered):
            answers = []
        elif isinstance(event, BotUttered) and event.text:
            answers = [*(answers or []), event.text]
    return None


async def _forget(agent: Agent, tracker: DialogueStateTracker) -> None:
    """Erase what was said; slots that outlive a draft go on in a new session.

    Raises:
        TypeError: the tracker store is none of Rasa's SQL stores, so nothing could be erased.
    """
    store = sql_store(agent)
    tracker.update(SlotSet(FORGET, None), agent.domain)
    began = time.time()
    await _begin_session(agent, tracker)
    with store.session_scope() as session:
        overwrite(session)
        events = session.query(store.SQLEvent).filter(
            store.SQLEvent.sender_id == tracker.sender_id, store.SQLEvent.timestamp < began
        )
        events.delete(synchronize_session=False)
        session.commit()


async def _begin_session(agent: Agent, tracker: DialogueStateTracker) -> None:
    domain = agent.domain
    opened_at = tracker.get_slot("opened_at")
    lines = []
    if opened_at is not None:
        lines = list(tracker.get_slot(EARLIER) or [])
        lines += transcript((event.as_dict() for event in tracker.events), since=opened_at)
    kept = {
        name: value.value for name, value in tracker.slots.items() if value.value is not None
    } | ({EARLIER: lines} if lines else {})
    begun = await ActionSessionStart().run(SilentChannel(), None, tracker, domain)
    started = [event for event in begun if not isinstance(event, SlotSet)]
    slots = [SlotSet(name, value) for name, value in kept.items()]
    tracker.update(ActionExecuted(ACTION_SESSION_START_NAME), domain)
    tracker.update_with_events([started[0], *slots, started[-1]], domain)
    await agent.tracker_store.save(tracker)
