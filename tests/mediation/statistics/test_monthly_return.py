"""The monthly return: every class, sums that add up, 18 rolled up to 15."""

import io

import pytest
from openpyxl import load_workbook

from intake.vocabulary import DISPUTE_TYPES
from mediation.statistics import monthly_return, period

FIGURES = {
    "拖欠农民工工资": (5, 4, 3, 1),
    "其他劳动争议": (2, 2, 1, 0),
    "旅游": (1, 1, 0, 0),
    "邻里": (9, 9, 8, 1),
}
NOVEMBER = period.month(2026, 11)


def read(number):
    book = load_workbook(io.BytesIO(monthly_return.workbook(FIGURES, NOVEMBER, number)))
    return list(book.active.iter_rows(values_only=True))


def test_there_are_eighteen_or_fifteen_classes():
    assert monthly_return.classes(18) == DISPUTE_TYPES
    assert len(monthly_return.classes(15)) == 15


@pytest.mark.parametrize("number", [18, 15])
def test_every_class_has_its_line_and_the_last_is_the_sum(number):
    rows = read(number)
    assert len(rows) == 2 + number + 1
    assert [row[0] for row in rows[2:-1]] == list(monthly_return.classes(number))
    for column in range(1, 5):
        assert rows[-1][column] == sum(row[column] for row in rows[2:-1])
    assert rows[-1][1] == 17


def test_labour_and_consumer_matters_are_undivided_in_fifteen():
    lines = {row[0]: row[1:] for row in read(15)[2:]}
    assert lines["劳动争议"] == (7, 6, 4, 1, 0.8)
    assert lines["消费"] == (1, 1, 0, 0, None)
