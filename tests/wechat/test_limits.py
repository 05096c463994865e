from wechat.citizens import Keys
from wechat.limits import MOST_CITIZENS, Limits


def test_one_citizen_is_limited_and_recovers():
    now = [0.0]
    limits = Limits(3, 1, 1000, lambda: now[0])
    assert [limits.allow("a") for _ in range(5)] == [True, True, True, False, False]
    assert limits.allow("b")
    now[0] = 1.0
    assert [limits.allow("a"), limits.allow("a")] == [True, False]


def test_all_together_are_limited():
    limits = Limits(100, 1, 5, lambda: 0.0)
    assert sum(limits.allow(str(number)) for number in range(50)) == 10


def test_a_flood_of_strangers_does_not_fill_the_memory():
    limits = Limits(1, 1, 1e9, lambda: 0.0)
    for number in range(MOST_CITIZENS + 100):
        limits.allow(str(number))
    assert len(limits._each) == MOST_CITIZENS


def test_a_citizen_has_one_key_and_another_secret_makes_another():
    keys = Keys("secret-one")
    assert keys.of("o_1") == keys.of("o_1") != keys.of("o_2")
    assert len(keys.of("o_1")) == 64
    assert keys.of("o_1") != Keys("secret-two").of("o_1")
