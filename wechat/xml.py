"""Reading and writing the protocol's flat XML, safely."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.parsers import expat

MOST_FIELDS: Final = 60
LONGEST_NAME: Final = 64
LIST: Final = "List"
ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids in any text (https://www.w3.org/TR/xml/#charsets)."""


class BadXml(ValueError):
    """A body that is no message; the text says why and quotes nothing."""


def read(body: bytes) -> dict[str, str]:
    """The fields of ``<xml><Name>value</Name>…</xml>``.

    Of what is nested deeper only lists are read, as events about notices have them: the value of
    ``<Field><List><Name>value</Name></List>…</Field>`` stands under ``Field/0/Name``, that of the
    second ``List`` under ``Field/1/Name``.

    Args:
        body: UTF-8; a declared encoding is ignored, since only UTF-8 is spoken.

    Raises:
        BadXml: not UTF-8, not well-formed, with a DTD or entities, or too many fields.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(body.decode("utf-8"), True)
    except UnicodeDecodeError as error:
        raise BadXml("not UTF-8") from error
    except expat.ExpatError as error:
        raise BadXml("not well-formed") from error
    return reader.fields


def _refuse(*_: object) -> None:
    raise BadXml("a document type")


class _Reader:
    """Takes the parser's events; without a DTD there are no entities that could grow or fetch."""

    __slots__ = ("_count", "_depth", "_item", "_path", "_text", "fields")

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self._count = 0
        self._depth = 0
        self._path = ""
        self._item = -1
        self._text: str | None = None

    def start(self, name: str, _: dict[str, str]) -> None:
        self._depth = depth = self._depth + 1
        if depth == 2:
            self._begin(name)
            self._item = -1
        elif depth == 1:
            if name != "xml":
                raise BadXml("no <xml>")
        else:
            self._end_text()
            if depth == 3 and name == LIST:
                self._item += 1
            elif depth == 4 and self._item >= 0:
                field = self._path.partition("/")[0]
                self._begin(f"{field}/{self._item}/{name}")

    def words(self, text: str) -> None:
        if self._text is not None:
            self._text += text

    def end(self, _: str) -> None:
        self._end_text()
        self._depth -= 1

    def _begin(self, path: str) -> None:
        self._count += 1
        if self._count > MOST_FIELDS:
            raise BadXml("too many fields")
        self._path, self._text = path, ""

    def _end_text(self) -> None:
        if self._text is not None:
            if len(self._path) <= LONGEST_NAME:
                self.fields[self._path] = self._text
            self._text = None


def cdata(text: str) -> str:
    """A text as character data: ``]]>`` cannot end it, and what XML forbids is left out."""
    return f"<![CDATA[{ILLEGAL.sub('', text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def write(fields: Mapping[str, str | int]) -> str:
    """``<xml>…</xml>`` with the fields in order; numbers stand bare, texts as CDATA."""
    inside = "".join(
        f"<{name}>{value if isinstance(value, int) else cdata(value)}</{name}>"
        for name, value in fields.items()
    )
    return f"<xml>{inside}</xml>"
