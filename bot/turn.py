"""What this message is for, in the light of the question that stands open.

The classifier sees one message without its context: 「王麻子」 is gibberish until one knows that the
bot has just asked for the other party. This last component decides the intent that the rules act on,
in a fixed order: what is not text; danger; the words that call a person; numbers and yes or no where a
choice stands open; set phrases; an answer to the open question; a telling; and only then what the
classifier said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

import cn2an
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from bot import phrases
from bot.components import PlainComponent
from bot.messages import ANSWER, CORRECTIONS, FACTS, READING, URGENCY, slot, text_of
from intake.vocabulary import FACT_SLOTS
from legal import asking
from legal.declined import declines

KIND_INTENTS: Final = {
    "subscribe": "subscribe",
    "image": "send_media",
    "video": "send_media",
    "voice": "send_voice",
    "location": "send_media",
    "link": "send_media",
    "unknown": "send_media",
}
PLACEHOLDER: Final = re.compile(r"^【.{1,8}】$")

ASKS_FOR_A_PERSON: Final = re.compile(r"^.{0,4}(转)?人工(客服|服务|坐席|台)?.{0,3}$")
BARE_NUMBER: Final = re.compile(
    r"^\s*第?\s*(\d{1,2}|[一二三四五六七八九十])\s*(条|个|项)?\s*[。.!！]?\s*$"
)
YES: Final = re.compile(
    r"^(是的?|对的?|对对+|好的?|好嘞|行|中|可以|同意|愿意|确认|嗯+呐?|没错|没问题|正确|都对|全对|就这样|"
    r"提交吧?|要|登记吧?|ok|OK|yes|恁说了算|管|管的)[了吧啊呀呢，,。.!！~]*$"
)
NO: Final = re.compile(
    r"^(不|不是|不对|不行|不同意|不愿意|不要|不用了?|先不|算了|木有|没有|别|不登记|不提交)[了吧啊呀呢，,。.!！~]*$"
)
HAS: Final = re.compile(r"^(有的?|在的?|(爸|妈|老师|大人|家人|爷|奶).{0,6}(在|陪))")
YES_NO_QUESTIONS: Final = frozenset(
    {
        "after_danger",
        "cancel",
        "confirm",
        "consent",
        "consent_sensitive",
        "danger_record",
        "delete",
        "guardian",
        "later",
        "withdraw",
    }
)
FREE_QUESTIONS: Final = frozenset({"safe_contact", "satisfaction", "staff_question"})
"""Questions that any words answer."""
NUMBERED_QUESTIONS: Final = {
    "type": "inform",
    "confirm": "correct_info",
    "law_choice": "law_followup",
    "satisfaction": "inform",
    "which_matter": "inform",
    "withdraw_which": "inform",
}
CHOSEN_INTENTS: Final = frozenset({"menu", "readings"})
"""Questions whose numbers stand for an intent each."""
LAW_WORD: Final = re.compile(
    r"^(看看?|说|要|想看)?(再?详细(点|些|说说)?|详情|细说|多说点|(法条)?原文|法条|有用|没用|没有用|管用|不管用)[吧啊呀呢了，,。.!！~]*$"
)

GOES_ON: Final = re.compile(r"^(那|要是|如果|假如|万一).{2,28}[呢吗么嘛?？]$")
"""A question that only makes sense behind the last legal answer (那要是没写借条呢)."""

COMMANDS: Final = frozenset(
    {
        "add_info",
        "ask_human",
        "check_progress",
        "withdraw_case",
        "correct_info",
        "skip",
        "restart",
        "stop",
        "ask_why",
        "ask_about_bot",
        "ask_summary",
        "ask_my_data",
        "delete_my_data",
        "slow_down",
        "ask_law",
        "start_law",
        "other_matter",
        "greet",
        "goodbye",
        "thank",
        "insult",
    }
)
"""Intents that leave the open question open; a confident one is believed over an answer."""

REACHED_BY: Final = re.compile(r"^.{0,6}(短信|微信|电话|打给|打俺|打我|留言|发信息)")
"""How to be reached without the other side knowing; the classifier hears fear in 「别打电话」."""
UNCLEAR: Final = "unclear"
"""The danger path of words that no explicit signal explains; 「安全了」 takes it back."""
MISHEARD: Final = frozenset({"ask_my_data", "delete_my_data"})
"""Intents not believed where a message brings a fact to a type's own question (聊天记录都有)."""
BELIEVED_BESIDE_FREE: Final = frozenset(
    {
        "ask_human",
        "ask_law",
        "ask_my_data",
        "ask_why",
        "check_progress",
        "delete_my_data",
        "withdraw_case",
    }
)
"""The commands that are believed where any words may be the answer (很满意，谢谢 is a rating)."""
ELSEWHERE: Final = frozenset({"advertise", "out_of_scope"})
"""Intents that answer no question, where the classifier is sure."""

