"""The address that wrong passwords are counted by: only what a proxy of ours has told is believed."""

import pytest
from aiohttp.test_utils import make_mocked_request

from mediation.console import address


class _Transport:
    def __init__(self, peer):
        self._peer = peer

    def get_extra_info(self, name, default=None):
        return (self._peer, 5000) if name == "peername" else default


def come(peer, *forwarded):
    headers = [("X-Forwarded-For", one) for one in forwarded]
    return make_mocked_request("POST", "/login", headers, transport=_Transport(peer))


@pytest.mark.parametrize(
    ("peer", "forwarded", "proxies", "found"),
    [
        ("10.1.2.3", [], 0, "10.1.2.3"),
        ("10.1.2.3", ["1.1.1.1"], 0, "10.1.2.3"),
        ("::ffff:10.1.2.3", [], 0, "10.1.2.3"),
        ("127.0.0.1", ["1.1.1.1"], 0, None),
        ("::1", [], 0, None),
        ("127.0.0.1", ["10.1.2.3"], 1, "10.1.2.3"),
        ("127.0.0.1", ["6.6.6.6, 10.1.2.3"], 1, "10.1.2.3"),
        ("127.0.0.1", ["6.6.6.6", "10.1.2.3"], 1, "10.1.2.3"),
        ("127.0.0.1", ["6.6.6.6, 10.1.2.3, 10.9.9.9"], 2, "10.1.2.3"),
        ("127.0.0.1", ["10.1.2.3"], 2, None),
        ("127.0.0.1", [], 1, None),
        ("127.0.0.1", ["", " , "], 1, None),
        ("127.0.0.1", ["rubbish"], 1, None),
        ("127.0.0.1", ["10.1.2.3:4711"], 1, None),
        ("127.0.0.1", ["9," * 3000 + "10.1.2.3"], 1, "10.1.2.3"),
        ("127.0.0.1", ["2001:db8:1:2:aaaa::1"], 1, "2001:db8:1:2::/64"),
        ("127.0.0.1", ["2001:db8:1:2:bbbb::9"], 1, "2001:db8:1:2::/64"),
    ],
)
def test_an_address_is_what_the_outermost_proxy_of_ours_was_asked_by(
    peer, forwarded, proxies, found
):
    assert address.of(come(peer, *forwarded), proxies) == found
