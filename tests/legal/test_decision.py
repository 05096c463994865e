"""An answer goes out when it is likely and stands clear; titles when one of ours is likely at all."""

import pytest

from legal.decision import Decision, decide


def found(*scores):
    return [{"id": f"e{number}", "score": score} for number, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((), Decision("none")),
        ((0.9, 0.05), Decision("answer", ("e0",))),
        ((0.9,), Decision("answer", ("e0",))),
        ((0.5, 0.2), Decision("answer", ("e0",))),
        ((0.5, 0.4), Decision("offer", ("e0", "e1"))),
        ((0.49, 0.1), Decision("offer", ("e0", "e1"))),
        ((0.2, 0.2, 0.2, 0.2, 0.2), Decision("offer", ("e0", "e1", "e2"))),
        ((0.3, 0.25, 0.01), Decision("offer", ("e0", "e1"))),
        ((0.2, 0.09), Decision("none")),
        ((0.2, 0.1), Decision("offer", ("e0", "e1"))),
        ((0.0, 0.0, 0.0), Decision("none")),
    ],
)
def test_decision(scores, expected):
    assert decide(found(*scores)) == expected
