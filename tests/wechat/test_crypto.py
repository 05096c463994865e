import base64
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto, WeChatCrypto
from wechatpy.utils import WeChatSigner

from tests.wechat.fakes import AES_KEY, APP_ID, TOKEN
from wechat.crypto import BadEnvelope, Envelope, same, signature

ENVELOPE = Envelope(APP_ID, AES_KEY)
KEY = base64.b64decode(AES_KEY + "=")
ORACLE = WeChatCrypto(TOKEN, AES_KEY, APP_ID)


def sealed(plain: bytes, padding: bytes | None = None) -> str:
    """Encrypt anything at all, as somebody who has the key could."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if padding is None:
        amount = 32 - len(plain) % 32
        padding = bytes([amount]) * amount
    encryptor = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + padding) + encryptor.finalize()).decode()


def envelope(content: bytes, length: int | None = None, app_id: bytes = APP_ID.encode()) -> bytes:
    return (
        b"r" * 16 + struct.pack(">I", len(content) if length is None else length) + content + app_id
    )


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_what_is_sealed_here_is_opened_by_wechatpy(text):
    content = text.encode("utf-8", "ignore").decode()
    opened = PrpCrypto(KEY).decrypt(ENVELOPE.seal(content), APP_ID)
    assert (opened if isinstance(opened, str) else opened.decode()) == content
    assert ENVELOPE.open(ENVELOPE.seal(content)).decode() == content


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
@settings(max_examples=150, deadline=None)
def test_what_wechatpy_seals_is_opened_here(text):
    assert ENVELOPE.open(PrpCrypto(KEY).encrypt(text, APP_ID).decode()).decode() == text


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
@settings(max_examples=150, deadline=None)
def test_signatures_agree_with_wechatpy(parts):
    parts = [part.encode("utf-8", "ignore").decode() for part in parts]
    signer = WeChatSigner()
    signer.add_data(*parts)
    assert signature(*parts) == signer.signature


BAD = {
    "nothing": "",
    "not base64": "你好",
    "base64 with a break": "AAAA\nAAAA",
    "truncated base64": ENVELOPE.seal("<xml/>")[:-3],
    "half a block": base64.b64encode(b"x" * 24).decode(),
    "random blocks": base64.b64encode(bytes(range(64))).decode(),
    "padding of zero": sealed(envelope(b"<xml/>").ljust(63, b"x"), b"\0"),
    "padding above 32": sealed(b"x" * 31, b"\x21"),
    "padding of mixed bytes": sealed(b"x" * 28, b"\1\2\3\4"),
    "only padding": sealed(b""),
    "no length": sealed(b"r" * 17),
    "length beyond the end": sealed(envelope(b"<xml/>", length=9999)),
    "length of four billion": sealed(envelope(b"<xml/>", length=2**32 - 1)),
    "another account's": sealed(envelope(b"<xml/>", app_id=b"wxother")),
    "no account": sealed(envelope(b"<xml/>", app_id=b"")),
    "account with more behind": sealed(envelope(b"<xml/>", app_id=APP_ID.encode() + b"x")),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_envelope_is_refused_with_one_exception(case):
    with pytest.raises(BadEnvelope):
        ENVELOPE.open(BAD[case])


@given(st.binary(max_size=400), st.integers(0, 500), st.booleans())
@settings(max_examples=400, deadline=None)
def test_no_rubbish_raises_anything_else(rubbish, cut, encrypted):
    text = sealed(rubbish)[:cut] if encrypted else base64.b64encode(rubbish).decode()[:cut]
    try:
        ENVELOPE.open(text)
    except BadEnvelope:
        return
    raise AssertionError("rubbish was opened")


@pytest.mark.parametrize("key", ["", "short", "x" * 44, "峄" * 43, "a" * 42 + " "])
def test_a_key_that_is_none_is_refused(key):
    with pytest.raises(ValueError, match="43"):
        Envelope(APP_ID, key)


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("a", "a", True),
        ("a", "b", False),
        ("", "a", False),
        ("峄", "a", False),
        ("\ud800", "a", False),
    ],
)
def test_signatures_are_compared_whatever_they_are(left, right, equal):
    assert same(left, right) is equal
