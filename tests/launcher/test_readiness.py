"""Each part is announced when it serves, and missed when it does not."""

from launcher import readiness
from launcher.processes import Part

PARTS = [Part("mediation", "x", "http://a"), Part("rasa", "y", "http://b")]


class Time:
    """A clock that the waiting itself moves on."""

    def __init__(self):
        self.now = 0.0

    def pause(self, seconds):
        self.now += seconds

    def read(self):
        return self.now


def test_parts_are_announced_as_they_come_up(monkeypatch):
    time, said = Time(), []
    ready_from = {"http://a": 0.0, "http://b": 3.0}
    monkeypatch.setattr(readiness, "answers", lambda address: time.now >= ready_from[address])
    assert readiness.watch(PARTS, said.append, time.read, time.pause)
    assert [line.split()[1] for line in said] == ["mediation", "rasa"]


def test_part_that_never_comes_up_is_named_in_the_end(monkeypatch):
    time, said = Time(), []
    monkeypatch.setattr(readiness, "answers", lambda address: address == "http://a")
    assert not readiness.watch(PARTS, said.append, time.read, time.pause)
    assert said[-1].endswith("not ready: rasa")


def test_first_account_is_shown_until_its_password_is_changed(tmp_path):
    assert readiness.first_account(tmp_path) is None
    (tmp_path / "first-account.txt").write_text("账号：admin\n", encoding="utf-8")
    assert readiness.first_account(tmp_path) == "账号：admin"
