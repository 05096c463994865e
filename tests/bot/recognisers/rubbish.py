"""Texts that mean nothing, for every recogniser: none may raise, none may take long."""

import time

LONG = 6000
RUBBISH = {
    "empty": "",
    "blank": " \u3000\t",
    "emoji": "😀👍🏽" * 20,
    "nul": "\0" * 50,
    "right to left": "\u202e五千\u202d",
    "digits": "1" * LONG,
    "spaced digits": "1 3 " * (LONG // 4),
    "zeros": "0" * LONG,
    "points": "1.1" * (LONG // 3),
    "commas": "1,234," * (LONG // 6),
    "dashes": "1-" * (LONG // 2),
    "numerals": "一" * LONG,
    "units": "十万" * (LONG // 2),
    "some": "几" * LONG,
    "years": "去年" * (LONG // 2),
    "months": "三月" * (LONG // 2),
    "people": "四十多" * (LONG // 3),
    "one sentence again and again": "去年三月五号欠我两万五" * (LONG // 11),
    "nothing": "的" * LONG,
    "half a character": "\ud83d欠我五千\ud83d",
}
LONGEST_MS = 50


def milliseconds(work) -> float:
    """The best of three runs of a function without arguments, in processor time of this thread."""

    def once() -> float:
        begun = time.thread_time()
        work()
        return (time.thread_time() - begun) * 1000

    return min(once() for _ in range(3))
