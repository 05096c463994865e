"""Which recognisers run: the list in ``data/knowledge/recognisers.yml`` against the code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from bot.recognisers.area import AreaRecogniser
from bot.recognisers.base import Recogniser
from bot.recognisers.dates import DateRecogniser
from bot.recognisers.demand import DemandRecogniser
from bot.recognisers.evidence import EvidenceRecogniser
from bot.recognisers.headcount import HeadcountRecogniser
from bot.recognisers.identity_number import IdentityNumberRecogniser
from bot.recognisers.money import MoneyRecogniser
from bot.recognisers.organisations import OrganisationRecogniser
from bot.recognisers.people import PeopleRecogniser
from bot.recognisers.phone import PhoneRecogniser
from bot.recognisers.place import PlaceRecogniser
from bot.recognisers.sides import ApplicantRecogniser, RespondentRecogniser
from bot.recognisers.town import TownRecogniser
from bot.recognisers.village import VillageRecogniser
from intake import knowledge

CODE: Final[tuple[type[Recogniser], ...]] = (
    ApplicantRecogniser,
    PhoneRecogniser,
    RespondentRecogniser,
    DateRecogniser,
    TownRecogniser,
    PlaceRecogniser,
    MoneyRecogniser,
    HeadcountRecogniser,
    DemandRecogniser,
    EvidenceRecogniser,
    AreaRecogniser,
    IdentityNumberRecogniser,
    OrganisationRecogniser,
    PeopleRecogniser,
    VillageRecogniser,
)
FILE: Final = knowledge.FOLDER / "recognisers.yml"
KEYS: Final = {"name", "slot", "enabled"}


def read(path: Path) -> tuple[Recogniser, ...]:
    """The enabled recognisers in the order of the file.

    Raises:
        KnowledgeError: the file is malformed, or file and code disagree; every problem is named.
    """
    rows = knowledge.read_file(path).get("recognisers") or []
    problems = [f"{path.name}: not an entry: {row!r}" for row in rows if not _well_formed(row)]
    if problems:
        raise knowledge.KnowledgeError("\n".join(problems))
    code = {kind.name: kind for kind in CODE}
    listed = [row["name"] for row in rows]
    problems = [f"{path.name}: no entry for {name}" for name in code if name not in listed]
    problems += [f"{path.name}: {name} is not in the code" for name in listed if name not in code]
    problems += [
        f"{path.name}: {name} twice" for name in sorted({n for n in listed if listed.count(n) > 1})
    ]
    problems += [
        f"{path.name}: {row['name']} fills {code[row['name']].slot}, not {row['slot']}"
        for row in rows
        if row["name"] in code and code[row["name"]].slot != row["slot"]
    ]
    if problems:
        raise knowledge.KnowledgeError("\n".join(problems))
    return tuple(code[row["name"]]() for row in rows if row["enabled"] and row["slot"])


def _well_formed(row: object) -> bool:
    return isinstance(row, dict) and set(row) == KEYS and isinstance(row["enabled"], bool)


@lru_cache(maxsize=1)
def load() -> tuple[Recogniser, ...]:
    """The project's own list, read once a process.

    Raises:
        KnowledgeError: see :func:`read`.
    """
    return read(FILE)
