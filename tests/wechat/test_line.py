import asyncio

import pytest

from wechat.inbox import Waiting
from wechat.line import MOST_JOINED, Line, Quiet, regroup


def message(text, *, joins=True, turn=None):
    return Waiting(text, "c", text, "text" if joins else "image", {}, joins, turn)


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until a line waits; then it jumps to the end of the wait."""

    class Clock:
        now = 100.0
        script = ()

    async def more(self, seconds):
        end = Clock.now + seconds
        if Clock.script and Clock.script[0][0] < end:
            Clock.now, text = Clock.script.pop(0)
            self.put(message(text) if isinstance(text, str) else text)
            return True
        Clock.now = end
        return False

    monkeypatch.setattr(Line, "_more", more)
    Clock.script = []
    return Clock


@pytest.fixture
async def line(clock):
    line = Line(Quiet(0.3, 1.2, 3.0))
    line._clock = lambda: clock.now
    return line


async def taken(line):
    group = await line.take()
    return None if group is None else [one.text for one in group.messages]


async def test_a_single_message_waits_only_for_the_hold(line, clock):
    line.put(message("一"))
    assert await taken(line) == ["一"]
    assert clock.now == pytest.approx(100.3)


async def test_two_close_messages_wait_for_a_window_of_quiet(line, clock):
    clock.script = [(100.2, "二"), (101.3, "三")]
    line.put(message("一"))
    assert await taken(line) == ["一", "二", "三"]
    assert clock.now == pytest.approx(102.5)


async def test_the_first_never_waits_longer_than_the_longest(line, clock):
    clock.script = [(100.2 + number, str(number)) for number in range(5)]
    line.put(message("一"))
    assert await taken(line) == ["一", "0", "1", "2"]
    assert clock.now == pytest.approx(103.0)


async def test_a_message_soon_after_another_waits_a_little_longer(line, clock):
    line.put(message("一"))
    await taken(line)
    clock.now = 101.0
    line.put(message("二"))
    assert await taken(line) == ["二"]
    assert clock.now == pytest.approx(101.6)


async def test_what_piled_up_while_the_bot_was_busy_is_taken_together(line, clock):
    for text in ("一", "二"):
        line.put(message(text))
    clock.now = 120.0
    assert await taken(line) == ["一", "二"]
    assert clock.now == 120.0


async def test_what_is_not_words_is_alone_and_ends_the_burst(line, clock):
    line.put(message("一"))
    line.put(message("图", joins=False))
    line.put(message("二"))
    assert await taken(line) == ["一"]
    assert clock.now == 100.0
    assert await taken(line) == ["图"]
    assert await taken(line) == ["二"]


async def test_a_burst_has_a_limit(line):
    for number in range(MOST_JOINED + 3):
        line.put(message(str(number)))
    assert len(await taken(line)) == MOST_JOINED
    assert len(await taken(line)) == 3


async def test_very_long_messages_are_not_joined(line):
    for _ in range(2):
        line.put(message("长" * 10_000))
    assert len(await taken(line)) == 1


async def test_a_line_ends_when_nothing_comes(line):
    line.put(message("一"))
    await taken(line)
    assert await taken(line) is None


async def test_what_was_found_on_disk_comes_first_and_as_it_was(line):
    stored = [message("一"), message("二", turn="二+1"), message("三", turn="二+1"), message("四")]
    line.put(message("新"))
    line.recover(regroup(stored))
    heir = Line(Quiet(0.0, 0.0, 0.0))
    heir.inherit(line)
    assert [await taken(heir) for _ in range(4)] == [["一"], ["二", "三"], ["四"], ["新"]]
    assert [await taken(line) for _ in range(4)] == [["一"], ["二", "三"], ["四"], ["新"]]


def test_a_group_of_a_restart_keeps_its_turn_id():
    groups = regroup([message("一"), message("二", turn="二+1"), message("三", turn="二+1")])
    assert [(group.turn, group.written) for group in groups] == [("一", True), ("二+1", True)]


async def test_a_message_at_the_very_end_of_a_lines_life_is_not_missed(monkeypatch):
    line = Line(Quiet(0.0, 0.0, 0.0))

    async def more(self, seconds):
        await asyncio.sleep(0)
        self.put(message("一"))
        return False

    monkeypatch.setattr(Line, "_more", more)
    assert (await line.take()).text == "一"
