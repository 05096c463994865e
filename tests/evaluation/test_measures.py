"""The measures measure what their names say."""

import pytest

from evaluation import measures
from evaluation.batch import row_out


def test_macro_f1_is_the_mean_over_the_classes_of_the_truth():
    assert measures.macro_f1(["a", "a", "b"], ["a", "a", "b"]) == 1.0
    assert measures.macro_f1(["a", "b"], ["a", "a"]) == pytest.approx((2 / 3 + 0) / 2)


def test_recall_by_class_names_the_lowest_first():
    found = measures.recall_by_class(["a", "a", "b"], ["a", "b", "b"])
    assert list(found) == ["a", "b"]
    assert found == {"a": 0.5, "b": 1.0}


@pytest.mark.parametrize(
    ("confidences", "right", "error"),
    [([1.0, 1.0], [True, True], 0.0), ([1.0, 1.0], [True, False], 0.5), ([0.55], [False], 0.55)],
)
def test_calibration_error_is_the_gap_between_confidence_and_truth(confidences, right, error):
    assert measures.calibration_error(confidences, right) == pytest.approx(error)


def test_fact_is_right_when_slot_and_value_are_equal():
    wanted = [[{"slot": "amount_yuan", "value": 5000}, {"slot": "town", "value": "古邵镇"}]]
    found = [[{"slot": "amount_yuan", "value": 5000.0}, {"slot": "town", "value": "阴平镇"}]]
    scores = measures.slot_scores(wanted, found)
    assert scores["amount_yuan"] == (1.0, 1)
    assert scores["town"] == (0.0, 1)
    assert scores["all slots"] == (0.5, 2)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("not json", {"id": None, "error": "not a line of JSON"}),
        ("[" * 100_000, {"id": None, "error": "not a line of JSON"}),
        ('{"id": 7}', {"id": 7, "error": "no text"}),
        ('{"id": 7, "text": 5}', {"id": 7, "error": "no text"}),
        ("[]", {"id": None, "error": "no text"}),
        ('{"id": "a", "text": "你好\u2028"}', {"id": "a", "seen": "你好\u2028"}),
    ],
)
def test_row_of_rubbish_is_answered_in_its_place(line, answer):
    assert row_out(lambda _model, text: {"seen": text}, None, line) == answer
