"""Whoever watches the service finds every line of its log, every metric and every code explained."""

import ast
import re

import pytest

from tests.docs.pages import CODE, ROOT, first_codes, read, section
from wechat.errors import ERRORS
from wechat.metrics import Metrics

PAGE = read("docs/operations.md")
PACKAGES = ("wechat", "bot", "actions", "mediation", "intake", "legal", "launcher")
LEVELS = {"info", "warning", "error", "critical", "exception"}


def log_lines():
    """The constant beginning of every sentence that our code logs."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in LEVELS
                    and ast.unparse(node.func.value) == "log"
                    and isinstance(node.args[0], ast.Constant)
                ):
                    yield node.args[0].value


def pattern(line):
    """A line of the page as it may stand in the log: an ellipsis is anything."""
    return re.compile(".*?".join(map(re.escape, line.split("…"))))


@pytest.mark.parametrize("line", sorted(set(log_lines())))
def test_a_line_of_the_log_is_explained(line):
    listed = first_codes(section(PAGE, "## What stands in the log"))
    assert any(pattern(one).match(line) for one in listed)


def test_no_line_is_explained_that_nobody_writes():
    lines = set(log_lines())
    for one in first_codes(section(PAGE, "## What stands in the log")):
        assert any(pattern(one).match(line) for line in lines), one


def test_every_metric_is_named_and_no_other():
    real = set(re.findall(rb"^# TYPE (\w+) ", Metrics().text(), re.MULTILINE))
    real = {name.decode() for name in real if not name.endswith(b"_created")}
    codes = CODE.findall(section(PAGE, "## Health and metrics"))
    named = {code.split("{")[0] for code in codes if code.startswith("wechat_")}
    assert named == real


def test_every_code_of_tencent_has_its_reaction_explained():
    table = section(PAGE, "## Errors of Tencent's API")
    cells = re.findall(r"^\| (-?\d[\d, ]*) \|", table, re.MULTILINE)
    named = [int(code) for cell in cells for code in cell.split(",")]
    assert sorted(named) == sorted(ERRORS)
