import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wechat.replies import LONGEST, compose
from wechat.splitting import size, split


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("", 20, []),
        (" \n ", 20, []),
        ("您好", 20, ["您好"]),
        ("第一句话。第二句话。", 20, ["第一句话。", "第二句话。"]),
        ("第一句！”第二句话说完", 24, ["第一句！”", "第二句话说完"]),
        ("一二三四\n\n五六七八", 20, ["一二三四", "五六七八"]),
        ("一二三，四五六七", 20, ["一二三，", "四五六七"]),
        ("一二三四五六七八", 16, ["一二三四五", "六七八"]),
        ("x" * 40, 16, ["x" * 16, "x" * 16, "x" * 8]),
        ("一二三👨‍👩‍👧四", 20, ["一二三", "👨‍👩‍👧", "四"]),
    ],
)
def test_texts_are_cut_at_the_ends_of_sentences(text, limit, pieces):
    assert split(text, limit) == pieces


@given(st.text(st.characters(codec="utf-8"), max_size=400), st.integers(16, 200))
@settings(max_examples=300, deadline=None)
def test_every_piece_fits_and_nothing_but_blanks_is_lost(text, limit):
    pieces = split(text, limit)
    assert all(0 < size(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_a_limit_without_room_is_refused():
    with pytest.raises(ValueError, match="16"):
        split("您好", 4)


def test_what_was_kept_stands_before_the_reply():
    assert compose(["有新进展。"], ["您好。", "请说。"]) == ["有新进展。\n\n您好。\n\n请说。"]


def test_nothing_stands_before_an_emergency_number():
    assert compose(["有新进展。"], ["马上打110！"]) == ["马上打110！\n\n有新进展。"]
    assert compose(["有新进展。"], ["电话15811012000"])[0].startswith("有新进展。")


def test_messages_of_one_turn_are_joined_as_far_as_they_fit():
    said = ["长" * 500 + "。", "短。", "长" * 500 + "。"]
    first, second = compose([], said)
    assert first == said[0] + "\n\n短。"
    assert second == said[2]
    assert size(first) <= LONGEST