UNHEARD: Final = frozenset({"nlu_fallback", "out_of_scope", "gibberish"})
"""Intents by which the classifier says that it made nothing of the words."""
SURE: Final = 0.6
UNSURE: Final = 0.4
RATES: Final = re.compile(r"^(?:我|俺)?(?:非常|很|特别|十分|挺|比较|还算|太)?不?(?:太)?满意")
"""How an answer to the notice of a case's end begins."""
TELLING_LENGTH: Final = 14
"""A message at least this long is a telling rather than something not understood."""
STORY_LENGTH: Final = 28


@dataclass(frozen=True)
class Turn:
    """One message with what its reading depends on.

    Attributes:
        text: the normalised message.
        intent: what the classifier made of it, ``nlu_fallback`` when unsure.
        confidence: the classifier's, 0 to 1.
        kind: the gateway's kind of message (text, voice, image, subscribe, …).
        open_question: the id of the question the bot asked last, if it still stands.
        danger: the danger path of a signal, if there is one.
        facts: how many facts the message holds.
        corrects: whether it corrects a known fact.
        answers: whether it reads as an answer to the open question.
        topic: whether a legal answer was given, or articles were offered, before.
        choices: what the numbers of the open choice stand for.
        taken_up: whether these are kept words of a second matter, taken up now.
    """

    text: str
    intent: str
    confidence: float
    kind: str = "text"
    open_question: str | None = None
    danger: str | None = None
    facts: int = 0
    corrects: bool = False
    answers: bool = False
    topic: bool = False
    choices: tuple[str, ...] = ()
    taken_up: bool = False

    @property
    def commands(self) -> bool:
        """Whether the classifier is sure of an intent that leaves the open question open."""
        return self.intent in COMMANDS and self.confidence >= SURE


Reading = tuple[str, str]
"""The intent to act on, and the reason."""


def _not_text(turn: Turn) -> Reading | None:
    if turn.kind in KIND_INTENTS and (turn.kind != "voice" or PLACEHOLDER.match(turn.text)):
        return KIND_INTENTS[turn.kind], "kind of message"
    return None


def _danger(turn: Turn) -> Reading | None:
    over = turn.open_question == "after_danger" and phrases.safety(turn.text) == "affirm"
    told_how = turn.open_question == "safe_contact" and REACHED_BY.match(turn.text)
    if turn.danger == UNCLEAR and (over or told_how):
        return None
    return ("danger", "danger signal") if turn.danger else None


def _kept(turn: Turn) -> Reading | None:
    return ("report_dispute", "kept words, taken up") if turn.taken_up else None


def _person(turn: Turn) -> Reading | None:
    return ("ask_human", "asks for a person") if ASKS_FOR_A_PERSON.match(turn.text) else None


def _choice(turn: Turn) -> Reading | None:
    if turn.open_question in NUMBERED_QUESTIONS and BARE_NUMBER.match(turn.text):
        return NUMBERED_QUESTIONS[turn.open_question], "number where a choice stands open"
    if turn.open_question == "guardian" and HAS.match(turn.text):
        return "affirm", "somebody is there"
    if turn.open_question in YES_NO_QUESTIONS and YES.match(turn.text):
        return "affirm", "yes to the open question"
    if turn.open_question in YES_NO_QUESTIONS and NO.match(turn.text):
        return "deny", "no to the open question"
    number = _number(turn.text)
    if turn.open_question in CHOSEN_INTENTS and 0 < number <= len(turn.choices):
        return turn.choices[number - 1], "chose this reading"
    return None


def _number(text: str) -> int:
    """The number that a whole message is, 0 where it is none."""
    match = BARE_NUMBER.match(text)
    return int(cn2an.cn2an(match.group(1), "smart")) if match else 0


def _phrase(turn: Turn) -> Reading | None:
    if turn.open_question == "after_danger" and (heard := phrases.safety(turn.text)):
        return heard, "says whether the danger is over"
    intent = phrases.intent_of(turn.text, turn.open_question)
    return (intent, "set phrase") if intent else None


def _law_word(turn: Turn) -> Reading | None:
    if turn.topic and LAW_WORD.match(turn.text):
        return "law_followup", "a word about the last legal answer"
    return None


def _goes_on(turn: Turn) -> Reading | None:
    if turn.topic and turn.intent in UNHEARD and GOES_ON.match(turn.text):
        return "ask_law", "goes on from the last legal answer"
    return None


