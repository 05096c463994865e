"""Local words become plain ones before texts are compared."""

import re

import pytest

from intake.knowledge import KnowledgeError
from legal import declined, spoken


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        ("俺爹咋办", "我父亲怎么办"),
        ("啥时候开庭", "什么时候开庭"),
        ("恁木有借条", "你没有借条"),
        ("新娘和姑娘", "新娘和姑娘"),
        ("离婚要多久", "离婚要多久"),
        ("", ""),
    ],
)
def test_plain_words(said, plain):
    assert spoken.plain(said) == plain


@pytest.mark.parametrize("words", ["[]", "{俺: ''}", "{俺: 1}", "俺"])
def test_table_of_anything_but_words_is_refused(tmp_path, words):
    file = tmp_path / "spoken.yml"
    file.write_text(f"source: 测试\nverified: false\nwords: {words}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="words must map text to text"):
        spoken.read(file)


@pytest.mark.parametrize(
    "text",
    [
        "巴西离婚要分居几年",
        "怎么转移财产才好",
        "有啥办法让公司少交点税",
        "找关系托关系能不能赢官司",
        "怎么在她手机里装定位",
        "盗窃罪怎么辩护",
        "俺弟打架被抓了能判几年",
        "我盗窃了能判几年",
    ],
)
def test_question_that_asks_for_wrong_or_elsewhere_is_declined(text):
    assert declined.declines(text)


@pytest.mark.parametrize(
    "text",
    [
        "他转移财产怎么办",
        "对方伪造借条咋办",
        "跟团去泰国，旅行社半路加钱",
        "邻居监听我家怎么办",
        "老板躲着不还钱",
        "他把俺打成轻伤，能判几年",
        "俺爹被他撞死了，能判几年",
        "我被人骗了五万，能判几年",
        "老板跑了能判几年",
        "那个撞人的判几年",
        "离婚冷静期多少天",
    ],
)
def test_question_of_who_suffers_from_it_is_ours(text):
    assert declined.declines(text) is None


def test_each_kind_names_a_door_with_a_number():
    for words in declined.load().words:
        assert re.search(r"1\d{2,4}", words.door), words.label


@pytest.mark.parametrize("door", ["", "长" * 81])
def test_kind_without_a_fitting_door_is_refused(tmp_path, door):
    file = tmp_path / "declined.yml"
    file.write_text(
        "source: 测试\nverified: false\nquestions: {}\n"
        f"words: [{{label: bad, door: '{door}', patterns: [a], unless: []}}]\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match="door"):
        declined.read(file)


def test_expression_that_is_none_is_refused(tmp_path):
    file = tmp_path / "declined.yml"
    file.write_text(
        "source: 测试\nverified: false\nquestions: {}\n"
        "words: [{label: bad, door: 打12348, patterns: ['('], unless: []}]\n",
        encoding="utf-8",
    )
    with pytest.raises(KnowledgeError, match="bad"):
        declined.read(file)
