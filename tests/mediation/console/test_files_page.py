"""What a citizen sent is seen by who may see the case: the real backend beside a real gateway."""

import time
from datetime import UTC, datetime

import pytest
from aiohttp import web
from pydantic import SecretStr

from mediation.evidence import files
from tests.mediation.conftest import TOKEN
from tests.mediation.console.conftest import hire
from tests.wechat.fakes import AES_KEY, APP_ID
from wechat.app import make_app as make_gateway
from wechat.keys import COLLECTOR, STORE
from wechat.media import write
from wechat.settings import Settings as GatewaySettings

CITIZEN, OTHER = "a" * 64, "b" * 64
PNG = b"\x89PNG\r\n\x1a\n a picture"
MP4 = b"\0\0\0\x18ftypmp42 a film"
HASHES = {"png": "1" * 64, "mp4": "2" * 64, "late": "3" * 64, "theirs": "4" * 64}


@pytest.fixture
async def gateway(aiohttp_server, tmp_path_factory):
    settings = GatewaySettings(
        wechat_app_id=APP_ID,
        wechat_app_secret=SecretStr("s"),
        wechat_token=SecretStr("a-token"),
        wechat_aes_key=SecretStr(AES_KEY),
        wechat_api_base="http://127.0.0.1:9",
        citizen_key_secret=SecretStr("a-key-secret-of-tests"),
        mediation_api_token=SecretStr(TOKEN),
        rasa_port=9,
        var_dir=tmp_path_factory.mktemp("gateway"),
    )
    return await aiohttp_server(make_gateway(settings))


@pytest.fixture
def settings(settings, gateway):
    return settings.model_copy(update={"gateway_port": gateway.port})


@pytest.fixture
def sent(gateway):
    """Put a file into the gateway as if a citizen had sent it."""

    async def put(name, body=PNG, *, kind="image", state="stored", citizen=CITIZEN, later=0.0):
        stored = state == "stored"
        row = (
            *(name, f"m-{name}", citizen, kind, state, 0.0),
            *(
                (HASHES[name] if stored else None),
                ("video/mp4" if kind == "video" else "image/png"),
            ),
            *(len(body) if stored else None, time.time() + later),
        )
        await gateway.app[STORE].do(
            lambda connection: connection.execute(
                "INSERT INTO media (media_id, message, citizen, kind, state, due_at, sha256,"
                " content_type, size, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
        )
        if stored:
            write(gateway.app[COLLECTOR].path(HASHES[name]), body)

    return put


@pytest.fixture
async def no(service, sent):
    """A case whose citizen had sent a picture, a film, and a file that was not kept."""
    await sent("png")
    await sent("mp4", MP4, kind="video")
    await sent("refused", state="refused")
    await sent("theirs", citizen=OTHER)
    return (await service.has_case(citizen=CITIZEN))["no"]


async def test_what_was_sent_for_a_case_is_shown_and_the_look_is_logged(desk, service, no):
    assert f'href="/cases/{no}/files"' in await desk.read(f"/cases/{no}")
    page = await desk.read(f"/cases/{no}/files")
    assert f'<img src="/cases/{no}/files?file={HASHES["png"]}" alt="' in page
    assert f'href="/cases/{no}/files?file={HASHES["mp4"]}">下载' in page
    assert "没存下来" in page
    assert "3 个" in page
    logged = [row for row in await service.rows("audit_log") if "files_seen" in row]
    assert [row[2] for row in logged] == ["li.na"]


async def test_a_picture_is_shown_and_anything_else_only_given(desk, no):
    picture = await desk.get(f"/cases/{no}/files?file={HASHES['png']}")
    assert (picture.content_type, await picture.read()) == ("image/png", PNG)
    assert picture.headers["Content-Disposition"] == "inline"
    assert picture.headers["X-Content-Type-Options"] == "nosniff"
    film = await desk.get(f"/cases/{no}/files?file={HASHES['mp4']}")
    assert (film.content_type, await film.read()) == ("application/octet-stream", MP4)
    assert film.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("wanted", [HASHES["theirs"], "5" * 64, "x", "", "../" + "1" * 61])
async def test_a_file_of_somebody_else_is_not_there(desk, no, wanted):
    assert (await desk.get(f"/cases/{no}/files", params={"file": wanted})).status == 404


async def test_what_came_after_the_case_belongs_to_it_only_if_it_was_added(desk, service, no, sent):
    await sent("late", later=20.0)
    assert HASHES["late"] not in await desk.read(f"/cases/{no}/files")
    at = datetime.fromtimestamp(time.time() + 21, UTC).isoformat()
    note = {"kind": "addition", "text": "申请人发来图片1张", "at": at}
    assert (await service.post(f"/cases/{no}/notes", note, "n1")).status == 201
    assert HASHES["late"] in await desk.read(f"/cases/{no}/files")


async def test_who_may_not_see_names_or_the_case_sees_no_file(desk, service, no, sent):
    await hire(service.database, "the.auditor", "审计", "auditor")
    await hire(service.database, "elsewhere", "别镇", "clerk", "370404103")
    for login, status in (("the.auditor", 403), ("elsewhere", 404)):
        desk.client.session.cookie_jar.clear()
        await desk.sign_in(login)
        for path in (f"/cases/{no}/files", f"/cases/{no}/files?file={HASHES['png']}"):
            assert (await desk.get(path)).status == status


async def test_without_the_gateway_the_page_says_so(desk, no, gateway):
    await gateway.close()
    assert "这会儿取不到" in await desk.read(f"/cases/{no}/files")
    assert (await desk.get(f"/cases/{no}/files?file={HASHES['png']}")).status == 404


async def test_a_case_from_another_office_has_no_files_here(desk, service):
    no = (await service.has_case(channel="hotline"))["no"]
    assert f"/cases/{no}/files" not in await desk.read(f"/cases/{no}")


async def test_rubbish_of_the_gateway_is_no_list(aiohttp_server, settings):
    app = web.Application()
    answers = [b"[]", b"not json", b'{"items": [{"kind": 1}]}', b'{"items": 5}']

    async def answer(request):
        return web.Response(body=answers[0], content_type="application/json")

    app.router.add_get("/internal/media", answer)
    server = await aiohttp_server(app)
    there = settings.model_copy(update={"gateway_port": server.port})
    while answers:
        with pytest.raises(files.Away):
            await files.of_citizen(there, CITIZEN)
        answers.pop(0)
