"""The project's pages and what can be read out of them."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\|(.+)\|\s*$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


NOT_TRACKED = {"var", "models"}
"""Folders of what is made here, where there is no git to ask."""


def tracked():
    """Every file that git knows or would add; in a copy without git, every file that is not made."""
    asked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if asked.returncode == 0:
        names = [Path(name) for name in asked.stdout.split("\0") if name]
    else:
        names = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.suffix != ".pyc"]
        names = [name for name in names if not _made(name)]
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def _made(name):
    hidden = name.parts[0].startswith(".") and len(name.parts) > 1
    return hidden or name.parts[0] in NOT_TRACKED or "__pycache__" in name.parts


def markdown():
    return [path for path in tracked() if path.suffix == ".md"]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def section(text, heading):
    """What stands under a heading of any depth, up to the next one that is not below it."""
    depth = heading.split(" ")[0]
    start = text.index(f"\n{heading}\n") + len(heading) + 2
    end = re.compile(rf"^#{{1,{len(depth)}}} ", re.MULTILINE).search(text, start)
    return text[start : end.start() if end else None]


def rows(text):
    """The cells of every table row, without heads and rules."""
    cells = [[cell.strip() for cell in row.split("|")] for row in ROW.findall(text)]
    return [row for row in cells if CODE.match(row[0])]


def first_codes(text):
    """What stands in code style in the first cell of each row."""
    return [code for row in rows(text) for code in CODE.findall(row[0])]
