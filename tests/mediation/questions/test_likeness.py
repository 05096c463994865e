"""Questions that say nearly the same come together, others stay apart."""

import pytest

from mediation.questions.likeness import bigrams, grouped, likeness


def alike(one, other):
    return likeness(bigrams(one), bigrams(other))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("彩礼能要回来吗", "彩礼还能要回来吗？", True),
        ("彩礼能要回来吗", "彩礼，能要回来吗！！", True),
        ("ＡＴＭ取钱多吐了算谁的", "atm取钱多吐了算谁的", True),
        ("邻居家的狗咬了人谁赔", "邻居家的狗咬了人该谁赔", True),
        ("彩礼能要回来吗", "工伤怎么认定", False),
        ("房子漏水找谁", "房子到期房东不退押金", False),
        ("？？？", "彩礼能要回来吗", False),
        ("啊", "啊", True),
        ("", "！！", True),
    ],
)
def test_likeness_follows_the_words(one, other, together):
    assert (len(grouped([one, other], str)) == 1) is together
    assert alike(one, other) == alike(other, one)


def test_a_question_joins_the_group_it_is_most_like():
    first, second = "彩礼能要回来吗", "定金能要回来吗"
    groups = grouped([first, second, "定金还能要回来吗"], str)
    assert [len(group) for group in groups][-1] == 2 or len(groups) == 1


def test_no_question_is_lost_or_doubled():
    asked = [f"第{number}个问题问的是{'甲乙丙丁'[number % 4] * 5}" for number in range(40)]
    groups = grouped(asked, str)
    assert sorted(one for group in groups for one in group) == sorted(asked)
