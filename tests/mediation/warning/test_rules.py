"""The district's file of warnings says who is warned, or the service does not start."""

import pytest
import yaml

from intake import knowledge
from mediation import district_data
from mediation.warning import rules
from mediation.warning.rules import Rules


def test_the_districts_own_file_is_good_and_every_colour_reaches_somebody():
    read = rules.load()
    assert read.of("red").steps[0].to[0].role == "county_leader"
    assert {desk.role for desk in read.of("red").steps[0].to} == {"county_leader", "duty_officer"}
    assert [desk.role for desk in read.of("yellow").steps[0].to] == ["town_leader"]
    assert read.said == ("red", "yellow")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda file: file["colours"].pop(), "has to stand here once"),
        (lambda file: file["colours"].append(file["colours"][0]), "has to stand here once"),
        (lambda file: file["colours"][0]["steps"][0].update(after=5), "first step"),
        (lambda file: file["colours"][0]["steps"][1].update(after=-1), "steps.1.after"),
        (lambda file: file["colours"][0]["steps"][0]["to"][0].update(role="auditor"), "auditor"),
        (lambda file: file["colours"][0]["steps"][0]["to"][0].update(role="nobody"), "nobody"),
        (
            lambda file: file["colours"][0]["steps"][0]["to"][1].update(role="county_leader"),
            "twice",
        ),
        (lambda file: file["colours"][0]["steps"][0].update(to=[]), "steps.0.to"),
        (lambda file: file["office"].update(opens="18:00"), "closes before it opens"),
        (lambda file: file.update(surprise=1), "surprise"),
        (lambda file: file.pop("source"), "source"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path, monkeypatch, change, why):
    file = yaml.safe_load((knowledge.FOLDER / rules.FILE).read_text("utf-8"))
    change(file)
    (tmp_path / rules.FILE).write_text(yaml.safe_dump(file), "utf-8")
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    with pytest.raises(knowledge.KnowledgeError) as told:
        district_data.read(rules.FILE, Rules)
    assert why in str(told.value)
    assert "\n" not in str(told.value)
