"""The two sides of the gateway as test servers: Rasa's channel, and Tencent with a citizen's phone."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

from aiohttp import web
from wechatpy.crypto import WeChatCrypto
from wechatpy.utils import WeChatSigner
from wechatpy.utils import to_text as wechatpy_text
import xmltodict

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
        self.app.router.add_get("/", self.ready)
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
