"""No page points to what is not there, and nothing tells of the machine it was written on."""

import re

import pytest

from tests.docs.pages import CODE, FENCE, ROOT, markdown, tracked

LINK = re.compile(r"!?\[[^\]]*\]\(\s*<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\s*\)")
HTML = re.compile(r"(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
ELSEWHERE = ("http://", "https://", "mailto:")
OWN_FOLDERS = (
    "docs",
    "data",
    "deploy",
    "tests",
    "bot",
    "actions",
    "wechat",
    "mediation",
    "launcher",
)
REPORTS = ("docs/evaluation.md", "docs/benchmarks.md")
"""What `make eval` and `make bench` write; a link to them may wait for the first run."""

MADE_LATER = ("var/", "models/", ".venv/", ".env", *REPORTS)
"""What is made on the machine and is therefore not in the repository."""

FORBIDDEN = [
    *(f"/{folder}/" for folder in ("work", "root")),
    "/home" + "/",
    *(f"{host}.org" for host in ("pypi", "pythonhosted", "npmjs")),
    "index" + "-url http",
    "/mirrors" + ".",
]
"""Parts of paths of a machine, and of hosts that packages come from."""


def anchor(heading):
    """The anchor of a heading, as GitHub makes it."""
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower().replace("`", ""))
    return kept.replace(" ", "-")


def links():
    for page in markdown():
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for target in [*LINK.findall(text), *HTML.findall(text)]:
            if not target.startswith(ELSEWHERE):
                yield page, target


def test_pages_link_to_one_another():
    assert len(list(links())) > 20


def test_every_relative_link_and_image_leads_somewhere():
    dead = []
    for page, target in links():
        path, _, place = target.partition("#")
        whole = (page.parent / path).resolve() if path else page
        if whole in {ROOT / report for report in REPORTS}:
            continue
        if not whole.exists() or not whole.is_relative_to(ROOT):
            dead.append(f"{page.relative_to(ROOT)}: {target}")
        elif place and whole.suffix == ".md":
            headings = HEADING.findall(FENCE.sub("", whole.read_text(encoding="utf-8")))
            if place not in {anchor(heading) for heading in headings}:
                dead.append(f"{page.relative_to(ROOT)}: {target} (no such heading)")
    assert dead == []


def test_every_file_named_in_code_style_is_there():
    missing = []
    for page in markdown():
        text = FENCE.sub("", page.read_text(encoding="utf-8"))
        for named in CODE.findall(text):
            path = named.split("#")[0].rstrip("/")
            ours = re.fullmatch(rf"({'|'.join(OWN_FOLDERS)})/[\w./-]+", named)
            if not ours or named.startswith(MADE_LATER):
                continue
            if not (ROOT / path).exists() and not (page.parent / path).exists():
                missing.append(f"{page.relative_to(ROOT)}: {named}")
    assert missing == []


@pytest.mark.parametrize("image", sorted((ROOT / "docs/images").glob("*")), ids=lambda p: p.name)
def test_a_picture_is_small_and_shown_somewhere(image):
    assert image.suffix in {".png", ".svg"}
    assert image.stat().st_size < 300_000
    assert any(image.name in page.read_text(encoding="utf-8") for page in markdown())


def test_no_file_holds_a_path_of_a_machine_or_a_host_of_packages():
    found = []
    for path in tracked():
        if path.suffix in {".png", ".ico"} or path == ROOT / "LICENSE":
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(ROOT)}: {part}" for part in FORBIDDEN if part in text]
    assert found == []
