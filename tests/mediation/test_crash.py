"""The backend is killed in the middle of its work: nothing is lost, nothing is there twice."""

import json
import sqlite3
import threading
import urllib.error
import urllib.request

from tests.mediation.samples import case_body
from tests.stack import running

CASES = 40
KILLS = 3


def hand_over(stack, body):
    """The number of the case, or None when the backend was away."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{stack.environment['MEDIATION_PORT']}/api/v1/cases",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {stack.environment['MEDIATION_API_TOKEN']}",
            "Content-Type": "application/json",
            "Idempotency-Key": body["draft_id"],
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            return json.load(answer)["no"]
    except (urllib.error.URLError, OSError, ValueError):
        return None


def test_a_killed_backend_loses_and_doubles_no_case(tmp_path):
    bodies = [case_body() for _ in range(CASES)]
    acknowledged = {}
    with running(tmp_path, "mediation") as stack:
        for kill in range(KILLS):
            first_is_in = threading.Event()

            def send(first_is_in=first_is_in):
                for body in bodies:
                    number = hand_over(stack, body)
                    if number is None:
                        return
                    assert acknowledged.setdefault(body["draft_id"], number) == number
                    if len(acknowledged) > kill * CASES // (KILLS + 1):  # noqa: B023
                        first_is_in.set()

            sender = threading.Thread(target=send)
            sender.start()
            assert first_is_in.wait(30)
            stack.kill("mediation")
            sender.join(30)
            stack.start("mediation")
            stack.wait("mediation")
        numbers = [hand_over(stack, body) for body in bodies]
    assert None not in numbers
    assert len(set(numbers)) == CASES
    assert {body["draft_id"]: no for body, no in zip(bodies, numbers, strict=True)}.items() >= (
        acknowledged.items()
    )
    with sqlite3.connect(tmp_path / "mediation.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("SELECT count(*) FROM cases").fetchone() == (CASES,)
        received = "SELECT count(*) FROM audit_log WHERE action = 'case_received'"
        assert database.execute(received).fetchone() == (CASES,)
        lines = CASES * len(bodies[0]["transcript"])
        assert database.execute("SELECT count(*) FROM transcript_lines").fetchone() == (lines,)
    database.close()
