"""The backend with a browser at it, for the tests of the console."""

import json
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from launcher.readiness import first_account
from tests.browser import CHROMIUM
from tests.mediation.samples import case_body
from tests.stack import ROOT, running

PASSWORD = "石榴红了请客人来"
GRAVE = {"serious", "critical"}
WIDTHS = (1280, 390)


class Office:
    """The running backend and a browser in which the administrator is signed in."""

    def __init__(self, stack, chromium):
        self.base = f"http://127.0.0.1:{stack.environment['MEDIATION_PORT']}"
        self.environment = stack.environment
        self._chromium = chromium
        self._signed_in = None

    def run(self, *command):
        """A command of the backend, beside it."""
        subprocess.run(
            [sys.executable, "-m", "mediation", *command],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
        )

    def post(self, path, body, key):
        request = urllib.request.Request(  # noqa: S310 - loopback
            f"{self.base}/api/v1{path}",
            data=json.dumps(body).encode(),
            headers={
                "Authorization": f"Bearer {self.environment['MEDIATION_API_TOKEN']}",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            },
        )
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.load(answer)

    def has_case(self, **changes):
        body = case_body(**changes)
        return self.post("/cases", body, body["draft_id"])["no"]

    def stranger(self, width=1280, **options):
        """A page in a browser of its own; whatever it complains of fails the test."""
        context = self._chromium.new_context(
            base_url=self.base, viewport={"width": width, "height": 900}, **options
        )
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: _keep_errors(page, said))
        page.on("request", lambda asked: _keep_outside(page, asked, self.base))
        return page

    def desk(self, width=1280, **options):
        """A page that is signed in."""
        return self.stranger(width, storage_state=self._signed_in, **options)

    def keep(self, page):
        self._signed_in = page.context.storage_state()


def _keep_errors(page, said):
    if said.type in {"error", "warning"} and "status of 4" not in said.text:
        page.complaints.append(said.text)


def _keep_outside(page, asked, base):
    if not asked.url.startswith((base, "data:")):
        page.complaints.append(f"asked outside: {asked.url}")


def sign_in(page, login, password):
    page.get_by_label("账号").fill(login)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


@contextmanager
def opened_office(var):
    """The office with the administrator signed in, as long as the block lasts."""
    with running(var, "mediation") as stack, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**CHROMIUM)
        office = Office(stack, chromium)
        login, password = (line.split("：")[1] for line in first_account(var).splitlines()[:2])
        page = office.stranger()
        page.goto("/")
        sign_in(page, login, password)
        page.get_by_label("现在的密码").fill(password)
        page.get_by_label("新密码", exact=True).fill(PASSWORD)
        page.get_by_label("再写一遍新密码").fill(PASSWORD)
        page.get_by_role("button", name="改密码").click()
        expect(page.get_by_role("status")).to_contain_text("密码已改")
        office.keep(page)
        page.context.close()
        assert first_account(var) is None
        yield office
        chromium.close()


def is_accessible_and_fits(page):
    """No serious finding, no text below 16 px, nothing over the edge: wide and on a phone."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        grave = [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE]
        assert grave == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            "[...document.querySelectorAll('main *')].filter(e => e.textContent.trim() && "
            "parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML.slice(0, 80))"
        )
        assert small == [], width
    assert page.complaints == []
