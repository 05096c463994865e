"""Legal questions: the right entry, wrong answers, honest refusals, and the right article.

Lines are named after what is counted: a question is *answered* with one entry, *offered* titles, or
gets *none*; *refused* is none.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bot.encoder import vector, vectors
from bot.law import LegalAdvisor, statute_search
from bot.normaliser import normalise
from evaluation import measures, texts
from evaluation.model import Model
from evaluation.understanding import Line
from legal import entries
from legal import statutes as statutes_db
from legal.decision import decide
from legal.lexical import Lexical
from legal.search import Name, StatuteSearch, cited_by
from legal.spoken import plain as plain_words
from legal.statutes import Article

Find = Callable[[str], list[dict[str, Any]]]
Floats = NDArray[np.float32]
DEEPEST: Final = 10
TIMED: Final = 200
"""On about how many questions the time is taken."""
ARTICLE: Final = re.compile(r"^《?(.+?)》?(第[零〇一二三四五六七八九十百千]+条.*)$")


def answerable(rows: Sequence[dict[str, Any]], find: Find) -> list[Line]:
    """Questions that an entry answers (``{"text", "entry"}``)."""
    found = [find(row["text"]) for row in rows]
    wanted = [row["entry"] for row in rows]
    made = [decide(one) for one in found]
    answers = [
        decision.entries[0] == entry
        for decision, entry in zip(made, wanted, strict=True)
        if decision.kind == "answer"
    ]
    offers = [
        entry in decision.entries
        for decision, entry in zip(made, wanted, strict=True)
        if decision.kind == "offer"
    ]
    lines = [
        (
            f"right entry {name}",
            [entry in _ids(one, depth) for one, entry in zip(found, wanted, strict=True)],
        )
        for name, depth in (("first", 1), ("in three", 3))
    ]
    lines += [
        (kind, [decision.kind == name for decision in made])
        for kind, name in (("answered", "answer"), ("offered", "offer"), ("refused", "none"))
    ]
    lines += [("answers that are right", answers), ("offers that hold the right one", offers)]
    wrong = (len(answers) - sum(answers)) / len(rows) if rows else 0.0
    return [
        *(Line(f"faq: {name}", measures.share(values), len(values)) for name, values in lines),
        Line("faq: wrong answers given out", wrong, len(rows)),
    ]


def outside(rows: Sequence[dict[str, Any]], find: Find) -> list[Line]:
    """Questions that no entry may answer (``{"text"}``)."""
    made = [decide(find(row["text"])).kind for row in rows]
    return [
        Line(f"outside: {name}", measures.share(one == kind for one in made), len(rows))
        for name, kind in (("refused", "none"), ("offered titles", "offer"), ("answered", "answer"))
    ]


def speed(questions: Sequence[str], find: Find, encode: Callable[[str], Floats]) -> list[Line]:
    """Milliseconds that finding entries takes when the vectors are there."""
    for question in questions:
        encode(question)
    return [_milliseconds("faq: milliseconds beyond the vector", questions, find)]


def statutes(
    rows: Sequence[dict[str, Any]],
    search: StatuteSearch,
    names: Sequence[str],
    words: Lexical,
    *,
    encode: Callable[[str], Floats],
    cited: Callable[[str], dict[Name, float]],
) -> list[Line]:
    """Recall of articles (``{"text", "gold"}``) by the search, and by character BM25 alone beside it.

    Args:
        rows: questions with the names of the articles that answer them.
        search: an index over the pool.
        names: of the pool's articles, in the index's order.
        words: BM25 over the same articles.
        encode: a text's unit vector.
        cited: what the entries say of articles, by question.
    """
    gold = [{row for row, name in enumerate(names) if name in one["gold"]} for one in rows]
    scored = {
        "search": [
            search.scores(row["text"], encode(row["text"]), cited(row["text"])) for row in rows
        ],
        "character BM25": [words.scores(row["text"]) for row in rows],
    }
    return [
        Line(f"{name}: Recall@{depth}", _recall(scores, gold, depth), len(rows))
        for name, scores in scored.items()
        for depth in (1, DEEPEST)
    ]


def statute_speed(
    questions: Sequence[str], search: StatuteSearch, encode: Callable[[str], Floats]
) -> list[Line]:
    """Milliseconds over all articles when the vectors are there."""
    for question in questions:
        encode(question)
    return [
        _milliseconds(
            "statutes: milliseconds over all articles",
            questions,
            lambda question: search.find(question, encode(question)),
        )
    ]


def _ids(found: Sequence[dict[str, Any]], depth: int) -> list[str]:
    return [row["id"] for row in found[:depth]]


def _recall(scores: Sequence[Floats], gold: Sequence[set[int]], depth: int) -> float:
    """The mean share of a question's articles among its best, as STARD counts it."""
    shares = [
        len(set(np.argsort(-one)[:depth].tolist()) & wanted) / len(wanted)
        for one, wanted in zip(scores, gold, strict=True)
        if wanted
    ]
    return float(np.mean(shares)) if shares else 0.0


