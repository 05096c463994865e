import pytest

from tests.wechat.standin.client import CREDENTIALS
from tests.wechat.standin.echo import APP_ID

INFO = "/cgi-bin/user/info"
STABLE = "/cgi-bin/stable_token"
HOUR = 3600


async def code(api, token):
    return (await api.get(INFO, token=token, openid="nobody")).get("errcode", 0)


OPENID_REFUSED = 40003  # so the token passed
GOOD = OPENID_REFUSED


async def test_the_stable_token_stays_the_same_while_it_is_valid(api, tencent, clock):
    clock.pass_by(HOUR)
    answer = await api.post(STABLE, CREDENTIALS, token=None)
    assert answer == {"access_token": api.token, "expires_in": HOUR}
    assert tencent.state.tokens.issued == 1


async def test_five_minutes_before_its_end_a_new_one_comes_and_the_old_one_still_works(api, clock):
    clock.pass_by(2 * HOUR - 299)
    fresh = await api.fresh_token()
    assert fresh != api.token
    assert [await code(api, api.token), await code(api, fresh)] == [GOOD, GOOD]
    clock.pass_by(299)
    assert await code(api, api.token) == 42001


async def test_forcing_ends_the_old_token_at_once(api):
    fresh = await api.fresh_token(force_refresh=True)
    assert [await code(api, api.token), await code(api, fresh)] == [40001, GOOD]


async def test_forcing_is_allowed_20_times_a_day_half_a_minute_apart(api, clock):
    order = {**CREDENTIALS, "force_refresh": True}
    await api.post(STABLE, order, token=None)
    clock.pass_by(29)
    assert (await api.post(STABLE, order, token=None))["errcode"] == 45011
    for _ in range(19):
        clock.pass_by(30)
        assert "access_token" in await api.post(STABLE, order, token=None)
    clock.pass_by(30)
    assert (await api.post(STABLE, order, token=None))["errcode"] == 45009
    clock.pass_by(24 * HOUR)
    assert "access_token" in await api.post(STABLE, order, token=None)


async def test_the_classic_token_is_new_each_time_and_the_old_one_works_five_minutes(api, clock):
    first = (await api.get("/cgi-bin/token", token=None, **CREDENTIALS))["access_token"]
    second = (await api.get("/cgi-bin/token", token=None, **CREDENTIALS))["access_token"]
    assert first != second
    assert [await code(api, token) for token in (first, second, api.token)] == [GOOD] * 3
    clock.pass_by(300)
    assert [await code(api, token) for token in (first, second)] == [42001, GOOD]


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"grant_type": "password"}, 40002),
        ({"appid": APP_ID.upper()}, 40013),
        ({"secret": "wrong"}, 40125),
    ],
)
async def test_wrong_credentials_get_no_token(api, change, wanted):
    given = {**CREDENTIALS, **change}
    assert (await api.post(STABLE, given, token=None))["errcode"] == wanted
    assert (await api.get("/cgi-bin/token", token=None, **given))["errcode"] == wanted


async def test_without_a_token_and_with_another_it_is_refused(api, tencent):
    assert await code(api, None) == 41001
    assert await code(api, "99_invented") == 40001
    tencent.state.tokens.forget()
    assert await code(api, api.token) == 40001
