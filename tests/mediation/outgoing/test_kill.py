"""The backend is killed while a receiver has not answered: the event comes again under its own id."""

import json
import sqlite3
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook

from tests.mediation.outgoing.conftest import SECRET
from tests.mediation.samples import case_body
from tests.mediation.test_crash import hand_over
from tests.stack import running


class Receiver(ThreadingHTTPServer):
    """Keeps ids and bodies; holds the first request until it is let go."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.came, self.let_go = [], threading.Semaphore(0), threading.Event()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        first = len(self.server.got) == 1
        self.server.came.release()
        if first:
            self.server.let_go.wait(30)
            return
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        """Nothing to the terminal."""


def test_a_killed_backend_tells_again_and_under_no_other_id(tmp_path):
    receiver = Receiver()
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{receiver.server_address[1]}/"
    subscribers = json.dumps([{"url": url, "secret": SECRET}])
    with running(tmp_path, "mediation", EVENT_SUBSCRIBERS=subscribers) as stack:
        assert hand_over(stack, case_body())
        assert receiver.came.acquire(timeout=30)
        stack.kill("mediation")
        receiver.let_go.set()
        with sqlite3.connect(tmp_path / "mediation.db") as database:  # the lease has run out
            database.execute("UPDATE deliveries SET due_at = '2026-01-01 00:00:00.000000'")
        database.close()
        stack.start("mediation")
        stack.wait("mediation")
        assert receiver.came.acquire(timeout=30)
    receiver.shutdown()
    receiver.server_close()
    first, second = receiver.got
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert first[1] == second[1]
    Webhook(SECRET).verify(second[1], second[0])
