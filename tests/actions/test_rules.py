"""Domain, rules, actions and data agree: nothing is named that does not exist, nothing lies idle."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from rasa_sdk import Action

import actions
from actions.draft import KEPT_SLOTS, STATE_SLOTS
from actions.explain import EXPLAINED
from actions.say import WORDINGS
from bot import phrases
from intake import knowledge
from intake.vocabulary import FACT_SLOTS

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
RULES = yaml.safe_load((ROOT / "data/rules/turns.yml").read_text(encoding="utf-8"))["rules"]
CONTRACT_INTENTS = (
    "greet",
    "goodbye",
    "thank",
    "affirm",
    "deny",
    "ask_human",
    "check_progress",
    "withdraw_case",
    "correct_info",
    "skip",
    "restart",
    "report_dispute",
    "ask_law",
    "out_of_scope",
)
UNTRAINED = {"subscribe", "send_media", "send_voice", "nlu_fallback", "law_followup"} | {
    intent for intent, _ in phrases._PHRASES
} - {"check_progress", "ask_summary", "start_law", "other_matter"}
"""Intents from the kind of message, the fallback, a word behind an answer, or a set phrase."""


def own_actions():
    found = {}
    for module in pkgutil.iter_modules(actions.__path__):
        if module.name == "__main__":
            continue
        for _, kind in inspect.getmembers(import_module(f"actions.{module.name}"), inspect.isclass):
            if issubclass(kind, Action) and not inspect.isabstract(kind) and kind is not Action:
                found[kind().name()] = kind
    return found


def trained_intents():
    return {
        block["intent"]
        for file in (ROOT / "data/nlu").rglob("*.yml")
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    }


def code():
    files = [*(ROOT / "actions").glob("*.py"), ROOT / "bot/conversation.py"]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_intent_has_exactly_one_rule():
    in_rules = sorted(rule["steps"][0]["intent"] for rule in RULES)
    assert in_rules == sorted(DOMAIN["intents"])


def test_every_intent_is_trained_or_comes_from_the_kind_of_message():
    assert trained_intents() == set(DOMAIN["intents"]) - UNTRAINED


@pytest.mark.parametrize("intent", CONTRACT_INTENTS)
def test_intent_an_outsider_relies_on_exists(intent):
    assert intent in DOMAIN["intents"]


def test_actions_of_the_domain_are_the_actions_of_the_code():
    assert set(DOMAIN["actions"]) == set(own_actions())


def test_every_action_in_a_rule_exists():
    named = {step["action"] for rule in RULES for step in rule["steps"][1:]}
    assert named <= set(DOMAIN["actions"]) | set(DOMAIN["responses"])


def test_every_response_is_used_somewhere():
    used = code() + (ROOT / "data/rules/turns.yml").read_text(encoding="utf-8")
    computed = ("utter_ask_", "utter_danger_")
    idle = [n for n in DOMAIN["responses"] if n not in used and not n.startswith(computed)]
    assert idle == []


def test_every_danger_path_has_both_its_answers():
    paths = {signal.danger for signal in knowledge.load().signals if signal.danger} | {"unclear"}
    for path in paths:
        assert f"utter_danger_{path}" in DOMAIN["responses"]
        assert f"utter_danger_{path}_again" in DOMAIN["responses"]


def test_every_fact_that_may_be_asked_has_its_question():
    for slot in FACT_SLOTS:
        for wording in WORDINGS[:2]:
            assert f"utter_ask_{slot}{wording}" in DOMAIN["responses"]
    needed = {slot for kind in knowledge.load().dispute_types.values() for slot in kind.needs}
    for slot in needed | {"applicant_name", "applicant_phone"}:
        assert f"utter_ask_{slot}_why" in DOMAIN["responses"]


def test_every_question_with_a_reason_tells_it():
    told = {
        name.removeprefix("utter_ask_").removesuffix("_why")
        for name in DOMAIN["responses"]
        if name.endswith("_why")
    }
    assert told == EXPLAINED


def test_slots_are_the_facts_and_the_draft_and_are_never_filled_from_text():
    assert set(DOMAIN["slots"]) == {*FACT_SLOTS, *STATE_SLOTS, *KEPT_SLOTS}
    for slot in DOMAIN["slots"].values():
        assert slot["mappings"] == [{"type": "custom"}]


def test_entities_are_the_facts():
    assert {name for entity in DOMAIN["entities"] for name in entity} == set(FACT_SLOTS)
