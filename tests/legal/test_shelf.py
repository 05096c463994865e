"""Regression on a shelf is that of a library, and looking there tells the nearest way of asking."""

import numpy as np
import pytest
from sklearn.kernel_ridge import KernelRidge

from legal.grams import Grams
from legal.likeness import Likeness, kernel
from legal.shelf import RIDGE, Shelf, best_of, ridge
from tests.legal.test_retrieval import ASKED, encode

TEXTS = [way for title, ask in ASKED.values() for way in (title, *ask)]
OWNER = np.repeat(np.arange(len(ASKED)), 5)


@pytest.fixture(scope="module")
def grams():
    return Grams.of(TEXTS)


@pytest.fixture(scope="module")
def likeness(grams):
    return Likeness.build(encode(TEXTS), grams.rows(TEXTS))


@pytest.fixture(scope="module")
def shelf(likeness):
    return Shelf.fit(slice(0, len(TEXTS)), OWNER * 7, likeness)


def look(shelf, likeness, grams, texts):
    return shelf.look(
        encode(texts) @ likeness.axes @ likeness.vectors.T, likeness.words(grams.rows(texts))
    )


def test_ridge_regression_is_that_of_scikit_learn(likeness, grams):
    together = kernel(likeness.vectors @ likeness.vectors.T, likeness.words(grams.rows(TEXTS)))
    oracle = KernelRidge(alpha=RIDGE, kernel="precomputed").fit(together, np.eye(len(ASKED))[OWNER])
    assert np.allclose(ridge(together.copy(), OWNER, len(ASKED)), oracle.dual_coef_, atol=1e-4)


def test_entries_keep_the_numbers_they_have_among_all(shelf):
    assert shelf.entries.tolist() == [0, 7, 14, 21]


def test_a_way_of_asking_belongs_to_its_entry_and_is_nearest_to_itself(shelf, likeness, grams):
    belongs, nearest = look(shelf, likeness, grams, TEXTS)
    assert (belongs.argmax(axis=1) == OWNER).all()
    assert nearest[np.arange(len(TEXTS)), OWNER] == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_a_question_without_a_known_character_is_like_nothing(shelf, likeness, grams):
    belongs, nearest = look(shelf, likeness, grams, ["xyz"])
    assert belongs.shape == nearest.shape == (1, len(ASKED))
    assert np.isfinite(belongs).all()


def test_a_shelf_reads_only_its_own_ways_of_asking(likeness):
    first = Shelf.fit(slice(0, 10), OWNER[:10], likeness)
    assert first.entries.tolist() == [0, 1]
    assert first.belongs.shape == (10, 2)


def test_best_is_taken_owner_by_owner():
    values = np.asarray([[1.0, 5.0, 2.0, 3.0]], np.float32)
    assert best_of(values, np.asarray([0, 0, 1, 1])).tolist() == [[5.0, 3.0]]


def test_text_is_most_like_itself(likeness, grams):
    words = likeness.words(grams.rows(TEXTS))
    assert np.diag(words) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
