"""What the staff's pages call a button, a heading or a message is what the console calls it."""

import re
from pathlib import Path

import pytest

from mediation.console.words import FILTERS, GLOBALS
from tests.docs.pages import ROOT, read

PAGES = [f"docs/staff/{name}.md" for name in ("handbook", "mediation", "warning", "technician")]
LABEL = re.compile(r"「([^」]+)」")
SOURCES = (
    "mediation/console",
    "mediation/dispatch",
    "mediation/cases",
    "mediation/records",
    "wechat/standin/page",
)


def shown():
    """Everything the console and the telephone page may show, as one text."""
    files = [path for folder in SOURCES for path in sorted(Path(ROOT, folder).rglob("*.*"))]
    written = [path.read_text("utf-8") for path in files if path.suffix in {".py", ".html", ".js"}]
    written += [read("data/knowledge/cautions.yml"), read("data/knowledge/sources.yml")]
    return "\n".join([*written, repr(GLOBALS), repr(sorted(FILTERS))])


SHOWN = shown()


@pytest.mark.parametrize("page", PAGES)
def test_every_name_in_corner_brackets_is_the_consoles_own(page):
    labels = LABEL.findall(read(page))
    assert labels
    assert [label for label in labels if label not in SHOWN] == []


def test_the_staffs_pages_say_nin():
    for page in (*PAGES, "docs/citizen.md"):
        assert re.findall(r"你(?!们)", read(page)) == []
