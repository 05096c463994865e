"""Words are marked where they stand, and the text stays what it was."""

import pytest

from mediation.console.spans import Link, cut


def signal(words, number):
    return Link(f"why-{number}", words, "扬言", "yellow")


def fact(words, field="demand"):
    return Link(f"fact-{field}", words, "诉求")


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
def test_words_of_signals_are_marked_and_nothing_is_lost(text, words, found):
    pieces = cut(text, [signal(one, number) for number, one in enumerate(words)], "story")
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.level] == found


def test_words_inside_words_belong_to_both_and_lead_to_the_shorter():
    pieces = cut(
        "叫他还俺三千六，别赖账", [fact("还俺三千六"), fact("三千六", "amount_yuan")], "story"
    )
    assert [(piece.text, [link.key for link in piece.links]) for piece in pieces] == [
        ("叫他", []),
        ("还俺", ["fact-demand"]),
        ("三千六", ["fact-amount_yuan", "fact-demand"]),
        ("，别赖账", []),
    ]
    assert [piece.begins for piece in pieces if piece.begins] == [
        {"fact-demand": "story-fact-demand"},
        {"fact-amount_yuan": "story-fact-amount_yuan"},
    ]
    assert [link.key for link in pieces[2].ends] == ["fact-amount_yuan", "fact-demand"]


def test_words_of_a_fact_are_marked_where_they_stand_first():
    pieces = cut("王强，王强，王强", [fact("王强")], "line-3")
    assert [bool(piece.links) for piece in pieces] == [True, False]


def test_a_place_has_one_id_however_often_words_of_its_fact_stand_there():
    pieces = cut("照片，录音", [fact("照片", "evidence"), fact("录音", "evidence")], "story")
    assert [id_ for piece in pieces for id_ in piece.begins.values()] == ["story-fact-evidence"]
