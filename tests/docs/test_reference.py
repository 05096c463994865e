"""What has a name that others rely on stands in the pages: targets, intents, slots, paths, commands."""

import argparse
import re

import pytest
import yaml

from mediation import commands
from mediation.api import endpoints
from mediation.app import make_app as make_backend
from mediation.console import routes
from mediation.outgoing.topics import TOPICS
from mediation.settings import Settings as Backend
from mediation.staff import ROLES
from tests.docs.pages import CODE, ROOT, first_codes, read, rows, section, tracked
from wechat.__main__ import _parser as gateway_commands
from wechat.app import make_app as make_gateway
from wechat.settings import Settings as Gateway

REFERENCE = read("docs/reference.md")
DOMAIN = yaml.safe_load(read("domain.yml"))
MAIN = "__name__ == " + '"__main__"'
TARGETS = re.findall(r"^([a-z-]+):.*?## ", read("Makefile"), re.MULTILINE)


def has(heading, wanted):
    """The table under a heading has these in its first column, no other, each once."""
    listed = first_codes(section(REFERENCE, heading))
    assert [name for name in wanted if name not in listed] == []
    assert [name for name in listed if name not in wanted] == []
    assert len(listed) == len(set(listed))


def without_patterns(path):
    return re.sub(r"{(\w+):[^/]+}", r"{\1}", path)


def subcommands(parser):
    return [
        name
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for name in action.choices
    ]


@pytest.mark.parametrize("page", ["README.md", "docs/reference.md"])
def test_every_command_of_the_makefile_is_explained(page):
    assert len(TARGETS) > 10
    assert [name for name in TARGETS if f"`make {name}" not in read(page)] == []


def test_every_command_that_a_page_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md", "docs/reference.md", "docs/operations.md"):
        named = set(re.findall(r"`make ([a-z-]+)", read(page)))
        assert named - targets == set()


def test_every_intent_is_explained():
    has("## Intents", DOMAIN["intents"])


def test_every_slot_is_explained():
    has("## Slots", list(DOMAIN["slots"]))


def test_every_action_is_explained():
    has("## Actions", DOMAIN["actions"])


def test_every_path_of_the_case_api_is_explained():
    listed = [f"{one.method} {endpoints.BASE}{one.path}" for one in endpoints.ALL]
    has("## Case API", [*listed, "GET /api/v1/openapi.json"])


def test_every_topic_of_a_webhook_is_explained():
    has("## Webhooks", TOPICS)


def test_every_page_of_the_console_is_explained():
    has("## Console", [f"{one.method} {without_patterns(one.path)}" for one in routes.ALL])


def test_every_address_of_the_gateway_is_explained(tmp_path):
    app = make_gateway(
        Gateway(
            wechat_app_id="wx1",
            wechat_app_secret="s",
            wechat_token="token",
            wechat_aes_key="A" * 43,
            citizen_key_secret="0" * 16,
            var_dir=tmp_path,
        )
    )
    has("## Gateway", addresses(app))


def test_the_backend_has_no_address_beside_those(tmp_path):
    app = make_backend(
        Backend(mediation_api_token="0" * 16, mediation_data_keys="k" * 32, var_dir=tmp_path)
    )
    own = [f"{one.method} {without_patterns(one.path)}" for one in routes.ALL]
    own += [f"{one.method} {endpoints.BASE}{one.path}" for one in endpoints.ALL]
    rest = {
        address
        for address in addresses(app)
        if address not in own and not address.startswith("GET /static")
    }
    has("## Backend", rest - {"GET /api/v1/openapi.json"})


def addresses(app):
    return [
        f"{route.method} {without_patterns(route.resource.canonical)}"
        for route in app.router.routes()
        if route.resource and route.method != "HEAD"
    ]


def test_every_command_of_gateway_and_backend_is_explained():
    listed = [f"python -m wechat {name}" for name in subcommands(gateway_commands())]
    listed += [f"python -m mediation {name}" for name in subcommands(commands.parser(None))]
    page = first_codes(section(REFERENCE, "## Commands of the services"))
    assert len(listed) > 3
    assert [name for name in listed if not any(code.startswith(name) for code in page)] == []


def test_every_role_is_explained_by_its_label():
    table = rows(section(REFERENCE, "## Roles"))
    assert {CODE.findall(row[0])[0]: row[1] for row in table} == ROLES


def test_every_component_of_the_pipeline_is_explained_in_its_order():
    table = section(read("docs/architecture.md"), "## The pipeline")
    names = [one["name"].split(".")[-1] for one in yaml.safe_load(read("config.yml"))["pipeline"]]
    assert first_codes(table) == names


def test_everything_that_can_be_run_as_a_module_is_explained():
    modules = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__main__")
        for path in tracked()
        if path.suffix == ".py" and MAIN in path.read_text(encoding="utf-8")
    }
    named = {
        code.split()[2]
        for heading in ("## Commands of the services", "## Commands for development")
        for code in first_codes(section(REFERENCE, heading))
    }
    assert "mediation" in modules
    assert modules - named == set()
    assert named - modules == set()
