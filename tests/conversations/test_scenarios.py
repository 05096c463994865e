"""Runs every scenario of this folder.

A scenario is YAML: ``turns``, each with what the ``citizen`` says (or ``kind`` of message) or what
``staff`` do (:mod:`tests.conversations.staff`), and what the answer or the notices must hold: ``says``
(all of these words), ``first_line`` (these words in the first line), ``not_says``; and ``case``, what the
backend must have at the end (dotted paths; with several cases of the newest), ``cases``, how many there
are, or ``no_case: true``. Whatever the scenario, no reply is the same as the one before it, and no message
is long or asks more than one thing.
"""

import re
import uuid
from pathlib import Path

import pytest
import yaml

from tests.conversations import staff

HERE = Path(__file__).parent
SCENARIOS = sorted(HERE.rglob("*.yml"))
LONGEST = 120
ARTICLE = re.compile(r"\S+第[零〇一二三四五六七八九十百千]+条(之[一二三四五六七八九十])?\n")
LONG_BY_NATURE = ("请您看看对不对", "您说到这里", "您的事：", "您的案号：")


def at(case, path):
    value = case
    for key in path.split("."):
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def happens(stack, citizen, turn, message_id):
    """What the citizen reads for a turn: the answer, or the notices."""
    if "staff" in turn:
        return staff.does(stack, citizen, turn["staff"])
    kind = turn.get("kind", "text")
    more = turn.get("with", {})
    return stack.say(citizen, turn["citizen"], kind=kind, message_id=message_id, **more)


def check_manners(messages):
    for message in messages:
        if "\n依据：" in message or ARTICLE.match(message):
            continue  # a reviewed legal entry or the law itself; tests/legal holds them to their own measure
        if not message.startswith(LONG_BY_NATURE):
            assert len(message) <= LONGEST, f"too long ({len(message)}): {message}"
        questions = re.findall(r"[^。！？\n]*？", message)
        assert len(questions) <= 2, f"more than one question: {message}"


@pytest.mark.parametrize(
    "path", SCENARIOS, ids=[str(path.relative_to(HERE).with_suffix("")) for path in SCENARIOS]
)
def test_scenario(path, stack):
    scenario = yaml.safe_load(path.read_text(encoding="utf-8"))
    citizen = uuid.uuid4().hex
    before = ""
    for number, turn in enumerate(scenario["turns"], 1):
        done = turn.get("citizen", turn.get("staff"))
        messages = happens(stack, citizen, turn, f"{citizen}-{number}")
        reply = "\n\n".join(messages)
        where = f"turn {number} ({done!r}) answered: {reply}"
        assert messages, f"turn {number} ({done!r}) was not answered"
        for words in turn.get("says", []):
            assert words in reply, f"missing {words!r}; {where}"
        for words in turn.get("not_says", []):
            assert words not in reply, f"unwanted {words!r}; {where}"
        for words in turn.get("first_line", []):
            assert words in reply.splitlines()[0], f"first line lacks {words!r}; {where}"
        check_manners(messages)
        assert reply != before, f"the same again; {where}"
        before = reply
    cases = stack.cases(citizen)
    if scenario.get("no_case"):
        assert cases == []
    if "cases" in scenario:
        assert len(cases) == scenario["cases"]
    for expected_path, expected in scenario.get("case", {}).items():
        assert len(cases) == scenario.get("cases", 1), f"{len(cases)} cases"
        assert at(cases[0], expected_path) == expected, expected_path
