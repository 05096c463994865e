"""Measure type, urgency, intent and facts of parsed texts."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from evaluation import measures

Parse = Callable[[str], dict[str, Any]]


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, the figure, and on how many rows."""

    measure: str
    figure: float | str
    rows: int


def own_types(rows: list[dict[str, Any]], parse: Parse) -> list[Line]:
    """Dispute type on the project's own rows (``{"text", "dispute_type", "style"}``)."""
    parsed = [parse(row["text"])["dispute_type"] for row in rows]
    truth, said = [row["dispute_type"] for row in rows], [one["name"] for one in parsed]
    right = [a == b for a, b in zip(truth, said, strict=True)]
    top2 = [
        expected in [entry["name"] for entry in one["ranking"][:2]]
        for expected, one in zip(truth, parsed, strict=True)
    ]
    recalls = measures.recall_by_class(truth, said)
    lowest = "、".join(f"{name} {value:.2f}" for name, value in list(recalls.items())[:3])
    sure = [one["confidence"] for one in parsed]
    wrong = "、".join(f"{a}→{b} {count}" for a, b, count in measures.confusions(truth, said, 5))
    count = len(rows)
    return [
        Line("type: macro-F1", measures.macro_f1(truth, said), count),
        Line("type: accuracy", measures.share(right), count),
        Line("type: in the first two", measures.share(top2), count),
        Line("type: lowest recalls", lowest, count),
        Line("type: commonest mistakes", wrong or "none", count),
        Line("type: expected calibration error", measures.calibration_error(sure, right), count),
        *_by_style(rows, right, "type"),
    ]


def accepted_types(rows: list[dict[str, Any]], parse: Parse) -> list[Line]:
    """Dispute type on rows that accept several (``{"text", "accept", "set"}``)."""
    parsed = [parse(row["text"])["dispute_type"] for row in rows]
    right = [one["name"] in row["accept"] for row, one in zip(rows, parsed, strict=True)]
    top2 = [
        any(entry["name"] in row["accept"] for entry in one["ranking"][:2])
        for row, one in zip(rows, parsed, strict=True)
    ]
    sets = defaultdict(list)
    for row, ok in zip(rows, right, strict=True):
        sets[row["set"]].append(ok)
    sure = [one["confidence"] for one in parsed]
    return [
        Line("type: accepted", measures.share(right), len(rows)),
        Line("type: one of the first two accepted", measures.share(top2), len(rows)),
        Line(
            "type: expected calibration error", measures.calibration_error(sure, right), len(rows)
        ),
        *(
            Line(f"type: accepted, {name}", measures.share(ok), len(ok))
            for name, ok in sets.items()
        ),
    ]


def own_urgency(rows: list[dict[str, Any]], parse: Parse) -> list[Line]:
    """Colours on the project's own rows (``{"text", "level"}``)."""
    said = [parse(row["text"])["urgency"]["level"] for row in rows]
    pairs = list(zip([row["level"] for row in rows], said, strict=True))
    red = [level == "red" for expected, level in pairs if expected == "red"]
    calm = [level == "red" for expected, level in pairs if expected == "blue"]
    yellow = [level in {"yellow", "red"} for expected, level in pairs if expected == "yellow"]
    notes = defaultdict(list)
    for row, (expected, level) in zip(rows, pairs, strict=True):
        if expected == "red":
            notes[_kind(row.get("note") or "plain")].append(level == "red")
    return [
        Line("urgency: red recall", measures.share(red), len(red)),
        *(
            Line(f"urgency: red recall, {note}", measures.share(found), len(found))
            for note, found in sorted(notes.items())
        ),
        Line("urgency: calm called red", measures.share(calm), len(calm)),
        Line("urgency: yellow recall (or red)", measures.share(yellow), len(yellow)),
    ]


def _kind(note: str) -> str:
    """``calm-sounding: unseen, threat`` as ``calm-sounding, unseen``."""
    return note.partition(":")[0] + (", unseen" if "unseen" in note else "")


def crisis(rows: list[dict[str, Any]], parse: Parse) -> list[Line]:
    """Whether danger in others' chats (``{"text", "needs_human", "label"}``) is called red."""
    red = [parse(row["text"])["urgency"]["level"] == "red" for row in rows]
    needed = [bool(row["needs_human"]) for row in rows]
    found = [said for said, need in zip(red, needed, strict=True) if need]
    alarms = [need for said, need in zip(red, needed, strict=True) if said]
    lines = [
        Line("crisis: recall", measures.share(found), len(found)),
        Line("crisis: precision", measures.share(alarms), len(alarms)),
    ]
    by_label = defaultdict(list)
    for row, said in zip(rows, red, strict=True):
        by_label[str(row["label"])].append(said)
    lines += [
        Line(f"crisis: called red, {label}", measures.share(said), len(said))
        for label, said in sorted(by_label.items())
    ]
    return lines


def own_intents(rows: list[dict[str, Any]], parse: Parse) -> list[Line]:
    """Intents without context (``{"text", "intent"}``)."""
    said = [parse(row["text"])["intent"]["name"] for row in rows]
    truth = [row["intent"] for row in rows]
    outside = {"out_of_scope", "gibberish", "advertise"}
    caught = [
        answer in outside | {"nlu_fallback"}
        for expected, answer in zip(truth, said, strict=True)
        if expected in outside
    ]
    wrong = "、".join(f"{a}→{b} {count}" for a, b, count in measures.confusions(truth, said, 5))
    return [
        Line(
            "intent: accuracy",
            measures.share(a == b for a, b in zip(truth, said, strict=True)),
            len(rows),
        ),
        Line("intent: out of scope and gibberish caught", measures.share(caught), len(caught)),
        Line("intent: commonest mistakes", wrong or "none", len(rows)),
    ]


def own_facts(
    rows: list[dict[str, Any]], parse_on: Callable[[str, str], dict[str, Any]]
) -> list[Line]:
    """Facts (``{"text", "today", "facts": [{"slot", "value"}]}``), F1 by slot."""
    found = [parse_on(row["text"], row["today"])["facts"] for row in rows]
    scores = measures.slot_scores([row["facts"] for row in rows], found)
    return [Line(f"facts: F1, {slot}", score, count) for slot, (score, count) in scores.items()]


def speed(texts: Iterable[str], parse: Parse) -> list[Line]:
    """Seconds a parse takes, by length of the text, and the share of unsure answers."""
    bins: dict[str, list[float]] = {"under 40": [], "40 to 150": [], "over 150": []}
    unsure = []
    for text in texts:
        began = time.perf_counter()
        parsed = parse(text)
        seconds = time.perf_counter() - began
        length = "under 40" if len(text) < 40 else "40 to 150" if len(text) <= 150 else "over 150"
        bins[length].append(seconds)
        unsure.append(parsed["dispute_type"]["confidence"] < 0.45)
    lines = [
        Line(f"parse, milliseconds at p50, {name} characters", _median(values) * 1000, len(values))
        for name, values in bins.items()
        if values
    ]
    return [*lines, Line("type: confidence below 0.45", measures.share(unsure), len(unsure))]


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _by_style(rows: list[dict[str, Any]], right: list[bool], what: str) -> list[Line]:
    styles = defaultdict(list)
    for row, ok in zip(rows, right, strict=True):
        styles[row.get("style", "plain")].append(ok)
    return [
        Line(f"{what}: accuracy, style {style}", measures.share(ok), len(ok))
        for style, ok in sorted(styles.items())
    ]
