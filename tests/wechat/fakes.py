"""The two sides of the gateway as test servers: Rasa's channel, and Tencent with a citizen's phone."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

import xmltodict
from aiohttp import web
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner
from wechatpy.utils import to_text as wechatpy_text

APP_ID = "wx0123456789abcdef"
TOKEN = "a-token-of-tests"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
ACCOUNT = "gh_public_account"
API_TOKEN = "a-bearer-token-of-tests"


class FakeRasa:
    """Rasa's channel: records turns, knows a repeated id, can be slow, away or failing."""

    def __init__(self):
        self.turns = []
        self.answers = {}
        self.requests = Counter()
        self.say = lambda body: [f"听到：{body['message']}"]
        self.delay = 0.0
        self.status = 200
        self.app = web.Application()
        self.app.router.add_get("/webhooks/xiaoyi/", self.ready)
        self.app.router.add_post("/webhooks/xiaoyi/webhook", self.answer)

    async def ready(self, request):
        return web.Response(text="ok", status=200 if self.status == 200 else 503)

    async def answer(self, request):
        body = await request.json()
        key = body["message_id"]
        self.requests[key] += 1
        if self.status != 200:
            return web.json_response({}, status=self.status)
        if key not in self.answers:
            self.turns.append(body)
            self.answers[key] = self.say(body)
        if self.delay:
            await asyncio.sleep(self.delay)
        return web.json_response([{"text": text} for text in self.answers[key]])

    @property
    def texts(self):
        return [turn["message"] for turn in self.turns]


@dataclass
class Answer:
    """What the gateway answered: the status, and the text of a passive reply."""

    status: int
    body: str
    text: str | None = None
    sealed: bool = False
    fields: dict = field(default_factory=dict)


def signed(*, token=TOKEN, at=None, nonce="nonce", **more):
    timestamp = str(int(time.time() if at is None else at))
    signer = WeChatSigner()
    signer.add_data(token, timestamp, nonce)
    return {"signature": signer.signature, "timestamp": timestamp, "nonce": nonce, **more}


class Phone:
    """A citizen's messages as Tencent sends them, with wechatpy doing the crypto."""

    numbers = count(7_000_000_000_000)

    def __init__(self, client, openid="o-citizen-1", mode="safe"):
        self.client = client
        self.openid = openid
        self.mode = mode
        self.crypto = WeChatCrypto(TOKEN, AES_KEY, APP_ID)

    async def say(self, text, **fields):
        return await self.send(MsgType="text", Content=text, **fields)

    async def event(self, name, **fields):
        return await self.send(MsgType="event", MsgId=None, Event=name, **fields)

    async def send(self, **fields):
        return await self.post(*self.request(**fields))

    def request(self, **fields):
        given = {
            "ToUserName": ACCOUNT,
            "FromUserName": self.openid,
            "CreateTime": int(time.time()),
            "MsgId": next(self.numbers),
            **fields,
        }
        given = {name: value for name, value in given.items() if value is not None}
        plain = xmltodict.unparse({"xml": given}, full_document=False)
        if self.mode == "plain":
            return signed(), plain
        timestamp = str(int(time.time()))
        sealed = xmltodict.parse(self.crypto.encrypt_message(plain, "nonce", timestamp))["xml"]
        query = signed(
            at=timestamp,
            encrypt_type="aes",
            msg_signature=sealed["MsgSignature"],
            openid=self.openid,
        )
        body = {"ToUserName": ACCOUNT, "Encrypt": sealed["Encrypt"]}
        if self.mode == "compatible":
            body = {**given, **body}
        return query, xmltodict.unparse({"xml": body}, full_document=False)

    async def post(self, query, body):
        response = await self.client.post("/wechat", params=query, data=body.encode())
        return self.read(response.status, await response.text())

    def read(self, status, body):
        if status != 200 or body == "success":
            return Answer(status, body)
        fields = xmltodict.parse(body)["xml"]
        sealed = "Encrypt" in fields
        if sealed:
            opened = self.crypto.decrypt_message(
                body, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"]
            )
            fields = xmltodict.parse(wechatpy_text(opened))["xml"]
        assert fields["ToUserName"] == self.openid
        assert fields["FromUserName"] == ACCOUNT
        return Answer(status, body, fields["Content"], sealed, fields)


