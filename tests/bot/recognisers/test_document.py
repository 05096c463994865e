"""A text being read: its clauses, its words and what is read once."""

from datetime import date

import pytest

from bot.recognisers.document import Document

TODAY = date(2026, 11, 25)


def document(text):
    return Document(text, TODAY)


CLAUSES = [
    ("他欠我钱，我想要回来。", ["他欠我钱", "我想要回来"]),
    ("一共25,000元，没给", ["一共25,000元", "没给"]),
    ("我叫王芳 住在阴平", ["我叫王芳", "住在阴平"]),
    ("还我钱！！！！还钱？", ["还我钱", "还钱"]),
    ("，，，", []),
    ("", []),
]

TEXTS = [
    "我叫王秀兰，俺是古邵镇的",
    "Ｖ１２３　ABC 壹万元",
    "😂😂他不给钱\x00",
    "他" * 450 + "，" + "欠" * 450,
    "俺恁" * 300,
]


@pytest.mark.parametrize(("text", "clauses"), CLAUSES)
def test_clauses_are_cut_without_their_marks(text, clauses):
    read = document(text)
    assert [read.text[start:end] for start, end in read.clauses] == clauses


@pytest.mark.parametrize("text", TEXTS)
def test_words_together_are_the_text(text):
    read = document(text)
    assert len(read.text) == len(text)
    assert "".join(word.text for word in read.words) == read.text
    assert all(read.text[word.start : word.end] == word.text for word in read.words)


def test_what_stands_beside_an_offset_ends_with_the_clause():
    read = document("昨天去了，他欠我两万块，不还")
    at = read.text.index("欠")
    assert read.left(at) == "他"
    assert read.right(at) == "欠我两万块"
    assert read.right(at, 2) == "欠我"


def test_a_fact_quotes_the_original_words():
    fact = document("电话１３８").fact("applicant_phone", "138", 2, 5)
    assert (fact.text, fact.value) == ("１３８", "138")


def test_a_reading_is_made_once():
    calls = []

    def count(read):
        calls.append(read)
        return len(read.text)

    read = document("他欠我钱")
    assert [read.once(count), read.once(count)] == [4, 4]
    assert calls == [read]


@pytest.mark.parametrize(
    ("text", "end", "name"),
    [
        ("某某物业公司不管", "公司", "某某物业公司"),
        ("他在公司上班", "公司", "公司"),
        ("俺旁边化肥厂排污", "化肥厂", "化肥厂"),
    ],
)
def test_a_name_begins_with_its_first_naming_word(text, end, name):
    start = text.index(end)
    stop = start + len(end)
    assert text[document(text).name_start(start, stop, 24) : stop] == name
