"""Regression on a shelf is that of a library, and looking there tells the nearest way of asking."""

import numpy as np
import pytest
from sklearn.kernel_ridge import KernelRidge

from legal.grams import Grams
from legal.likeness import kernel
from legal.shelf import RIDGE, Shelf, best_of, ridge
from tests.legal.test_retrieval import ASKED, encode

TEXTS = [way for title, ask in ASKED.values() for way in (title, *ask)]
OWNER = np.repeat(np.arange(len(ASKED)), 5)


@pytest.fixture(scope="module")
def grams():
    return Grams.of(TEXTS)


@pytest.fixture(scope="module")
def shelf(grams):
    return Shelf.fit(OWNER * 7, encode(TEXTS), grams.rows(TEXTS))


def test_ridge_regression_is_that_of_scikit_learn(shelf, grams):
    likeness = shelf.likeness
    together = kernel(likeness.meaning(likeness.vectors), likeness.words(grams.rows(TEXTS)))
    oracle = KernelRidge(alpha=RIDGE, kernel="precomputed").fit(together, np.eye(len(ASKED))[OWNER])
    assert np.allclose(ridge(together.copy(), OWNER, len(ASKED)), oracle.dual_coef_, atol=1e-4)


def test_entries_keep_the_numbers_they_have_among_all(shelf):
    assert shelf.entries.tolist() == [0, 7, 14, 21]


def test_a_way_of_asking_belongs_to_its_entry_and_is_nearest_to_itself(shelf, grams):
    belongs, nearest = shelf.look(encode(TEXTS), grams.rows(TEXTS))
    assert (belongs.argmax(axis=1) == OWNER).all()
    assert nearest[np.arange(len(TEXTS)), OWNER] == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)


def test_a_question_without_a_known_character_is_like_nothing(shelf, grams):
    belongs, nearest = shelf.look(encode([""]), grams.rows(["xyz"]))
    assert belongs.shape == nearest.shape == (1, len(ASKED))
    assert np.isfinite(belongs).all()


def test_best_is_taken_owner_by_owner():
    values = np.asarray([[1.0, 5.0, 2.0, 3.0]], np.float32)
    assert best_of(values, np.asarray([0, 0, 1, 1])).tolist() == [[5.0, 3.0]]


def test_text_is_most_like_itself(shelf, grams):
    words = shelf.likeness.words(grams.rows(TEXTS))
    assert np.diag(words) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
