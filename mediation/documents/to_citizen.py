"""A letter to a citizen as docx, to be handed over on paper."""

from __future__ import annotations

from mediation.documents import official


def docx(title: str, name: str | None, text: str, issuer: str, day: str) -> bytes:
    """The letter as a file.

    Args:
        name: whom it is to, as the reader may see it; None where it is not known.
        text: a paragraph a line.
        day: as letters write it.
    """
    made = official.paper(title)
    official.title(made, title)
    official.addressee(made, f"{name}，您好" if name else "您好")
    official.text(made, *(line for line in text.splitlines() if line.strip()))
    official.signed(made, issuer, day)
    return official.saved(made)
