"""Words with their offsets: numbers whole, no blanks, nothing lost."""

import pytest

from bot.normaliser import normalise
from bot.tokenizer import tokenize


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("欠了3,000元", "3,000"),
        ("电话0632-7700000", "0632-7700000"),
        ("手机13800000000", "13800000000"),
        ("身份证37040419900101001X号", "37040419900101001X"),
        ("共25,000.00元", "25,000.00"),
    ],
)
def test_number_stays_one_word(text, word):
    assert word in [token for token, _ in tokenize(text)]


@pytest.mark.parametrize("text", ["俺 是 古邵镇的", "  ", "a\u3000b", "欠 3 千 元 。"])
def test_tokens_are_never_blank_and_stand_where_they_say(text):
    for word, start in tokenize(text):
        assert word.strip()
        assert text[start : start + len(word)] == word


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我在２０２６年欠ＡＢＣ", "我在2026年欠ABC"),
        ("鄰居蓋樓擋了我家採光", "邻居盖楼挡了我家采光"),
        ("第一行\n第二行", "第一行 第二行"),
    ],
)
def test_normalising_keeps_every_character_in_its_place(text, expected):
    assert normalise(text) == expected
    assert len(normalise(text)) == len(text)
