"""The gazetteer over the district's words."""

import pytest

from bot.recognisers import lexicons
from intake.knowledge import KnowledgeError
from intake.vocabulary import TOWNS

HITS = [
    ("在坛山街道碰见", "town", ["坛山街道"]),
    ("手里有微信聊天记录", "evidence", ["微信聊天记录"]),
    ("小包工头跑了", "opponent", ["小包工头"]),
    ("俺大儿媳妇", "family", ["大儿媳妇"]),
    ("村委会和村支书", "authority", ["村委会", "村支书"]),
    ("什么都没有", "town", []),
]


@pytest.mark.parametrize(("text", "label", "words"), HITS)
def test_longest_word_at_each_place_is_found(text, label, words):
    assert [text[start:end] for start, end in lexicons.hits(text).get(label, [])] == words


def test_every_way_to_write_a_town_leads_to_an_official_name():
    assert set(lexicons.towns().values()) == set(TOWNS)


def test_nothing_is_found_in_nothing():
    assert lexicons.hits("") == {}


def test_shorter_spans_give_way():
    assert lexicons.longest([(0, 2), (1, 6), (6, 8), (6, 7)]) == [(1, 6), (6, 8)]


@pytest.mark.parametrize("name", ["evidence", "titles"])
def test_no_word_is_listed_twice(name):
    for key, words in lexicons.lexicon(name).items():
        if isinstance(words, list):
            assert len(words) == len(set(words)), key


def test_words_that_need_holding_are_words_of_evidence():
    content = lexicons.lexicon("evidence")
    assert set(content["needs_hold"]) <= set(content["words"])


def test_vague_roles_are_roles():
    content = lexicons.lexicon("titles")
    assert set(content["vague"]) <= {*content["opponent"], *content["family"]}


def test_a_missing_lexicon_is_named():
    with pytest.raises(KnowledgeError):
        lexicons.lexicon("nothing")
