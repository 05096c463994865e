"""How a party is written when cases are looked for by it, and what of a name names a person."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from intake import knowledge

LEXICONS: Final = knowledge.FOLDER / "lexicons"
LONGEST_WITH_TITLE: Final = 9
"""Characters of 「包工头刘强」 and the like; what is longer is an organisation or a sentence."""
NUMBER: Final = re.compile(r"(?<![0-9])\+?[0-9](?:[ -]?[0-9]){6,17}[xX]?(?![0-9])")
"""Seven digits and more are a telephone or an identity number."""
_COUNTRY: Final = re.compile(r"^(?:\+|00)?86(?=1[0-9]{10}$)")


def name_key(typed: str) -> str:
    """A name as it is compared: without widths, spaces, dots and a title before it (包工头刘强 is 刘强)."""
    plain = unicodedata.normalize("NFKC", typed).casefold()
    plain = re.sub(r"[\s·•.]", "", plain)
    return person_in(plain) or plain


def phone_key(typed: str) -> str:
    """A telephone as it is compared: digits alone, without China's own prefix before a mobile."""
    plain = unicodedata.normalize("NFKC", typed)
    plain = re.sub(r"[^0-9+]", "", plain)
    return _COUNTRY.sub("", plain).replace("+", "")


def person_in(name: str) -> str | None:
    """The part of a party's name that names a person; None for organisations and for 「邻居」."""
    if len(name) > LONGEST_WITH_TITLE or name.endswith(_organisation_ends()):
        return None
    if _person().fullmatch(name):
        return name
    behind_title = _behind_title().search(name)
    return behind_title[1] if behind_title else None


@cache
def _organisation_ends() -> tuple[str, ...]:
    return tuple(knowledge.read_file(LEXICONS / "titles.yml")["organisation_ends"])


@cache
def _person() -> re.Pattern[str]:
    return re.compile(f"{surname()}[一-鿿]{{1,3}}")


@cache
def _behind_title() -> re.Pattern[str]:
    return re.compile(f"..+?({surname()}[一-鿿]{{1,2}})$")


@cache
def surname() -> str:
    """A regular expression for any surname of the lexicon, to be built into others."""
    content = knowledge.read_file(LEXICONS / "surnames.yml")
    return f"(?:{'|'.join(content['double'])}|[{content['single']}])"