def _answer(turn: Turn) -> Reading | None:
    if turn.corrects:
        return "correct_info", "corrects a known fact"
    own = (turn.open_question or "").startswith("q:")
    if (own or turn.open_question in FACT_SLOTS) and phrases.skips(turn.text):
        return "skip", "does not want to answer"
    if own and turn.facts and turn.intent in MISHEARD and "删" not in turn.text:
        return "inform", "brings a fact to the type's question"
    if own and turn.intent in ELSEWHERE and turn.confidence >= SURE:
        return None
    if turn.answers and not turn.commands:
        return "inform", "answers the open question"
    if own and not turn.commands:
        return "inform", "answers the type's question"
    if turn.open_question in FREE_QUESTIONS and not (
        turn.commands and turn.intent in BELIEVED_BESIDE_FREE
    ):
        return "inform", "answers a free question"
    return None


def _declined(turn: Turn) -> Reading | None:
    if turn.intent in UNHEARD and declines(turn.text):
        return "out_of_scope", "a question that is declined by its words"
    return None


def _telling(turn: Turn) -> Reading | None:
    few, length = (1, asking.LONG) if len(turn.text) > asking.LONG else (2, STORY_LENGTH)
    if turn.intent == "ask_law" and turn.facts >= few and len(turn.text) >= length:
        return "report_dispute", "a story ending in a question"
    unsure = turn.intent in UNHEARD and turn.confidence < SURE
    shaky = unsure or (turn.intent in COMMANDS and turn.confidence < SURE)
    if turn.open_question == "confirm" and turn.facts and shaky:
        return "add_info", "a fact at the summary"
    long_enough = turn.intent == "nlu_fallback" and len(turn.text) >= TELLING_LENGTH
    invited = turn.facts >= 1 and turn.open_question in {None, "story"}
    if unsure and (turn.facts >= 2 or long_enough or invited):
        return "report_dispute", "long enough to be a telling"
    return None


def _rating(turn: Turn) -> Reading | None:
    if turn.open_question is None and turn.confidence < UNSURE and RATES.match(turn.text):
        return "affirm", "says how it went"
    return None


ORDER: Final = (
    _not_text,
    _danger,
    _kept,
    _person,
    _choice,
    _phrase,
    _law_word,
    _goes_on,
    _answer,
    _rating,
    _declined,
    _telling,
)


def read(turn: Turn) -> Reading:
    """The intent to act on: the first reader of :data:`ORDER` that knows, else the classifier."""
    for reader in ORDER:
        if reading := reader(turn):
            return reading
    return turn.intent, "classifier"


def _heard(message: Message) -> dict[str, Any]:
    """What the classifier heard; danger only where the urgency of the words says so too."""
    nothing = {"name": "nlu_fallback", "confidence": 0.0}
    heard: dict[str, Any] = message.get(INTENT) or nothing
    if heard["name"] != "danger" or message.get(URGENCY)["danger"]:
        return heard
    others = [one for one in message.get("intent_ranking") or [] if one["name"] != "danger"]
    if not others:
        return nothing
    best = others[0]
    rest = max(1.0 - heard["confidence"], best["confidence"], 1e-9)
    return {"name": best["name"], "confidence": best["confidence"] / rest}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class TurnReader(PlainComponent):
    """Replaces the intent by :func:`read`'s, and writes ``reading`` with both and the reason."""

    def process(self, messages: list[Message], tracker: Any = None) -> list[Message]:
        """Decide what each message is for."""
        open_question = slot(tracker, "open_question")
        for message in messages:
            heard = _heard(message)
            intent, why = read(
                Turn(
                    text_of(message).strip(),
                    heard["name"] or "nlu_fallback",
                    heard["confidence"],
                    kind=(message.get("metadata") or {}).get("kind", "text"),
                    taken_up=bool((message.get("metadata") or {}).get("taken_up")),
                    open_question=open_question,
                    danger=message.get(URGENCY)["danger"],
                    facts=len(message.get(FACTS)),
                    corrects=bool(message.get(CORRECTIONS)),
                    answers=message.get(ANSWER) is not None,
                    topic=bool(slot(tracker, "law_topic") or slot(tracker, "law_question")),
                    choices=tuple(slot(tracker, "choices") or ()),
                )
            )
            message.set(READING, {"classifier": heard["name"], "why": why}, add_to_output=True)
            chosen = heard if intent == heard["name"] else {"name": intent, "confidence": 1.0}
            message.set(INTENT, chosen, add_to_output=True)
        return messages
