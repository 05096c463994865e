"""The public account's signatures and its encrypted envelope.

Protocol: https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Message_encryption_and_decryption_instructions.html
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import re
import struct
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK: Final = 32
"""PKCS#7 to 32 bytes, although AES' own block is 16."""
RANDOM_BYTES: Final = 16
LENGTH_BYTES: Final = 4
AES_KEY: Final = re.compile(r"[A-Za-z0-9+/]{43}")


class BadEnvelope(ValueError):
    """An encrypted message that cannot be opened; the text says why and quotes nothing."""


def signature(*parts: str) -> str:
    """SHA-1 of the sorted parts: token, timestamp, nonce, and in safe mode the encrypted text.

    Returns:
        40 hexadecimal digits. SHA-1 is the protocol's choice.
    """
    return hashlib.sha1("".join(sorted(parts)).encode("utf-8", "replace")).hexdigest()  # noqa: S324 - the protocol's


def same(given: str, expected: str) -> bool:
    """Whether two signatures agree, in a time that does not tell where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


class Envelope:
    """Opens and seals messages of safe mode with AES-256-CBC.

    Args:
        app_id: the account's; an envelope of another account is refused.
        aes_key: EncodingAESKey, 43 characters.

    Raises:
        ValueError: the key is none.
    """

    def __init__(self, app_id: str, aes_key: str) -> None:
        if not AES_KEY.fullmatch(aes_key):
            raise ValueError("EncodingAESKey is 43 letters and digits")
        self._app_id = app_id.encode()
        key = base64.b64decode(aes_key + "=")
        self._cipher = Cipher(algorithms.AES(key), modes.CBC(key[:16]))

    def open(self, encrypted: str) -> bytes:
        """The XML inside an ``Encrypt`` element.

        Raises:
            BadEnvelope: not base64, not whole blocks, wrong padding, length or appid.
        """
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except (binascii.Error, ValueError) as error:
            raise BadEnvelope("not base64") from error
        if not sealed or len(sealed) % 16:
            raise BadEnvelope("not whole blocks")
        decryptor = self._cipher.decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        padding = padded[-1]
        if not 1 <= padding <= BLOCK or padded[-padding:] != bytes([padding]) * padding:
            raise BadEnvelope("wrong padding")
        plain = padded[RANDOM_BYTES:-padding]
        if len(plain) < LENGTH_BYTES:
            raise BadEnvelope("too short")
        (length,) = struct.unpack(">I", plain[:LENGTH_BYTES])
        content, app_id = plain[LENGTH_BYTES:][:length], plain[LENGTH_BYTES:][length:]
        if len(content) != length:
            raise BadEnvelope("wrong length")
        if not hmac.compare_digest(app_id, self._app_id):
            raise BadEnvelope("another account's")
        return content

    def seal(self, xml: str) -> str:
        """The base64 text of an ``Encrypt`` element."""
        content = xml.encode()
        plain = os.urandom(RANDOM_BYTES) + struct.pack(">I", len(content)) + content + self._app_id
        padding = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher.encryptor()
        sealed = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
        return base64.b64encode(sealed).decode()
