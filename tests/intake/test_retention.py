from datetime import timedelta

import pytest
import yaml

from intake import retention
from intake.knowledge import FOLDER, KnowledgeError

GIVEN = yaml.safe_load((FOLDER / "retention.yml").read_text(encoding="utf-8"))


def test_the_districts_own_periods_are_read():
    assert retention.load().answered == timedelta(days=GIVEN["retention"]["answered"])


@pytest.mark.parametrize("days", [0, -1, 3651, 1.5, "3", None, True, []])
def test_what_is_no_number_of_days_is_refused(tmp_path, days):
    path = tmp_path / "retention.yml"
    content = {**GIVEN, "retention": {**GIVEN["retention"], "media": days}}
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"retention\.yml: no number of days .*: media$"):
        retention.load(path)


@pytest.mark.parametrize("change", [{"more": 3}, {"media": ...}])
def test_every_period_is_named_and_no_other(tmp_path, change):
    periods = {**GIVEN["retention"], **change}
    content = {
        **GIVEN,
        "retention": {name: days for name, days in periods.items() if days is not ...},
    }
    path = tmp_path / "retention.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="needs exactly"):
        retention.load(path)
