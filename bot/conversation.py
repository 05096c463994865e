"""One turn of a citizen's conversation: done once, or not at all.

Rasa by itself de-duplicates nothing, and when the action server is away it saves a turn whose effects
are lost. Here a message whose id stands in the tracker is answered with what was said then; a turn in
which the action server could not be reached is not saved, so that the gateway may repeat it; and a
conversation begins a new Rasa session before its tracker grows long, with the transcript kept.
"""

from __future__ import annotations

import re
import time
from typing import Any, Final

from rasa.core.actions.action import ActionSessionStart, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_server import ActionServer
from bot.burst import belongs, ids, parts
from bot.conversation_store import ConversationStore
from bot.retention import overwrite, sql_store
from bot.rules import Rules
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
LISTENING: Final = "utter_listening"
"""The response to a message that no action had a word for: nobody is left without an answer."""
SAID_AGAIN: Final = "utter_said_again"
"""The response whose variants follow a reply that would otherwise repeat the last one."""


class SilentChannel(CollectingOutputChannel):  # type: ignore[misc]
    """Collects what the bot says, message by message, without splitting it on blank lines."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep one message whole."""
        await self._persist_message(self._message(recipient_id, text=text))


class Conversations:
    """The conversations of all citizens.

    Args:
        agent: Rasa's, with a loaded model and our store.

    Raises:
        TypeError: it has another store.
        bot.rules.LookingBack: see there.
    """

    def __init__(self, agent: Agent) -> None:
        self._agent = agent
        store = sql_store(agent)
        if not isinstance(store, ConversationStore):
            raise TypeError("endpoints.yml names another tracker store")
        self._store = store
        self._rules = Rules(agent.processor)
        self._actions = ActionServer(agent.processor.action_endpoint.url)

    async def take(
        self, sender: str, text: str, message_id: str, metadata: dict[str, Any]
    ) -> list[str]:
        """Answer one message, once.

        Args:
            sender: the citizen's key.
            text: the words, already free of commands.
            message_id: the gateway's id; the same id again gives the same answers and changes nothing.
            metadata: the kind of message and what belongs to it.

        Returns:
            The bot's messages in order.

        Raises:
            ActionsAway: nothing was saved; repeat later.
            Exception: nothing was saved either; what was wrong is Rasa's, an action's or the store's.
        """
        async with self._agent.lock_store.lock(sender):
            tracker = await self._tracker(sender)
            said = answers_to(tracker, message_id)
            if said is None:
                said = await self._answer(tracker, text, message_id, metadata)
            if tracker.get_slot(FORGET):
                await self._forget(tracker)
        return said

    async def close(self) -> None:
        """Let go of the action server."""
        await self._actions.close()

    async def _tracker(self, sender: str) -> DialogueStateTracker:
        """The conversation so far, in a new session where it has grown long; an empty one."""
        tracker = await self._store.retrieve(sender)
        if tracker is not None and len(tracker.events) > MOST_EVENTS:
            await self._begin_session(tracker)
            tracker = await self._store.retrieve(sender)
        if tracker is None:
            tracker = self._store.init_tracker(sender)
        metadata = self._agent.processor.model_metadata
        tracker.model_id, tracker.assistant_id = metadata.model_id, metadata.assistant_id
        return tracker

    async def _answer(
        self, tracker: DialogueStateTracker, text: str, message_id: str, metadata: dict[str, Any]
    ) -> list[str]:
        """Do a turn, or one for each part of a burst, and write down what came of it, all or nothing."""
        told = await parts(self._agent.processor, tracker, text, metadata)
        said: list[str] = []
        for part, part_id in zip(told, ids(message_id, len(told)), strict=True):
            said += await self._turn(tracker, part, part_id, metadata)
        await self._store.save(tracker)
        return said

    async def _turn(
        self, tracker: DialogueStateTracker, text: str, message_id: str, metadata: dict[str, Any]
    ) -> list[str]:
        processor, channel = self._agent.processor, SilentChannel()
        kept = kept_words(tracker, text)
        message = UserMessage(
            kept or text,
            channel,
            tracker.sender_id,
            input_channel="xiaoyi",
            message_id=message_id,
            metadata={**metadata, "message_id": message_id, "taken_up": kept is not None},
        )
        await processor._update_tracker_session(tracker, channel)
        await processor._handle_message_with_tracker(message, tracker)
        await self._act(tracker, channel)
        said = [line["text"] for line in channel.messages if line.get("text")]
        if not said:
            said = [self._agent.domain.responses[LISTENING][0]["text"]]
            tracker.update(BotUttered(said[0]), self._agent.domain)
        if more := _other_words(self._agent, tracker, said):
            tracker.update(BotUttered(more), self._agent.domain)
            said.append(more)
        return said

    async def _act(self, tracker: DialogueStateTracker, channel: SilentChannel) -> None:
        """Do what the rules say, one action after the other, until they say: listen."""
        processor, domain = self._agent.processor, self._agent.domain
        while True:
            action, prediction, before = self._rules.next(tracker)
            if isinstance(action, RemoteAction):
                events = await self._actions.run(action.name(), tracker, channel, processor.nlg)
            else:
                events = await action.run(channel, processor.nlg, tracker, domain)
            tracker.update_with_events(before, domain)
            tracker.update(action.event_for_successful_execution(prediction), domain)
            tracker.update_with_events(events, domain)
            await processor._send_bot_messages(events, tracker, channel)
            if not processor.should_predict_another_action(action.name()):
                return

    async def _forget(self, tracker: DialogueStateTracker) -> None:
        """Erase what was said; slots that outlive a draft go on in a new session.

        The wish itself is put away last: what a crash cuts off here the next message ends.
        """
        sender, began = tracker.sender_id, time.time()
        await self._begin_session(tracker)
        row = self._store.SQLEvent
        with self._store.session_scope() as session:
            overwrite(session)
            events = session.query(row).filter(row.sender_id == sender, row.timestamp < began)
            events.delete(synchronize_session=False)
            session.commit()
        left = await self._store.retrieve(sender)
        left.update(SlotSet(FORGET, None), self._agent.domain)
        await self._store.save(left)
        await self._store.empty_log()

    async def _begin_session(self, tracker: DialogueStateTracker) -> None:
        domain = self._agent.domain
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
        await self._store.save(tracker)


def kept_words(tracker: DialogueStateTracker, text: str) -> str | None:
    """The words of a kept matter, where the message says that it is to be taken up now."""
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
    its_own = False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            its_own = belongs(event.message_id, message_id)
            if its_own and answers is None:
                answers = []
        elif its_own and answers is not None and isinstance(event, BotUttered) and event.text:
            answers.append(event.text)
    return answers
