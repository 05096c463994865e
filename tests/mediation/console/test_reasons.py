"""Each signal has its label and colour."""

from intake import knowledge
from mediation.console.reasons import BY_MODEL, BY_MODEL_LABEL, reasons


def test_every_signal_of_the_district_has_its_label_and_colour():
    for signal in knowledge.load().signals:
        (found,) = reasons([{"code": signal.code, "text": "词"}])
        assert (found.label, found.level) == (signal.label, signal.level)


def test_what_only_the_model_heard_says_so():
    (found,) = reasons([{"code": BY_MODEL, "text": "替我照顾好孩子"}], "red")
    assert (found.label, found.level) == (BY_MODEL_LABEL, "red")
