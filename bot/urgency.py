"""The urgency of a message: explicit signals by rule, indirect danger by a classifier.

People in danger often say so without a dangerous word (「药都买好了」 has one, 「替我照顾好孩子」 has
none). A classifier trained on the danger utterances beside everything else hears those; what it adds is
a signal of its own, ``indirect_danger``, whose words are the sentence, so that staff see why.

Two classifiers are asked, since they err on different texts: the linear one, which learnt danger against
everything else, and that of the intents, of which danger is one; their log odds are averaged. They are
there for what has no word to it. Where alarming words do stand and the rules took
none of them for an alarm (「累死了」), where a lesser signal explains the fright, or where the citizen
speaks of petitioning or suing, which is a right, they have to be surer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.special import expit, logit

from bot.components import TrainedComponent
from bot.intent import DANGER
from bot.messages import DANGER_HEARD, URGENCY, text_of
from bot.text_model import TextModel
from intake import signals
from intake.signals import Hit

MODEL_FILE: Final = "danger.npz"
CALM: Final = "calm"
INDIRECT: Final = "indirect_danger"
INDIRECT_PATH: Final = "unclear"
LONG: Final = 60
"""Characters from which a text is also judged sentence by sentence."""
MOST_SENTENCES: Final = 2
"""Sentences of a long text that are encoded on their own (2 to 3 ms each)."""
SENTENCE_MARGIN: Final = 0.5
"""How far, from the threshold to certainty, a sentence of a long text has to go: several are asked."""
SPLIT: Final = 20
"""Characters from which a calm example also teaches by its parts: danger is told in short sentences."""
PARTS: Final = 2
SHORTEST_PART: Final = 6
LEAST_ODDS: Final = 1e-6
"""Nearer to 0 or 1 a probability is not believed."""
SENTENCE: Final = re.compile(r"[^。！!？?；;\s][^。！!？?；;]*[。！!？?；;]?")
ALARMING: Final = re.compile(r"[死活杀命伤刀砍打]")
"""Characters of alarming words; the rules have read every one of them."""
RIGHTS: Final = re.compile(
    r"信访|上访|反映|举报|12345|热线|法院|法庭|起诉|官司|律师|仲裁|记者|报社|曝光|纪委"
)


Heard = Callable[[str], float]
COMMA: Final = re.compile(r"[，,]")


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of a text, in its order."""
    return [found.span() for found in SENTENCE.finditer(text)]


def parts(text: str) -> list[str]:
    """The sentences of a long text, the first clauses of a shorter one, nothing of a short one."""
    if len(text) > LONG:
        found = [text[start:end] for start, end in sentences(text)]
        return found if len(found) > 1 else []
    if len(text) > SPLIT:
        return [part for part in COMMA.split(text) if len(part) >= SHORTEST_PART][:PARTS]
    return []


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class UrgencyAssessor(TrainedComponent):
    """Writes ``urgency`` of this message; the draft keeps the most urgent level told.

    ``{"level", "signals": [{"code", "text", "start", "end"}], "danger": str | None}``; offsets count
    in the normalised text; ``danger`` names the short path of the first signal that has one.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The linear classifier's settings, and the probability from which both speak.

        ``threshold`` holds where no alarming word stands, ``threshold_beside_words`` where the rules
        took such words for none, ``threshold_beside_less`` beside a yellow signal or a right.
        """
        return {
            "n_gram_weight": 1.5,
            "regularisation": 1.0,
            "balance": 0.5,
            "threshold": 0.5,
            "threshold_beside_words": 0.8,
            "threshold_beside_less": 0.95,
        }

    def __init__(
        self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource
    ) -> None:
        super().__init__(config, model_storage, resource)
        self._model = TextModel(
            config["n_gram_weight"], config["regularisation"], config["balance"]
        )

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the ``danger`` utterances against all others, and keep the model."""
        examples = [
            example
            for example in training_data.training_examples
            if example.get(TEXT) and example.get(INTENT)
        ]
        texts = [example.get(TEXT) for example in examples]
        labels = [DANGER if example.get(INTENT) == DANGER else CALM for example in examples]
        self.fit(texts, labels)
        return self.keep()

    def write(self, folder: Path) -> None:
        """Write the model into a folder."""
        self._model.save(folder / MODEL_FILE)

    def read(self, folder: Path) -> None:
        """Read what :meth:`write` wrote."""
        self._model = TextModel.read(folder / MODEL_FILE)

    def fit(self, texts: list[str], labels: list[str]) -> None:
        """Fit on texts marked ``danger`` or ``calm``, and on the parts of the calm ones."""
        calm = [text for text, label in zip(texts, labels, strict=True) if label == CALM]
        added = list(dict.fromkeys(part for text in calm for part in parts(text)))
        texts, labels = texts + added, labels + [CALM] * len(added)
        self._model.fit(texts, labels)

    def process(self, messages: list[Message]) -> list[Message]:
        """Assess each message's own words."""
        for message in messages:
            assessed = self.assess(text_of(message), message.get(DANGER_HEARD))
            message.set(URGENCY, assessed, add_to_output=True)
        return messages

    def assess(self, text: str, heard: Heard | None = None) -> dict[str, Any]:
        """Level, signals and path of a text in normalised words; see the class.

        Args:
            text: normalised words.
            heard: the second classifier; without it the linear one decides alone.
        """
        hits = signals.find(text)
        if not any(hit.danger for hit in hits) and (indirect := self._indirect(text, hits, heard)):
            hits.insert(0, indirect)
        return {
            "level": hits[0].level if hits else "blue",
            "signals": [hit.as_dict() for hit in hits],
            "danger": next((hit.danger for hit in hits if hit.danger), None),
        }

    def _indirect(self, text: str, hits: list[Hit], heard: Heard | None) -> Hit | None:
        """What the classifier hears in the likeliest sentences of a long text, or in the whole."""
        for start, end in self._pieces(text):
            piece = text[start:end]
            lesser = any(hit.start < end and start < hit.end for hit in hits)
            needed = self._needed(piece, lesser)
            if end - start < len(text):
                needed += (1 - needed) * SENTENCE_MARGIN
            voices = [self._model.probability(piece, DANGER), *([heard(piece)] if heard else [])]
            if expit(np.mean(logit(np.clip(voices, LEAST_ODDS, 1 - LEAST_ODDS)))) >= needed:
                return Hit(INDIRECT, "red", INDIRECT_PATH, piece, start, end)
        return None

    def _pieces(self, text: str) -> list[tuple[int, int]]:
        if not text.strip():
            return []
        whole = [(0, len(text))]
        spans = sentences(text) if len(text) > LONG else []
        if not spans or spans == whole:
            return whole
        column = self._model.labels.index(DANGER)
        ranks = [self._model.by_words(text[start:end])[column] for start, end in spans]
        likeliest = sorted(range(len(spans)), key=lambda row: -ranks[row])[:MOST_SENTENCES]
        return [*(spans[row] for row in likeliest), *whole]

    def _needed(self, piece: str, lesser: bool) -> float:
        if lesser or RIGHTS.search(piece):
            return float(self._config["threshold_beside_less"])
        if ALARMING.search(piece):
            return float(self._config["threshold_beside_words"])
        return float(self._config["threshold"])
