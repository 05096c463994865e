"""Signatures and the AES envelope of the public account, written from the platform's side.

After the official protocol ("消息加解密说明"): SHA-1 over sorted parts; AES-256-CBC with
key = base64(EncodingAESKey + "="), IV = key[:16]; 16 random bytes, length (4 bytes, big-endian),
XML, app id; PKCS#7 padding to blocks of 32.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import struct
from dataclasses import dataclass, field
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK: Final = 32
RANDOM: Final = 16
LENGTH: Final = 4


class UnreadableError(ValueError):
    """What came is not a valid envelope of this account; the message says why."""


def signature(*parts: str) -> str:
    """SHA-1, in hexadecimal, of the parts sorted and joined."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 - the protocol


@dataclass(frozen=True)
class Envelope:
    """Seals and opens messages of one account.

    Attributes:
        token: the account's callback token.
        aes_key: its EncodingAESKey, 43 characters.
        app_id: its app id, the last part of every plaintext.

    Raises:
        ValueError: the key is not 43 characters of base64.
    """

    token: str
    aes_key: str = field(repr=False)
    app_id: str
    _key: bytes = field(init=False, repr=False)

    def __post_init__(self) -> None:
        key = base64.b64decode(self.aes_key + "=", validate=True)
        if len(key) != BLOCK:
            raise ValueError("EncodingAESKey must be 43 characters of base64")
        object.__setattr__(self, "_key", key)

    def sign(self, timestamp: str, nonce: str, *encrypted: str) -> str:
        """``signature`` of a request, or, with the ciphertext, its ``msg_signature``."""
        return signature(self.token, timestamp, nonce, *encrypted)

    def verify(self, given: str, timestamp: str, nonce: str, encrypted: str) -> None:
        """Check a ``msg_signature``.

        Raises:
            UnreadableError: it does not fit.
        """
        if not hmac.compare_digest(given.encode(), self.sign(timestamp, nonce, encrypted).encode()):
            raise UnreadableError("the reply's MsgSignature does not fit")

    def seal(self, xml: str) -> str:
        """A message as base64 ciphertext."""
        text = xml.encode()
        plain = os.urandom(RANDOM) + struct.pack(">I", len(text)) + text + self.app_id.encode()
        count = BLOCK - len(plain) % BLOCK
        encryptor = self._cipher().encryptor()
        sealed = encryptor.update(plain + bytes([count]) * count) + encryptor.finalize()
        return base64.b64encode(sealed).decode()

    def open(self, encrypted: str) -> str:
        """The message inside base64 ciphertext.

        Raises:
            UnreadableError: base64, length, padding, encoding or app id are wrong.
        """
        try:
            sealed = base64.b64decode(encrypted, validate=True)
        except binascii.Error as error:
            raise UnreadableError("the reply's Encrypt is not base64") from error
        if not sealed or len(sealed) % BLOCK:
            raise UnreadableError("the reply's ciphertext is not in blocks of 32 bytes")
        decryptor = self._cipher().decryptor()
        padded = decryptor.update(sealed) + decryptor.finalize()
        count = padded[-1]
        if not 1 <= count <= BLOCK or padded[-count:] != bytes([count]) * count:
            raise UnreadableError("the reply's padding is wrong")
        return self._content(padded[:-count])

    def _content(self, plain: bytes) -> str:
        start = RANDOM + LENGTH
        if len(plain) < start:
            raise UnreadableError("the reply's plaintext is too short")
        (length,) = struct.unpack(">I", plain[RANDOM:start])
        text, app_id = plain[start : start + length], plain[start + length :]
        if len(text) != length or app_id != self.app_id.encode():
            raise UnreadableError("the reply's length or app id is wrong")
        try:
            return text.decode()
        except UnicodeDecodeError as error:
            raise UnreadableError("the reply is not UTF-8") from error

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))
