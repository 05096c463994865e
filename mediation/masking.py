"""Names and numbers without what identifies: in every list, and on a case until somebody asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from mediation.cases.answers import CaseOut
from mediation.cases.schemas import Party
from mediation.models import Case

_MOBILE: Final = re.compile(r"(?<![0-9])1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])")
_IDENTITY: Final = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:18|19|20)[0-9]{9}[0-9Xx](?![0-9])")
"""GB 11643: six digits of the place, eight of the birthday, three of a row, one to check."""


def name(whole: str | None) -> str | None:
    """A name without what comes behind the first character: ``韩**``."""
    return whole[0] + "*" * (len(whole) - 1) if whole else whole


def phone(number: str | None) -> str | None:
    """A number without its middle: ``139****0417``."""
    if not number:
        return number
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 9 else f"{number[:1]}****"


def numbers(said: str) -> str:
    """A text with every mobile number and identity number in it masked, each as long as it was."""
    return _IDENTITY.sub(_middle(6, 2), _MOBILE.sub(_middle(3, 4), said))


def text(said: str, case: Case | None, *, names: bool) -> str:
    """A text with all numbers masked, and its case's parties' names if ``names``."""
    said = numbers(said)
    if case is None:
        return said
    for number in (case.applicant_phone, case.respondent_phone):
        if number:
            said = said.replace(number, phone(number) or "")
    return people(said, (case.applicant_name, case.respondent_name)) if names else said


def people(said: str, names: Iterable[str | None]) -> str:
    """A text with these people's names masked."""
    for whole in names:
        if whole and len(whole) > 1:
            said = said.replace(whole, name(whole) or "")
    return said


def _middle(first: int, last: int) -> Callable[[re.Match[str]], str]:
    """Stars in place of all digits of a match but the first and the last ones."""

    def starred(match: re.Match[str]) -> str:
        shown = list(match[0])
        digits = [at for at, one in enumerate(shown) if one not in " -"]
        for at in digits[first:-last]:
            shown[at] = "*"
        return "".join(shown)

    return starred


def of_field(field: str, value: object, *, names: bool) -> object:
    """A fact as it is shown to somebody who may not see numbers, and perhaps no names."""
    if not isinstance(value, str):
        return value
    if field.endswith("_phone"):
        return phone(value)
    return name(value) if names and field.endswith("_name") else value


def of_case(whole: CaseOut, case: Case, *, names: bool) -> CaseOut:
    """A case as the API shows it, with numbers, and names if ``names``, masked everywhere."""

    def party(one: Party) -> Party:
        return Party(name=name(one.name) if names else one.name, phone=phone(one.phone))

    def said(words: str) -> str:
        return text(words, case, names=names)

    return whole.model_copy(
        update={
            "applicant": party(whole.applicant),
            "respondent": party(whole.respondent),
            "narrative": said(whole.narrative),
            "demand": said(whole.demand) if whole.demand else whole.demand,
            "answers": {
                key: one.model_copy(update={"answer": said(one.answer)})
                for key, one in whole.answers.items()
            },
            "transcript": [
                line.model_copy(update={"text": said(line.text)}) for line in whole.transcript
            ],
            "notes": [note.model_copy(update={"text": said(note.text)}) for note in whole.notes],
        }
    )
