"""What a member of staff is, in the console's words, and where such a person may belong."""

from __future__ import annotations

from typing import Final

ROLES: Final = {
    "clerk": "受理员",
    "mediator": "调解员",
    "town_leader": "镇街（部门）领导",
    "district_reviewer": "区审核员",
    "county_leader": "区领导",
    "duty_officer": "值班员",
    "administrator": "管理员",
    "auditor": "监督员",
}
"""Role → label."""

AT_THE_DISTRICT: Final = (
    "district_reviewer",
    "county_leader",
    "duty_officer",
    "administrator",
    "auditor",
)
"""Roles that belong to the district itself; the others may belong anywhere."""

SECOND_FACTOR: Final = ("town_leader", "county_leader", "administrator")
"""Roles that sign in with a second factor."""
