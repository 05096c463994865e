"""Words are marked where they stand, and the text stays what it was."""

import pytest

from intake import knowledge
from mediation.console.reasons import BY_MODEL, BY_MODEL_LABEL, Reason, marked, reasons


def reason(text, code="threat"):
    return Reason(code, text, "label", "yellow")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("他拿刀来了", ["拿刀"], ["拿刀"]),
        ("拿刀，又拿刀", ["拿刀"], ["拿刀", "拿刀"]),
        ("他拿着刀砍人", ["拿着刀砍", "刀砍人"], ["拿着刀砍"]),
        ("他拿着刀砍人", ["拿着刀", "拿着刀砍人"], ["拿着刀砍人"]),
        ("没有那些话", ["拿刀"], []),
        ("", ["拿刀"], []),
        ("空的词不算", [""], []),
        ("啊啊啊", ["啊啊"], ["啊啊"]),
        ("１１０来了\n他拿刀", ["110来了 他拿刀"], ["１１０来了\n他拿刀"]),
        ("㈱里拿刀", ["拿刀"], ["拿刀"]),
    ],
)
def test_words_are_marked_and_nothing_is_lost(text, words, found):
    pieces = marked(text, [reason(one) for one in words])
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.reason] == found


def test_every_signal_of_the_district_has_its_label_and_colour():
    for signal in knowledge.load().signals:
        (found,) = reasons([{"code": signal.code, "text": "词"}])
        assert (found.label, found.level) == (signal.label, signal.level)


def test_what_only_the_model_heard_says_so():
    (found,) = reasons([{"code": BY_MODEL, "text": "替我照顾好孩子"}], "red")
    assert (found.label, found.level) == (BY_MODEL_LABEL, "red")
