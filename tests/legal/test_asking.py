"""The question in a long telling is found, and an entry must fit both of them."""

import pytest

from legal.asking import LONG, asks, both, question_in

STORY = (
    "俺跟他是同村的，前年开春他来俺家借了两万块钱，说是买三轮车，打了条子按了手印，"
    "说好秋后卖了粮食就还，到如今电话也不接"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{STORY}，过了三年还能不能要", "过了三年还能不能要"),
        (f"{STORY}。这个钱还能要回来不", "这个钱还能要回来不"),
        (f"{STORY}，俺闺女说要告他，俺咋办", "俺闺女说要告他，俺咋办"),
        (f"利息最高能要多少？{STORY}", "利息最高能要多少？"),
        (f"俺就问打官司要多少钱，{STORY}", "俺就问打官司要多少钱"),
        (f"要不要起诉？{STORY}。没有证人能告他吗？麻烦您了", "没有证人能告他吗？"),
        (f"{STORY}，俺去找他，他怎么也不开门，就想让他把钱还了", None),
        (f"{STORY}，这几天下雨，俺也没再去", None),
        (STORY, None),
        ("没写借条能告他吗", None),
    ],
)
def test_question_in_a_telling(text, expected):
    assert len(text) > LONG or expected is None
    assert question_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "能退吗",
        "这事谁管",
        "咋办",
        "该找谁",
        "要多少钱诉讼费",
        "能判几年",
        "算不算工伤",
        "我有没有份",
        "还能要不",
    ],
)
def test_words_that_ask(text):
    assert asks(text)


@pytest.mark.parametrize(
    "text", ["他怎么都不听", "过了好几年", "前几天来过", "俺不要钱", "什么也没说", "他不管俺", ""]
)
def test_words_that_tell(text):
    assert not asks(text)


@pytest.mark.parametrize("rubbish", ["？" * 500, "，" * 500, "吗" * 5000, "\x00" * 100, " " * 200])
def test_rubbish_is_no_crash(rubbish):
    assert question_in(rubbish) is None or len(question_in(rubbish)) <= len(rubbish)


def test_an_entry_must_fit_the_telling_and_the_question():
    told = {"interest": 0.5, "limitation": 0.3, "divorce": 0.2}
    asked = {"interest": 0.05, "limitation": 0.55, "divorce": 0.4}
    fits = both(told, asked)
    assert max(fits, key=fits.get) == "limitation"
    assert sum(fits.values()) == pytest.approx(1.0)


def test_what_one_look_finds_impossible_may_still_be_found():
    fits = both({"a": 0.0, "b": 1.0}, {"a": 1.0, "b": 0.0})
    assert fits == {"a": pytest.approx(0.5), "b": pytest.approx(0.5)}
