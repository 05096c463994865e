"""The second factor, and sessions that can be ended."""

import time

import pyotp
import pytest

from mediation import staff
from mediation.app import make_app
from mediation.staff import second_factor
from mediation.staff.second_factor import WrongCode, step_of
from tests.mediation.conftest import Service
from tests.mediation.console.conftest import PASSWORD, Desk, hire

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = 1_790_000_010


@pytest.mark.parametrize(
    ("late", "fits"), [(0, True), (30, True), (-30, True), (60, False), (-60, False), (3600, False)]
)
def test_a_code_is_good_for_a_minute_and_a_half(late, fits):
    code = pyotp.TOTP(SECRET).at(NOW + late)
    assert (step_of(SECRET, code, NOW) is not None) is fits


@pytest.mark.parametrize("rubbish", ["", "12345", "abcdef", "１２３４５６", "0" * 50])
def test_rubbish_is_no_code(rubbish):
    assert step_of(SECRET, rubbish, NOW) is None


@pytest.fixture
async def leader(service, aiohttp_client):
    await hire(service.database, "boss", "领导", "county_leader")
    code = pyotp.TOTP(SECRET).at(time.time() - 30)
    await second_factor.enrol(service.database, "boss", SECRET, code)
    return await Desk(service, aiohttp_client).open()


async def give(desk, code):
    token = (await desk.hidden("/second-factor/give"))["csrf"]
    return await desk.post("/second-factor/give", {"csrf": token, "code": code})


async def test_a_password_alone_opens_nothing(leader, service):
    no = (await service.has_case())["no"]
    await leader.sign_in("boss")
    for path in ("/", f"/cases/{no}", "/sessions", "/password", "/pulse", "/second-factor"):
        answer = await leader.get(path)
        assert (answer.status, answer.headers["Location"]) == (303, "/second-factor/give")
    assert (await leader.get("/api/v1/cases")).status == 401


async def test_a_code_opens_the_session_and_works_once(leader, service, aiohttp_client):
    await leader.sign_in("boss")
    code = pyotp.TOTP(SECRET).now()
    assert (await give(leader, code)).status == 303
    assert (await leader.get("/")).status == 200
    other = await Desk(service, aiohttp_client).open()
    await other.sign_in("boss")
    assert (await give(other, code)).status == 422


async def test_five_wrong_codes_lock_the_account_and_a_right_password_does_not_clear_them(
    leader, service, aiohttp_client
):
    for _ in range(5):
        desk = await Desk(service, aiohttp_client).open()
        assert (await desk.sign_in("boss")).status == 303
        await give(desk, "000000")
    assert (await desk.get("/")).headers["Location"].startswith("/login")
    assert (await leader.sign_in("boss")).status == 401


async def test_setting_it_up_needs_a_code_of_the_very_secret(desk, service):
    hidden = await desk.hidden("/second-factor")
    wrong = await desk.post("/second-factor", hidden | {"code": "000000"})
    assert wrong.status == 422
    code = pyotp.TOTP(hidden["secret"]).now()
    assert (await desk.post("/second-factor", hidden | {"code": code})).status == 303
    assert (await desk.get("/")).status == 200, "this session goes on"
    rubbish = await desk.post("/second-factor", hidden | {"secret": "x' OR", "code": code})
    assert rubbish.status == 400


async def test_where_it_is_required_leaders_set_it_up_before_anything_else(
    settings, aiohttp_client
):
    settings = settings.model_copy(update={"mediation_second_factor": "required"})
    service = Service(await aiohttp_client(make_app(settings)))
    for login, role, led_to in (("boss", "county_leader", "/second-factor"), ("li", "clerk", None)):
        await hire(service.database, login, "某人", role)
        desk = await Desk(service, aiohttp_client).open()
        await desk.sign_in(login)
        assert (await desk.get("/")).headers.get("Location") == led_to


async def test_an_unknown_account_has_no_code(database):
    with pytest.raises(WrongCode):
        await second_factor.give(database, "nobody", "x", "000000")


async def test_one_sees_ones_sessions_and_ends_another(desk, service, aiohttp_client):
    other = await Desk(service, aiohttp_client).open()
    await other.sign_in()
    page = await desk.read("/sessions")
    assert page.count('class="card question"') == 2
    hidden = await desk.hidden("/sessions")
    assert (await desk.post("/sessions/end", hidden)).status == 303
    assert (await other.get("/")).status == 303
    assert (await desk.get("/")).status == 200


async def test_nobody_ends_somebody_elses_session(desk, colleague):
    theirs = (await staff.find_session(desk.service.database, colleague.cookie())).session
    token = (await desk.hidden("/sessions"))["csrf"]
    await desk.post("/sessions/end", {"csrf": token, "session": theirs})
    assert (await colleague.get("/")).status == 200


@pytest.mark.parametrize("name", ["", "x", "A" * 64, "a" * 65])
async def test_a_rubbish_session_is_refused(desk, name):
    token = (await desk.hidden("/sessions"))["csrf"]
    assert (await desk.post("/sessions/end", {"csrf": token, "session": name})).status == 400


async def test_password_of_a_stopped_account_opens_nothing(desk, service):
    await staff.stop(service.database, "li.na", who="admin")
    assert (await desk.get("/")).status == 303
    assert (await desk.sign_in(password=PASSWORD)).status == 401
    await staff.stop(service.database, "li.na", who="admin", stopped=False)
    assert (await desk.sign_in(password=PASSWORD)).status == 303
