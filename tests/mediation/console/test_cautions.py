"""What staff must do first is the district's data, and a wrong file is refused."""

import pytest

from intake import knowledge
from mediation.console import cautions

GOOD = "source: s\nverified: false\ncautions: [{signal: self_harm, text: 先打电话}]\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    knowledge.load()
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    cautions.load.cache_clear()
    yield tmp_path
    cautions.load.cache_clear()


def test_each_signal_of_a_case_is_cautioned_about_once(folder):
    (folder / "cautions.yml").write_text(GOOD, encoding="utf-8")
    assert cautions.of(["self_harm", "threat", "self_harm"]) == ["先打电话"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "source: s\nverified: false\n",
        GOOD.replace("self_harm", "no_such_signal"),
        GOOD.replace("text", "texts"),
    ],
)
def test_a_wrong_file_is_refused(folder, content):
    (folder / "cautions.yml").write_text(content, encoding="utf-8")
    with pytest.raises(knowledge.KnowledgeError):
        cautions.load()


async def test_domestic_violence_is_cautioned_about_on_the_page(desk, service):
    signals = [{"code": "domestic_violence", "text": "打我"}]
    no = (await service.has_case(urgency={"level": "red", "signals": signals}))["no"]
    assert "不联系对方" in await desk.read(f"/cases/{no}")