def _milliseconds(what: str, questions: Sequence[str], work: Callable[[str], Any]) -> Line:
    taken = []
    for question in questions:
        began = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - began) * 1000)
    return Line(f"{what}, p50", float(np.median(taken)) if taken else 0.0, len(taken))


def pool(rows: Sequence[dict[str, Any]]) -> list[Article]:
    """The articles of a pool (``{"id", "text"}``, the id a law's name and an article's number)."""
    articles = []
    for row in rows:
        law, number = ARTICLE.sub(r"\1 \2", row["id"]).split(" ", 1)
        articles.append(Article(law, number, row["text"], statutes_db.IN_FORCE))
    return articles


def advisor(model: Model) -> LegalAdvisor:
    """The trained component itself, so that it can be timed apart from its neighbours.

    Raises:
        LookupError: the model has none.
    """
    nodes = model._processor.graph_runner._instantiated_nodes.values()  # noqa: SLF001
    for node in nodes:
        if isinstance(node._component, LegalAdvisor):  # noqa: SLF001
            return node._component  # noqa: SLF001
    raise LookupError("the model has no LegalAdvisor")


def finder(model: Model) -> Find:
    """What the model finds for a text as it was typed."""
    found = advisor(model)
    return lambda text: found.find(normalise(text))


def questions(folder: Path) -> list[dict[str, Any]]:
    """The questions that entries answer: of ``faq.jsonl`` and of every file in ``faq/``."""
    return [
        row
        for path in sorted([*folder.glob("faq.jsonl"), *folder.glob("faq/*.jsonl")])
        for row in texts.read(path)
    ]


def own(model: Model, folder: Path) -> list[tuple[str, Line]]:
    """What is answered and what refused of a folder's questions and of its ``outside.jsonl``."""
    rows, strangers = questions(folder), texts.read(folder / "outside.jsonl")
    if not rows and not strangers:
        return []
    find = finder(model)
    measured = [("faq", line) for line in answerable(rows, find)]
    return measured + [("outside.jsonl", line) for line in outside(strangers, find)]


def own_speed(model: Model, folder: Path) -> list[tuple[str, Line]]:
    """How long some of a folder's questions take, once their vectors are there."""
    rows = questions(folder)
    some = [row["text"] for row in rows[:: max(len(rows) // TIMED, 1)]]
    lines = speed(some, finder(model), _plain_vector)
    search = statute_search()
    if search is not None:
        lines += statute_speed(some, search, vector)
    return [("faq", line) for line in lines]


def others(model: Model, folder: Path) -> list[tuple[str, Line]]:
    """Statute search on the pools of ``EVAL_DIR`` (STARD, EQUALS)."""
    found = advisor(model)
    measured: list[tuple[str, Line]] = []
    for path in sorted(folder.glob("statutes_*_dev.jsonl")):
        articles = pool(texts.read(folder / path.name.replace("_dev", "_pool")))
        if not articles:
            continue
        search = StatuteSearch.build(articles, vectors)
        search.prefer(entries.load().values())
        rows = [
            {
                "text": normalise(row["text"]),
                "gold": [name.replace("《", "").replace("》", "") for name in row["gold"]],
            }
            for row in texts.read(path)
        ]
        lines = statutes(
            rows,
            search,
            [f"{one.law}{one.number}" for one in articles],
            Lexical.build([one.text for one in articles]),
            encode=vector,
            cited=lambda text: cited_by(entries.load(), found.find(text)),
        )
        measured += [(path.name, line) for line in lines]
    return measured


def _plain_vector(text: str) -> Floats:
    return vector(plain_words(normalise(text)))
