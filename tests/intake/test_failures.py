"""A failure is told by its type and place, never by its words."""

import pytest

from intake.failures import where


def test_place_is_told_and_words_are_not():
    with pytest.raises(ValueError, match="invalid literal") as caught:
        int("王秀兰 13800000000")
    told = where(caught.value)
    assert told.startswith("ValueError at test_failures.py:")
    assert "王秀兰" not in told


def test_error_that_was_never_raised_has_a_type_only():
    assert where(KeyError("x")) == "KeyError"
