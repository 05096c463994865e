"""Counts the training text: ``python -m tests.docs.counts`` prints, with ``--write`` renews the card.

Reads the files as they are, in either environment.
"""

import sys
from collections import Counter

import yaml

from tests.docs.pages import ROOT

CARD = ROOT / "data" / "README.md"
BEGIN, END = "<!-- counted -->", "<!-- /counted -->"
GENRES = {"disputes": "short openings", "tellings": "long tellings", "talk": "talk with the bot"}


def blocks():
    """Intent, dispute type or None, genre and examples of each block."""
    for file in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            kind = (block.get("metadata") or {}).get("dispute_type")
            lines = [
                line[2:].strip() for line in block["examples"].splitlines() if line.startswith("- ")
            ]
            yield block["intent"], kind, file.parent.name, lines


def counted():
    """Counters of examples by intent, by dispute type, by genre, and the characters in all."""
    intents, types, genres, characters = Counter(), Counter(), Counter(), 0
    for intent, kind, genre, lines in blocks():
        intents[intent] += len(lines)
        genres[genre] += len(lines)
        characters += sum(map(len, lines))
        if kind:
            types[kind] += len(lines)
    return intents, types, genres, characters


def tables():
    """The three tables as Markdown."""
    intents, types, genres, characters = counted()
    faq = sorted((ROOT / "data" / "knowledge" / "faq").glob("*.yml"))
    entries = [one for file in faq for one in yaml.safe_load(file.read_text("utf-8"))["entries"]]
    total, asked = intents.total(), sum(len(one["ask"]) for one in entries)
    lines = [
        f"{total} examples, {characters} characters, {characters / total:.0f} an example.",
        f"Beside them {len(entries)} legal entries with {asked} ways of asking.",
        "",
        "| genre | examples |",
        "| --- | ---: |",
        *(f"| `data/nlu/{name}/` {GENRES[name]} | {genres[name]} |" for name in GENRES),
        "",
        "| dispute type | examples |",
        "| --- | ---: |",
        *(f"| {name} | {number} |" for name, number in types.most_common()),
        "",
        "| intent | examples |",
        "| --- | ---: |",
        *(f"| `{name}` | {number} |" for name, number in intents.most_common()),
    ]
    return "\n".join(lines)


def main():
    if sys.argv[1:] == ["--write"]:
        before, _, rest = CARD.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        CARD.write_text(f"{before}{BEGIN}\n\n{tables()}\n\n{END}{after}", encoding="utf-8")
    else:
        print(tables())


if __name__ == "__main__":
    main()
