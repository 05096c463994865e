"""Who is writing: a keyed hash to everybody else, an openid only to the gateway itself."""

from __future__ import annotations

import hashlib
import hmac


class Keys:
    """Turns an openid into the key that stands for the citizen everywhere outside the gateway.

    HMAC-SHA256 rather than a bare hash: openids of an account can be listed by the account's API, so
    that a bare hash could be looked up by trying them all.

    Args:
        secret: ``CITIZEN_KEY_SECRET``; another secret makes every citizen a stranger.
    """

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def of(self, openid: str) -> str:
        """64 hexadecimal digits, always the same for the same openid."""
        return hmac.new(self._secret, openid.encode(), hashlib.sha256).hexdigest()
