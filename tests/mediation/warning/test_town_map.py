"""The drawing of the towns has each of them once, within its frame."""

import pytest
import yaml

from intake import knowledge
from intake.vocabulary import TOWNS
from mediation import district_data
from mediation.console.warnings_page import LINE
from mediation.warning import town_map
from mediation.warning.town_map import TownMap


def inside(point, outline):
    """Whether a point lies in a polygon (even-odd rule)."""
    x, y = point
    edges = zip(outline, [*outline[1:], outline[0]], strict=True)
    crossed = [
        (ax, ay, bx, by)
        for (ax, ay), (bx, by) in edges
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax
    ]
    return len(crossed) % 2 == 1


def test_every_towns_name_stands_in_its_own_outline_and_in_no_other():
    drawn = town_map.load().towns
    for town in drawn:
        assert [one.name for one in drawn if inside(town.label, one.outline)] == [town.name]
        assert inside((town.label[0], town.label[1] + 3 * LINE), town.outline), town.name


def test_who_lies_in_the_west_stands_left():
    at = {one.name: one.label for one in town_map.load().towns}
    assert set(at) == set(TOWNS)
    assert at["榴园镇"][0] < at["坛山街道"][0] < at["峨山镇"][0]
    assert at["坛山街道"][1] < at["吴林街道"][1] < at["古邵镇"][1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda file: file["towns"].pop(), "has to stand here once"),
        (lambda file: file["towns"].append(file["towns"][0]), "has to stand here once"),
        (lambda file: file["towns"][0].update(label=[999, 1]), "over the edge"),
        (lambda file: file["towns"][0].update(outline=[[1, 1], [2, 2]]), "outline"),
        (lambda file: file["towns"][0].update(name="别的镇"), "has to stand here once"),
        (lambda file: file.update(width=0), "width"),
    ],
)
def test_a_wrong_file_is_told_in_one_line(tmp_path, monkeypatch, change, why):
    file = yaml.safe_load((knowledge.FOLDER / town_map.FILE).read_text("utf-8"))
    change(file)
    (tmp_path / town_map.FILE).write_text(yaml.safe_dump(file), "utf-8")
    monkeypatch.setattr(knowledge, "FOLDER", tmp_path)
    with pytest.raises(knowledge.KnowledgeError) as told:
        district_data.read(town_map.FILE, TownMap)
    assert why in str(told.value)
    assert "\n" not in str(told.value)
