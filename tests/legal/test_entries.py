"""Entries are refused unless they are whole."""

import pytest
import yaml

from intake.knowledge import KnowledgeError
from legal import entries

GOOD = {
    "id": "one",
    "title": "借条怎么写",
    "ask": [f"问法{number}" for number in range(8)],
    "answer": "写清谁借、借多少、哪天还。",
    "detail": "再写上身份证号。",
    "citations": [
        {
            "law": "中华人民共和国民法典",
            "article": "第六百六十八条",
            "key": "借款合同",
            "since": "2021-01-01",
        }
    ],
    "next_step": "打12348问律师。",
}


def read(folder, *rows, head="source: 测试\nverified: false\n"):
    text = head + yaml.safe_dump({"entries": list(rows)}, allow_unicode=True)
    (folder / "lending.yml").write_text(text, encoding="utf-8")
    return entries.read(folder)


def test_whole_entry_is_read_with_the_topic_of_its_file(tmp_path):
    entry = read(tmp_path, GOOD)["one"]
    assert (entry.title, entry.topic, entry.enabled) == ("借条怎么写", "lending", True)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"ask": ["只有一句"]}, "fewer than 8 ways"),
        ({"answer": "长" * 181}, "answer of 181 characters"),
        ({"detail": "长" * 601}, "detail of 601 characters"),
        ({"citations": []}, "no citation"),
        ({"next_step": ""}, "no next step"),
        ({"related": ["nowhere"]}, "related entry nowhere does not exist"),
        ({"citations": [GOOD["citations"][0] | {"verified": False}]}, "no reason"),
        ({"colour": "red"}, "colour"),
        ({"ask": "一句"}, "ask"),
    ],
)
def test_entry_that_is_not_whole_is_refused(tmp_path, change, why):
    with pytest.raises(KnowledgeError, match=why):
        read(tmp_path, GOOD | change)


def test_same_id_in_two_entries_is_refused(tmp_path):
    other = GOOD | {"ask": [f"另问{number}" for number in range(8)]}
    with pytest.raises(KnowledgeError, match="id one twice"):
        read(tmp_path, GOOD, other)


def test_same_question_in_two_entries_is_refused(tmp_path):
    with pytest.raises(KnowledgeError, match="asked in two entries: 问法0"):
        read(tmp_path, GOOD, GOOD | {"id": "two"})


@pytest.mark.parametrize("head", ["verified: false\n", "source: 测试\n", "- [\n"])
def test_file_without_its_provenance_or_not_yaml_is_refused(tmp_path, head):
    with pytest.raises(KnowledgeError, match=r"lending\.yml"):
        read(tmp_path, GOOD, head=head)
