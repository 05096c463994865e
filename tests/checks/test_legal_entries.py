"""A citation that does not hold makes the lint fail."""

import pytest
import yaml

from checks import legal_entries

CITED = {
    "law": "中华人民共和国民法典",
    "article": "第一千零七十九条",
    "key": "感情确已破裂",
    "since": "2021-01-01",
}


def problems(folder, cited):
    entry = {
        "id": "one",
        "title": "怎么判离婚",
        "ask": [f"问法{number}" for number in range(8)],
        "answer": "调解不成，感情确已破裂的，应当准许。",
        "detail": "带上结婚证。",
        "citations": [cited],
        "next_step": "打12348。",
    }
    text = yaml.safe_dump({"source": "测试", "verified": False, "entries": [entry]})
    (folder / "marriage.yml").write_text(text, encoding="utf-8")
    return legal_entries.problems(folder)


def test_article_that_says_so_is_in_order(tmp_path):
    assert problems(tmp_path, CITED) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"key": "必须离婚"}, "does not say"),
        ({"article": "第九千条"}, "not in the database"),
        ({"until": "2024-12-31"}, "out of force"),
        ({"verified": False}, "no reason"),
    ],
)
def test_article_that_does_not_hold_is_a_problem(tmp_path, change, why):
    (line,) = problems(tmp_path, CITED | change)
    assert why in line


def test_project_s_own_entries_are_in_order():
    assert legal_entries.problems() == []


def test_question_copied_from_the_fresh_texts_is_named(tmp_path):
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    (fresh / "faq.jsonl").write_text('{"text": "问法3", "entry": "one"}\n', encoding="utf-8")
    assert problems(tmp_path, CITED) == []
    assert "问法3" in legal_entries.problems(tmp_path, fresh)[0]
