"""The kinds of sources are data, and wrong data is told in one line."""

import pytest
import yaml

from intake import knowledge
from mediation.sources import kinds

GOOD = {"name": "police", "label": "公安", "link": "公调对接"}


@pytest.fixture(autouse=True)
def _fresh():
    kinds.load.cache_clear()
    yield
    kinds.load.cache_clear()


def test_the_districts_own_file_has_the_three_links():
    assert {"访调对接", "公调对接", "诉调对接"} <= {one.link for one in kinds.load().values()}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "kinds"),
        ([GOOD, GOOD], "each name once"),
        ([GOOD | {"name": "wechat"}], "own channels"),
        ([GOOD | {"name": "x" * 21}], "name"),
        ([GOOD | {"route": "elsewhere"}], "no such route"),
        ([GOOD | {"surprise": 1}], "surprise"),
        ([{"name": "police"}], "label"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path, monkeypatch, rows, why):
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    content = {"source": "测试", "verified": False, "kinds": rows}
    (tmp_path / "sources.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(knowledge.KnowledgeError) as told:
        kinds.load()
    assert why in str(told.value)
    assert "\n" not in str(told.value)
