"""``python -m simulate --number 200``: simulated citizens against the real stack, and a report.

The seed is fixed: the same citizens say the same things in every run. Exit 1 where the aims are missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import yaml

from intake import knowledge
from simulate.citizen import Citizen, Outcome
from simulate.personas import PERSONAS
from tests.stack import Stack, running

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parent
SEED: Final = 20261125
AT_ONCE: Final = 4
COMPLETION: Final = 0.95
"""The share of conversations that must reach a receipt, or rightly stop at a missing grown-up."""
ASKED: Final = (
    "story_more",
    "respondent",
    "town",
    "occurred_on",
    "amount_yuan",
    "applicant_name",
    "applicant_phone",
)


def questions() -> dict[str, str]:
    """Every wording of every question → its id, as a citizen may be asked it."""
    responses = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["responses"]
    wordings = {
        responses[name][0]["text"]: slot
        for slot in ASKED
        for ending in ("", "_again", "_why")
        if (name := f"utter_ask_{slot}{ending}") in responses
    }
    for own in knowledge.load().questions.values():
        for question in own:
            wordings |= {question.ask: question.id, question.again: question.id}
            wordings[question.why] = question.id
    return wordings


def citizens(number: int) -> list[Citizen]:
    """The same citizens for the same number, whatever the machine."""
    content = yaml.safe_load((HERE / "matters.yml").read_text(encoding="utf-8"))
    asked = questions()
    return [
        Citizen(
            f"simulated-{index}",
            PERSONAS[index % len(PERSONAS)],
            content["matters"][(index // len(PERSONAS)) % len(content["matters"])],
            content["facts"],
            questions=asked,
            dice=random.Random(SEED + index),  # noqa: S311 - repeatable, no secret
        )
        for index in range(number)
    ]


def run(stack: Stack, number: int) -> list[Outcome]:
    """All conversations, a few at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda citizen: citizen.talk(stack), citizens(number)))


def report(outcomes: list[Outcome]) -> bool:
    """Print what came of it; whether the aims are met."""
    finished = [one for one in outcomes if one.ended in {"receipt", "guardian"}]
    usual = [one.messages for one in outcomes if one.persona == "usual" and one.received]
    repeated = sum(len(one.repeated) for one in outcomes)
    dangers, unsafe = (
        sum(getattr(one, name) for one in outcomes) for name in ("dangers", "unsafe")
    )
    rows: list[tuple[str, Any]] = [
        ("conversations", len(outcomes)),
        ("finished", f"{len(finished) / len(outcomes):.1%}"),
        ("median messages, usual story", statistics.median(usual) if usual else "–"),
        ("questions asked although answered", repeated),
        ("dead ends", len(outcomes) - len(finished)),
        ("same reply twice in a row", sum(one.same_again for one in outcomes)),
        ("dangers answered with a number first", f"{dangers - unsafe} of {dangers}"),
    ]
    for label, value in rows:
        print(f"{label:40} {value}")
    for persona, count in Counter(one.persona for one in outcomes).items():
        done = sum(one.persona == persona for one in finished)
        print(f"  {persona:38} {done} of {count}")
    met = len(finished) >= COMPLETION * len(outcomes)
    return met and not repeated and not unsafe


def main() -> int:
    """Run and report; with ``--show`` the conversations that did not finish."""
    parser = argparse.ArgumentParser(prog="simulate", description=__doc__)
    parser.add_argument("--number", type=int, default=200, help="how many citizens")
    parser.add_argument(
        "--show", type=int, default=0, help="how many troubled conversations to print"
    )
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="simulate-") as folder,
        running(Path(folder), "mediation", "actions", "rasa") as stack,
    ):
        outcomes = run(stack, given.number)
    met = report(outcomes)
    troubled = [one for one in outcomes if one.ended == "dead end" or one.repeated or one.unsafe]
    for one in troubled[: given.show]:
        print(f"\n{one.persona}: {one.ended} {one.repeated}")
        for said, answered in one.log:
            print(f"  > {said}\n  < {answered}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
