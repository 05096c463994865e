"""The examples for a real machine hang together: the unit, the proxy, the launcher."""

import configparser
import re

from launcher.environment import DEFAULTS
from tests.docs.pages import ROOT, read, section

UNIT = read("deploy/xiaoyi.service")
PROXY = read("deploy/nginx.conf")


def unit():
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string(UNIT)
    return parser


def blocks(text):
    """An nginx file as nested lists: each directive its words, each block with its content."""
    text = re.sub(r"#.*", "", text)
    tokens = re.findall(r"'[^']*'|\"[^\"]*\"|[{};]|[^\s{};]+", text)
    stack, words = [[]], []
    for token in tokens:
        if token == ";":
            assert words, "a semicolon behind nothing"
            stack[-1].append((words, None))
            words = []
        elif token == "{":
            assert words, "a block without a name"
            inner = []
            stack[-1].append((words, inner))
            stack.append(inner)
            words = []
        elif token == "}":
            assert not words, f"no semicolon behind {words}"
            assert len(stack) > 1, "a closing brace too many"
            stack.pop()
        else:
            words.append(token)
    assert len(stack) == 1, "a block is not closed"
    assert not words, f"no semicolon behind {words}"
    return stack[0]


def directives(content, name):
    return [words[1:] for words, inner in content if words[0] == name and inner is None]


def inside(content, name):
    return [
        (words[1:], inner) for words, inner in content if words[0] == name and inner is not None
    ]


def servers():
    return [content for _, content in inside(blocks(PROXY), "server")]


def locations(server):
    """Path → where it is passed on to, or None."""
    found = {}
    for words, content in inside(server, "location"):
        passed = directives(content, "proxy_pass")
        found[" ".join(words)] = passed[0][0] if passed else None
    return found


def test_the_unit_has_its_three_parts_and_starts_the_launcher():
    parts = unit()
    assert parts.sections() == ["Unit", "Service", "Install"]
    command = parts["Service"]["ExecStart"].split()
    assert command[1:] == ["-m", "launcher"]
    folder = parts["Service"]["WorkingDirectory"]
    assert command[0] == f"{folder}/.venv/app/bin/python"
    assert (ROOT / "launcher/__main__.py").exists()


def test_the_unit_gives_the_service_nothing_it_does_not_need():
    service = unit()["Service"]
    assert service["User"] != "root"
    assert service["UMask"] == "0077"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == f"{service['WorkingDirectory']}/var"


def test_braces_and_semicolons_of_the_proxy_are_in_order():
    assert blocks(PROXY)


def test_the_proxy_parser_sees_faults():
    for wrong in ("server { listen 1 }", "server { listen 1; ", "listen 1; }", "{ listen 1; }"):
        try:
            blocks(wrong)
        except AssertionError:
            continue
        raise AssertionError(f"taken: {wrong}")


def test_only_the_callback_faces_the_internet_and_only_the_console_the_staff():
    gateway = f"http://127.0.0.1:{DEFAULTS['GATEWAY_PORT']}"
    console = f"http://127.0.0.1:{DEFAULTS['MEDIATION_PORT']}"
    passed = [locations(server) for server in servers()]
    assert {"= /wechat": gateway, "/": None} in passed
    staff = next(found for found in passed if found.get("/") == console)
    assert {path for path, to in staff.items() if to is None} == {"/api/", "= /healthz"}
    assert len([found for found in passed if any(found.values())]) == 2


def test_what_is_not_passed_on_is_answered_with_404():
    for server in servers():
        for words, content in inside(server, "location"):
            if not directives(content, "proxy_pass"):
                assert directives(content, "return") == [["404"]], words


def test_the_proxy_says_that_it_is_one():
    """By these headers the gateway knows that a request is not local."""
    for server in servers():
        for _, content in inside(server, "location"):
            if directives(content, "proxy_pass"):
                names = {words[0] for words in directives(content, "proxy_set_header")}
                assert "X-Forwarded-For" in names


def test_no_log_of_the_proxy_holds_a_query():
    """Tencent's queries hold an openid, the console's a name."""
    formats = directives(blocks(PROXY), "log_format")
    assert formats
    for words in formats:
        assert not re.search(
            r"\$(request|args|query_string|request_uri|http_referer)\b", str(words)
        )
    for server in servers():
        for words in directives(server, "access_log"):
            assert words == ["off"] or words[-1] == formats[0][0]


def test_the_pages_explain_both_files():
    page = read("docs/operations.md")
    assert "](../deploy/xiaoyi.service)" in section(page, "## Start under systemd")
    assert "](../deploy/nginx.conf)" in section(page, "## TLS and the reverse proxy")
