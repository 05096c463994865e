"""The district's letters fit the district's steps, or the service does not start."""

import pytest
import yaml

from intake import knowledge
from mediation.letters import rules

BROKEN = {
    "a step without its letter": (lambda file: file["letters"].pop(), "one letter for each of"),
    "a place nobody fills": (
        lambda file: file["letters"][0]["body"].append("{applicant_name}"),
        "notice: a place in braces is wrong",
    ),
    "an open brace": (lambda file: file["letters"][1]["body"].append("{"), "reminder: a place"),
    "a mark used twice": (
        lambda file: file["letters"][0].update(word=file["letters"][1]["word"]),
        "a mark of its own",
    ),
    "no text": (lambda file: file["letters"][0].update(body=[]), "letters.0.body"),
    "no days": (lambda file: file["letters"][0].update(answer_days=0), "letters.0.answer_days"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_wrong_file_is_told_in_one_line(monkeypatch, tmp_path, fault):
    change, words = BROKEN[fault]
    content = knowledge.read_file(knowledge.FOLDER / "letters.yml")
    change(content)
    (tmp_path / "letters.yml").write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    rules.clocks.load()
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    rules.load.cache_clear()
    with pytest.raises(knowledge.KnowledgeError) as told:
        rules.load()
    rules.load.cache_clear()
    assert words in str(told.value)
    assert str(told.value).startswith("letters.yml: ")
    assert "\n" not in str(told.value)


def test_the_three_letters_come_after_the_notice():
    titles = [one.title for one in rules.load().letters]
    assert titles == ["督办通知书", "提醒函", "督办函", "约谈函"]