async def until(true, seconds=5.0):
    """Wait until something is true; the test fails when it does not become so."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what is awaited lies in other processes, too
            await asyncio.sleep(0.01)


class FakeTencent:
    """Tencent's API: records what is sent, and can be told to answer with errors or not at all."""

    def __init__(self):
        self.sent = []
        self.notices = []
        self.menus = []
        self.codes = []
        self.files = {}
        self.calls = Counter()
        self.tokens = ["token-1"]
        self.expires_in = 7200
        self.refused_tokens = set()
        self.errors = []
        self.cuts = 0
        self.cut_after = 0
        self.delay = 0.0
        self.app = web.Application()
        self.app.router.add_post("/cgi-bin/stable_token", self.stable_token)
        self.app.router.add_post("/cgi-bin/message/custom/send", self.checked(self.custom))
        self.app.router.add_post("/cgi-bin/message/template/send", self.checked(self.notice))
        self.app.router.add_post("/cgi-bin/message/subscribe/bizsend", self.checked(self.notice))
        self.app.router.add_post("/cgi-bin/menu/create", self.checked(self.menu))
        self.app.router.add_post("/cgi-bin/qrcode/create", self.checked(self.code))
        self.app.router.add_get("/cgi-bin/media/get", self.checked(self.media))
        self.app.router.add_get("/film", self.film)

    @property
    def texts(self):
        return [message["text"]["content"] for message in self.sent]

    async def stable_token(self, request):
        body = await request.json()
        self.calls["forced" if body["force_refresh"] else "token"] += 1
        if body["secret"] != "app-secret":
            return web.json_response({"errcode": 40125, "errmsg": "invalid appsecret"})
        if body["force_refresh"]:
            self.tokens.append(f"token-{len(self.tokens) + 1}")
        await asyncio.sleep(0.01)
        return web.json_response({"access_token": self.tokens[-1], "expires_in": self.expires_in})

    def checked(self, handler):
        async def wrapped(request):
            self.calls[request.path] += 1
            await request.read()
            if self.delay:
                await asyncio.sleep(self.delay)
            if self.cuts > 0:
                self.cuts -= 1
                request.transport.abort()
                raise ConnectionResetError
            given = request.query["access_token"]
            if given != self.tokens[-1] or given in self.refused_tokens:
                return web.json_response({"errcode": 40001, "errmsg": "invalid credential"})
            if self.errors:
                return web.json_response({"errcode": self.errors.pop(0), "errmsg": "as told"})
            return await handler(request)

        return wrapped

    async def custom(self, request):
        raw = await request.read()
        assert b"\\u" not in raw
        self.sent.append(await request.json())
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def notice(self, request):
        self.notices.append(await request.json())
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def menu(self, request):
        self.menus.append(await request.json())
        return web.json_response({"errcode": 0, "errmsg": "ok"})

    async def code(self, request):
        body = await request.json()
        self.codes.append(body["action_info"]["scene"]["scene_str"])
        return web.json_response({"ticket": "gQH4/8DwAA==", "url": "http://weixin.qq.com/q/x"})

    async def media(self, request):
        found = self.files.get(request.query["media_id"])
        if found is None:
            return web.json_response({"errcode": 40007, "errmsg": "invalid media_id"})
        if isinstance(found, str):
            return web.json_response({"video_url": found})
        return web.Response(body=found, content_type="application/octet-stream")

    async def film(self, request):
        return web.Response(body=self.files["film"], content_type="video/mp4")
