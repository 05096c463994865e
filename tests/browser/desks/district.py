"""The invented district with a browser at it, and whoever works there."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pyotp
from playwright.sync_api import sync_playwright
from sqlalchemy import update

from intake.clock import now
from mediation import staff
from mediation.cases import workflow
from mediation.cases.change import By
from mediation.db import Database
from mediation.demo import seed
from mediation.dispatch import send
from mediation.dispatch.send import Order
from mediation.models import Case, Staff
from mediation.organisations import store
from mediation.staff.roles import SECOND_FACTOR
from mediation.vault.keyring import Keyring
from tests.browser import CHROMIUM
from tests.browser.office import PASSWORD, Office, sign_in
from tests.stack import running

CASES = 60
TOWN, ITS_CODE = "榴园镇", "370404103"
LOGINS = {
    "clerk": "demo.liuyuan",
    "mediator": "demo.m103.1",
    "town_leader": "demo.liuyuan.leader",
    "district_reviewer": "demo.reviewer",
    "county_leader": "demo.leader",
    "duty_officer": "demo.duty",
    "administrator": "admin",
    "auditor": "demo.auditor",
}
SECRETS = {login: pyotp.random_base32() for login in LOGINS.values()}


@dataclass
class District:
    """The running backend, filled, and a browser."""

    office: Office
    address: str
    keys: str

    def comes(self, role, width=1280):
        """Somebody of a role signs in at a browser of their own, with a code where one is needed."""
        page = self.office.stranger(width)
        page.goto("/")
        sign_in(page, LOGINS[role], PASSWORD)
        if role in SECOND_FACTOR:
            page.get_by_label("六位验证码").fill(pyotp.TOTP(SECRETS[LOGINS[role]]).now())
            page.get_by_role("button", name="登录").click()
        page.wait_for_url("**/")
        return page

    def sits(self, role, width=1280):
        """Somebody of a role who came earlier: the browser has the session already."""
        token = self.does(lambda database: _session(database, LOGINS[role]))
        page = self.office.stranger(width)
        page.context.add_cookies([{"name": "session", "value": token, "url": self.office.base}])
        return page

    def does(self, work):
        """Do something at the backend's own database, beside the browser's event loop."""

        async def opened():
            database = Database(self.address, Keyring.parse(self.keys))
            try:
                return await work(database)
            finally:
                await database.close()

        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, opened()).result()

    def has_case_for(self, mediator, **changes):
        """A case of the town, accepted and sent to one of its mediators."""
        no = self.office.has_case(town=TOWN, village=None, **changes)

        async def sent(database):
            await workflow.move(database, By("demo.liuyuan", no, 1), "accepted")
            await send.dispatch(
                database, By("demo.liuyuan", no, 2), Order("on_site", ITS_CODE, mediator)
            )

        self.does(sent)
        return no

    def is_late(self, no):
        """Let a case be ten days over its time, on the desk of the town."""

        async def moved(database):
            async with database.writing() as session:
                desk = await store.by_code(session, ITS_CODE)
                late = update(Case).where(Case.no == no)
                await session.execute(
                    late.values(due_on=now().date() - timedelta(days=10), organisation_id=desk.id)
                )

        self.does(moved)


async def _session(database, login):
    async with database.reading() as session:
        account = next(one for one, _ in await staff.everybody(session) if one.login == login)
    return await staff.open_session(database, account.id, 1, code_given=True)


async def _fill(database):
    """Sixty cases; everybody has a password of their own, and who must have a second factor, one."""
    passwords = await seed.seed(database, CASES)
    passwords["admin"] = await staff.reset_password(database, "admin")
    for login in LOGINS.values():
        await staff.change_password(database, login, passwords[login], PASSWORD)
    async with database.writing() as session:
        for login, secret in SECRETS.items():
            mine = update(Staff).where(Staff.login == login, Staff.role.in_(SECOND_FACTOR))
            await session.execute(mine.values(totp_secret=secret))


@contextmanager
def opened_district(var):
    """The district as long as the block lasts."""
    with running(var, "mediation", MEDIATION_SECOND_FACTOR="required") as stack:
        address = f"sqlite+aiosqlite:///{var / 'mediation.db'}"
        keys = stack.environment["MEDIATION_DATA_KEYS"]
        District(None, address, keys).does(_fill)
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(**CHROMIUM)
            yield District(Office(stack, chromium), address, keys)
            chromium.close()
