"""What a citizen sent, looked at in a real Chromium beside a gateway that holds it."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.browser.office import WIDTHS, is_accessible_and_fits

SHA = {"image": "1" * 64, "video": "2" * 64}
GIF = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


def files():
    row = {"message": "m", "received_at": time.time() - 3 * 86400}
    stored = {"state": "stored", "size": 2048}
    return [
        {**row, **stored, "kind": "image", "sha256": SHA["image"], "content_type": "image/gif"},
        {**row, **stored, "kind": "video", "sha256": SHA["video"], "content_type": "video/mp4"},
        {
            **row,
            "kind": "image",
            "state": "gone",
            "sha256": None,
            "content_type": None,
            "size": None,
        },
    ]


class Gateway(BaseHTTPRequestHandler):
    """``/internal/media`` for one citizen."""

    def do_GET(self):
        listed = "?" in self.path
        body = json.dumps({"items": files()}).encode() if listed else GIF
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if listed else "image/gif")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing."""


@pytest.fixture(scope="module")
def _gateway(office):
    server = ThreadingHTTPServer(("127.0.0.1", int(office.environment["GATEWAY_PORT"])), Gateway)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("_gateway")
@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_case_to_its_pictures_and_back(office, width):
    no = office.has_case(citizen=f"c-{width}")
    page = office.desk(width)
    page.goto(f"/cases/{no}")
    page.get_by_role("link", name="当事人发来的图片、视频和语音").click()
    picture = page.get_by_role("img", name="发来的图片")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    expect(page.get_by_text("没取到")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载").click()
    assert taken.value.path().read_bytes() == GIF
    is_accessible_and_fits(page)
