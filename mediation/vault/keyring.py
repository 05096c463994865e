"""The keys of personal data: encrypt under the newest, decrypt under any, hash for finding.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, enough for 2^32 values a key; each key of
the setting is stretched by HKDF-SHA-256 (RFC 5869) into one for encryption, one for hashes
(HMAC, RFC 2104, cut to 128 bits) and a name that may be seen.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SHORTEST: Final = 32
"""Characters of a key; it must be random: HKDF makes nothing strong of a word."""
FORM: Final = "x1"
"""How every encrypted value begins; another form would get another number."""
NONCE: Final = 12
NAME_BYTES: Final = 4
HASH_BYTES: Final = 16


class KeyringError(ValueError):
    """Keys are missing, malformed or the wrong ones; the message is one line without any key."""


class CannotOpen(KeyringError):
    """A value was encrypted under a key that is not here, or was changed by somebody."""


@dataclass(frozen=True)
class _Key:
    name: str
    cipher: AESGCM
    hashing: bytes


class Keyring:
    """Keys, the newest first.

    Args:
        secrets: at least one, each random, of at least 32 characters, none twice.

    Raises:
        KeyringError: they are not such.
    """

    def __init__(self, secrets: Sequence[str]) -> None:
        if not secrets or any(len(one) < SHORTEST for one in secrets):
            raise KeyringError(f"each key needs at least {SHORTEST} characters")
        keys = [_stretched(one.encode()) for one in secrets]
        self._newest = keys[0]
        self._by_name = {key.name: key for key in keys}
        if len(self._by_name) != len(keys):
            raise KeyringError("a key stands there twice")

    @classmethod
    def parse(cls, setting: str) -> Keyring:
        """The keys of a setting: comma separated, the newest first.

        Raises:
            KeyringError: see there.
        """
        return cls([one.strip() for one in setting.split(",")])

    @property
    def names(self) -> list[str]:
        """The names of all keys, the newest first: eight hexadecimal digits each."""
        return list(self._by_name)

    @property
    def mark(self) -> str:
        """How values under the newest key begin."""
        return f"{FORM}:{self._newest.name}:"

    def seal(self, plain: str) -> str:
        """Encrypt under the newest key: ``x1:<name of the key>:<base64 of nonce, text and tag>``."""
        nonce = os.urandom(NONCE)
        sealed = nonce + self._newest.cipher.encrypt(nonce, plain.encode(), None)
        return self.mark + base64.b64encode(sealed).decode()

    def open(self, sealed: str) -> str:
        """Decrypt what :meth:`seal` made.

        Raises:
            CannotOpen: it is no such value, its key is not here, or it was changed.
        """
        form, _, rest = sealed.partition(":")
        name, _, body = rest.partition(":")
        key = self._by_name.get(name)
        if form != FORM or key is None:
            raise CannotOpen("a value is under no key of MEDIATION_DATA_KEYS")
        try:
            raw = base64.b64decode(body, validate=True)
            return key.cipher.decrypt(raw[:NONCE], raw[NONCE:], None).decode()
        except (InvalidTag, binascii.Error, ValueError):
            raise CannotOpen("an encrypted value was changed or cut") from None

    def digest(self, kind: str, value: str) -> str:
        """The hash that a value is found by, under the newest key: 32 hexadecimal digits.

        Args:
            kind: what the value is: equal values of two kinds have nothing in common.
        """
        return _digest(self._newest, kind, value)

    def digests(self, kind: str, value: str) -> list[str]:
        """The hash under each key: while keys are being renewed rows may stand under any."""
        return [_digest(key, kind, value) for key in self._by_name.values()]


def _stretched(secret: bytes) -> _Key:
    def derived(what: str, length: int) -> bytes:
        return HKDF(SHA256(), length, salt=None, info=f"xiaoyi {what}".encode()).derive(secret)

    return _Key(
        derived("name", NAME_BYTES).hex(),
        AESGCM(derived("encryption", 32)),
        derived("hash", 32),
    )


def _digest(key: _Key, kind: str, value: str) -> str:
    made = hmac.new(key.hashing, f"{kind}\0{value}".encode(), hashlib.sha256)
    return made.digest()[:HASH_BYTES].hex()
