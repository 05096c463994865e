"""Every setting is explained, with the default it really has, and stands in the example file."""

import ast
import re
from datetime import time
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from launcher.environment import DEFAULTS, QUIET, settings
from mediation.settings import Settings as Backend
from tests.docs.pages import CODE, ROOT, read, rows, section, tracked
from wechat.settings import Settings as Gateway

EXAMPLE = re.compile(r"^#? ?([A-Z][A-Z0-9_]+)=(\S*)$", re.MULTILINE)
NOT_OURS = {"PATH", "HOME"}
"""What every process of a Unix machine has."""


def shown(default):
    """A default as one would write it into a file."""
    if default is PydanticUndefined or default is None or default == []:
        return ""
    if hasattr(default, "get_secret_value"):
        return default.get_secret_value()
    if isinstance(default, time):
        return f"{default:%H:%M}"
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, float):
        return f"{default:g}"
    return str(default)


def declared():
    """Name → default of everything that settings classes and the launcher know."""
    found = {}
    for model in (Gateway, Backend):
        for name, field in model.model_fields.items():
            found.setdefault(name.upper(), set()).add(shown(field.default))
    for name, default in DEFAULTS.items():
        found.setdefault(name, set()).add(default)
    return found


def read_from_environment():
    """Names that our code asks the environment for by itself, tests aside."""
    names = set()
    for path in tracked():
        if path.suffix != ".py" or path.is_relative_to(ROOT / "tests"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names |= set(_asked(node))
    return names - NOT_OURS


def _asked(node):
    if isinstance(node, ast.Subscript) and ast.unparse(node.value) in {"os.environ", "environment"}:
        key = node.slice
    elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"os.environ.get", "os.getenv"}:
        key = node.args[0]
    else:
        return
    if isinstance(key, ast.Constant) and isinstance(key.value, str):
        yield key.value


def documented():
    """Name → default as ``docs/operations.md`` has them; empty where there is none."""
    table = rows(section(read("docs/operations.md"), "## Settings"))
    return {CODE.findall(row[0])[0]: "".join(CODE.findall(row[1])[:1]) for row in table}


def example():
    return dict(EXAMPLE.findall(read(".env.example")))


def test_the_settings_classes_agree_on_the_defaults_they_share():
    assert {name: found for name, found in declared().items() if len(found) > 1} == {}


@pytest.mark.parametrize("name", sorted(declared()))
def test_a_setting_is_explained_with_its_default(name):
    assert documented().get(name) == next(iter(declared()[name]))


def test_everything_read_from_the_environment_is_explained():
    assert "ASSESS_TODAY" in read_from_environment()
    assert read_from_environment() - set(documented()) == set()


def test_nothing_is_explained_that_nothing_reads():
    assert set(documented()) - set(declared()) - read_from_environment() == set()


def test_the_example_file_and_the_page_agree_on_names_and_defaults():
    assert example() == documented()


def test_what_the_launcher_sets_by_itself_is_named():
    page = read("docs/operations.md")
    assert [name for name in QUIET if f"`{name}`" not in page] == []


def test_the_example_file_filled_in_starts_both_services(tmp_path, monkeypatch):
    secrets = {
        "WECHAT_APP_ID": "wx0123456789abcdef",
        "WECHAT_APP_SECRET": "0" * 32,
        "WECHAT_TOKEN": "a-token-of-ours",
        "WECHAT_AES_KEY": "A" * 43,
        "MEDIATION_API_TOKEN": "0" * 32,
        "CITIZEN_KEY_SECRET": "0" * 32,
        "MEDIATION_DATA_KEYS": "0" * 32,
    }
    filled = re.sub(
        r"^([A-Z_]+)=$",
        lambda line: f"{line[1]}={secrets.get(line[1], '')}",
        read(".env.example"),
        flags=re.MULTILINE,
    )
    Path(tmp_path / ".env").write_text(filled, encoding="utf-8")
    for name in declared():
        monkeypatch.delenv(name, raising=False)
    for name, value in settings(tmp_path, {}).items():
        monkeypatch.setenv(name, value)
    assert Gateway().gateway_port == 8080
    assert Backend().database.endswith("mediation.db")
