"""``python -m mediation source …``."""

import pytest
import structlog

from mediation.__main__ import main
from tests.mediation.conftest import DATA_KEY, TOKEN


@pytest.fixture(autouse=True)
def _var(tmp_path, monkeypatch, address):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setenv("MEDIATION_API_TOKEN", TOKEN)
    monkeypatch.setenv("MEDIATION_DATA_KEYS", DATA_KEY)
    monkeypatch.setenv("DATABASE_URL", address)
    yield
    structlog.reset_defaults()


def test_a_source_is_made_renewed_listed_and_stopped(capsys):
    assert main(["source", "list"]) == 0
    assert "还没有来源" in capsys.readouterr().out
    assert main(["source", "add", "xinfang", "petition", "区信访局"]) == 0
    first = capsys.readouterr().out
    assert main(["source", "renew", "xinfang"]) == 0
    second = capsys.readouterr().out
    assert "令牌：" in first
    assert first != second
    assert main(["source", "stop", "xinfang"]) == 0
    capsys.readouterr()
    assert main(["source", "list"]) == 0
    assert capsys.readouterr().out == "xinfang  petition  区信访局（已停用）\n"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["add", "信访", "petition", "区信访局"], "小写字母"),
        (["add", "x" * 31, "petition", "区信访局"], "小写字母"),
        (["add", "xinfang", "nowhere", "区信访局"], "没有这一类来源"),
        (["add", "xinfang", "petition", " "], "名称"),
        (["renew", "nobody"], "没有来源 nobody"),
        (["stop", "nobody"], "没有来源 nobody"),
    ],
)
def test_what_cannot_be_done_is_said(capsys, arguments, why):
    assert main(["source", *arguments]) == 1
    assert why in capsys.readouterr().err


def test_a_code_is_given_once(capsys):
    assert main(["source", "add", "xinfang", "petition", "区信访局"]) == 0
    assert main(["source", "add", "xinfang", "police", "别人"]) == 1
    assert "已经有了" in capsys.readouterr().err
