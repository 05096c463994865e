"""On a handful of entries the right one comes first, and a stored retriever finds the same."""

import numpy as np
import pytest

from legal.entries import Entry
from legal.retrieval import Retriever
from legal.spoken import plain

DIMENSIONS = 64
ASKED = {
    "wages": (
        "工资被拖欠找谁",
        ["老板欠我工资", "工资不发怎么办", "拖欠工资去哪投诉", "单位不给工资"],
    ),
    "leak": (
        "楼上漏水怎么办",
        ["楼上漏水泡了我家", "屋顶漏水谁赔", "楼上水管漏了", "漏水把吊顶泡坏"],
    ),
    "divorce": (
        "离婚要多久",
        ["起诉离婚多久判", "离婚冷静期几天", "协议离婚几天办完", "离婚要等多长时间"],
    ),
    "noise": (
        "邻居太吵怎么办",
        ["隔壁半夜唱歌太吵", "邻居装修噪音大", "楼下音响太吵", "邻居半夜吵闹"],
    ),
}


def direction(character):
    return np.random.default_rng(ord(character)).standard_normal(DIMENSIONS)


def encode(texts):
    """A stand-in for the sentence encoder: each character a direction of its own."""
    nothing = np.zeros(DIMENSIONS, np.float32)
    rows = np.asarray([sum(map(direction, text), nothing) for text in texts], np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


@pytest.fixture(scope="module")
def retriever():
    entries = [
        Entry(
            id=name,
            title=title,
            ask=ask,
            answer=f"{title}，这样办。",
            detail="带上证据。",
            citations=[],
            next_step="打12348。",
            topic="work" if name == "wages" else "home",
        )
        for name, (title, ask) in ASKED.items()
    ]
    return Retriever.fit(entries, encode)


def find(retriever, question, most=3):
    words = plain(question)
    return retriever.find(words, encode([words])[0], most)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("厂里工资拖了半年", "wages"),
        ("咋投诉欠工资的", "wages"),
        ("上面漏水俺家吊顶完了", "leak"),
        ("离婚几天能办完", "divorce"),
        ("隔壁唱歌吵死了", "noise"),
    ],
)
def test_right_entry_comes_first(retriever, question, entry):
    assert find(retriever, question)[0].entry == entry


def test_scores_fall_and_are_probabilities(retriever):
    scores = [one.score for one in find(retriever, "工资", most=10)]
    assert len(scores) == len(ASKED)
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("rubbish", ["", " ", "。。。", "\U0001f600", "a" * 5000, "\x00"])
def test_rubbish_is_no_crash(retriever, rubbish):
    assert len(find(retriever, rubbish)) == 3


def test_stored_retriever_finds_the_same(retriever, tmp_path):
    retriever.save(tmp_path)
    read = Retriever.load(tmp_path)
    for question in ("工资拖欠", "漏水", "离婚", "太吵了"):
        before, after = find(retriever, question), find(read, question)
        assert [one.entry for one in before] == [one.entry for one in after]
        assert [one.score for one in before] == pytest.approx(
            [one.score for one in after], abs=0.02
        )


def test_many_questions_at_once_find_what_each_finds_alone(retriever):
    asked = [plain(words) for words in ("工资拖欠", "漏水", "离婚", "太吵了")]
    together = retriever._features(asked, encode(asked))
    for words, features in zip(asked, together, strict=True):
        alone = retriever._features([words], encode([words]))[0]
        assert np.allclose(features, alone, atol=1e-4)


def test_stored_retriever_holds_no_pickle(retriever, tmp_path):
    retriever.save(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} == {".npz"}
    for path in files:
        with np.load(path, allow_pickle=False) as held:
            assert all(held[name].size for name in held.files)
