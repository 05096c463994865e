import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import WeChatCrypto
from wechatpy.crypto.base import WeChatCipher
from wechatpy.exceptions import InvalidAppIdException
from wechatpy.utils import WeChatSigner

from tests.wechat.standin.echo import AES_KEY, APP_ID, TOKEN
from wechat.standin.crypto import Envelope, UnreadableError, signature

ENVELOPE = Envelope(TOKEN, AES_KEY, APP_ID)
ORACLE = WeChatCrypto(TOKEN, AES_KEY, APP_ID)
XML = "<xml><Content><![CDATA[俺是古邵镇的]]></Content></xml>"


@pytest.mark.parametrize(
    "parts", [("b", "a"), ("token", "1409304348", "nonce", "密文"), ("", "9", "10", "Z")]
)
def test_a_signature_is_the_one_that_wechatpy_computes(parts):
    signer = WeChatSigner()
    signer.add_data(*parts)
    assert signature(*parts) == signer.signature


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_wechatpy_opens_what_is_sealed(text):
    sealed = ENVELOPE.seal(text)
    message = {"Encrypt": sealed}
    opened = ORACLE.decrypt_message(message, ENVELOPE.sign("1", "2", sealed), "1", "2")
    assert opened == text


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_what_wechatpy_seals_is_opened(text):
    from wechatpy.crypto import PrpCrypto

    sealed = PrpCrypto(ORACLE.key).encrypt(text, APP_ID).decode()
    assert ENVELOPE.open(sealed) == text


def test_two_envelopes_of_one_message_differ():
    assert ENVELOPE.seal(XML) != ENVELOPE.seal(XML)


def test_another_accounts_envelope_is_refused_by_both_sides():
    sealed = Envelope(TOKEN, AES_KEY, "wx0000000000000000").seal(XML)
    with pytest.raises(UnreadableError, match="app id"):
        ENVELOPE.open(sealed)
    with pytest.raises(InvalidAppIdException):
        ORACLE.decrypt_message({"Encrypt": sealed}, ENVELOPE.sign("1", "2", sealed), "1", "2")


def raw(plain: bytes) -> str:
    return base64.b64encode(WeChatCipher(ORACLE.key, ORACLE.key[:16]).encrypt(plain)).decode()


@pytest.mark.parametrize(
    ("sealed", "why"),
    [
        ("", "blocks"),
        ("not base64!", "base64"),
        (base64.b64encode(b"x" * 31).decode(), "blocks"),
        (raw(b"x" * 31 + b"\x00"), "padding"),
        (raw(b"x" * 31 + b"\x21"), "padding"),
        (raw(b"x" * 30 + b"\x03\x02"), "padding"),
        (raw(b"\x20" * 32), "too short"),
        (raw(b"x" * 16 + b"\xff\xff\xff\xff" + b"\x0c" * 12), "length"),
        (raw(b"x" * 16 + b"\0\0\0\2\xff\xfe" + APP_ID.encode() + b"\x18" * 24), "UTF-8"),
    ],
)
def test_a_broken_envelope_is_refused_with_its_reason(sealed, why):
    with pytest.raises(UnreadableError, match=why):
        ENVELOPE.open(sealed)


@given(st.binary(max_size=200))
def test_rubbish_is_refused_and_never_crashes(data):
    with pytest.raises(UnreadableError):
        ENVELOPE.open(base64.b64encode(data).decode())


def test_a_signature_of_the_request_does_not_pass_for_the_reply():
    sealed = ENVELOPE.seal(XML)
    with pytest.raises(UnreadableError, match="MsgSignature"):
        ENVELOPE.verify(ENVELOPE.sign("1", "2"), "1", "2", sealed)


@pytest.mark.parametrize("key", ["short", "x" * 42, "!" * 43])
def test_an_account_needs_a_whole_key(key):
    with pytest.raises(ValueError, match=r"."):
        Envelope(TOKEN, key, APP_ID)
