"""The checks find what is wrong, and nothing where all is well."""

import pytest

from checks.likeness import alike
from checks.training_text import Row, _malformed, _too_few, _twice, held_out, leaks


def row(text, intent="greet", kind=None):
    return Row(text, intent, kind, "a.yml")


@pytest.mark.parametrize(
    ("left", "right", "least", "expected"),
    [
        (["欠我工钱三千"], ["欠我工钱三千"], 1.0, [(0, 0, 1.0)]),
        (["欠我工钱三千块"], ["邻居的墙倒了"], 0.1, []),
        (["你好"], ["你好", "再见"], 1.0, [(0, 0, 1.0)]),
        ([], ["你好"], 0.5, []),
    ],
)
def test_likeness_is_that_of_shared_trigrams(left, right, least, expected):
    assert list(alike(left, right, least)) == expected


def test_test_row_that_stands_in_the_training_text_is_found():
    found = leaks(["包工头欠我三个月工钱不给"], [("包工头欠我三个月的工钱不给", "types.jsonl")])
    assert len(found) == 1
    assert found[0].startswith("types.jsonl")


def test_test_row_of_its_own_is_no_leak():
    assert leaks(["包工头欠我三个月工钱不给"], [("楼上漏水把俺家吊顶泡了", "types.jsonl")]) == []


def test_row_written_twice_is_named_once():
    assert (
        len(_twice([row("邻居盖房挡了我家的光"), row("邻居盖房挡了我家的光"), row("你好啊")])) == 1
    )


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (row("好", intent="nothing"), "no such intent"),
        (row("好", kind="吵架"), "no such dispute type"),
        (row("我在[古邵镇](town)"), "annotation"),
        (row("/restart"), "command"),
    ],
)
def test_malformed_row_is_named_with_the_reason(bad, why):
    assert why in _malformed([bad], {"greet"})[0]


def test_type_with_too_few_tellings_is_named():
    assert any(
        line.startswith("旅游: 1 tellings") for line in _too_few([row("团费不退", kind="旅游")])
    )


def test_fresh_texts_are_held_out_too(tmp_path):
    (tmp_path / "fresh").mkdir()
    for path in (tmp_path / "types.jsonl", tmp_path / "fresh" / "types.jsonl"):
        path.write_text('{"text": "楼上漏水"}\n', encoding="utf-8")
    assert {name for _, name in held_out(tmp_path)} == {"types.jsonl", "fresh/types.jsonl"}
