"""A letter as docx, from what was kept when it was issued: the same whenever it is asked for."""

from __future__ import annotations

from mediation.documents import official
from mediation.letters.rules import written
from mediation.models import Letter


def docx(letter: Letter) -> bytes:
    """The letter as a file; it says nothing that its row does not."""
    made = official.paper(f"{letter.title} {letter.number}")
    official.title(made, letter.title)
    official.under_title(made, letter.number)
    official.addressee(made, letter.addressee)
    official.text(made, *letter.paragraphs)
    official.signed(made, letter.issuer, written(letter.issued_on))
    return official.saved(made)
