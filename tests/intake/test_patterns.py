"""Many patterns as one find what each finds; none find nothing."""

import pytest

from intake.patterns import any_of


@pytest.mark.parametrize(
    ("patterns", "text", "found"),
    [
        (["打|骂", "闹"], "他骂我", "骂"),
        (["打|骂", "闹"], "又来闹", "闹"),
        (["^打"], "挨打", None),
        ([], "", None),
        ([], "什么都有", None),
    ],
)
def test_one_of_the_patterns_is_found(patterns, text, found):
    match = any_of(patterns).search(text)
    assert (match and match.group()) == found
