"""One loop for all work that lies in the store: at once when there is news, patient when the disk is not."""

import asyncio
import sqlite3
import time
from contextlib import asynccontextmanager

import pytest

from tests.wechat.fakes import until
from wechat.metrics import Metrics
from wechat.rounds import Rounds


@asynccontextmanager
async def running(answers, metrics=None):
    """Rounds whose work answers these in turn, then that nothing waits; yields the moments it was called at."""
    called = []

    async def work():
        called.append(time.monotonic())
        answer = answers.pop(0) if answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer

    rounds = Rounds(work, metrics or Metrics(), "work")
    task = asyncio.create_task(rounds.run())
    try:
        yield rounds, called
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_as_long_as_there_is_more_it_goes_on_at_once():
    async with running([0.0, 0.0, 0.0]) as (_, called):
        await until(lambda: len(called) == 4)
        assert called[-1] - called[0] < 1


async def test_news_end_the_sleep():
    async with running([None]) as (rounds, called):
        await until(lambda: len(called) == 1)
        await asyncio.sleep(0.05)
        assert len(called) == 1
        rounds.wake()
        await until(lambda: len(called) == 2)


async def test_it_looks_again_when_the_next_is_due():
    async with running([time.time() + 0.2]) as (_, called):
        await until(lambda: len(called) == 2)
        assert called[1] - called[0] > 0.1


@pytest.mark.parametrize("error", [sqlite3.OperationalError("disk"), PermissionError("no")])
async def test_a_failing_disk_is_counted_and_tried_again(monkeypatch, error):
    monkeypatch.setattr("wechat.rounds.AFTER_A_FAILURE", 0.01)
    metrics = Metrics()
    async with running([error, error], metrics) as (_, called):
        await until(lambda: len(called) == 3)
        assert metrics.store_errors._value.get() == 2


async def test_any_other_fault_is_not_hidden():
    rounds = Rounds(lambda: 1 / 0, Metrics(), "work")
    with pytest.raises(ZeroDivisionError):
        await rounds.run()
