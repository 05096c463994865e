"""Reading and writing the protocol's flat XML, safely."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

MOST_FIELDS: Final = 60
LONGEST_NAME: Final = 64
ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids in any text (https://www.w3.org/TR/xml/#charsets)."""


class BadXml(ValueError):
    """A body that is no message; the text says why and quotes nothing."""


def read(body: bytes) -> dict[str, str]:
    """The fields of ``<xml><Name>value</Name>…</xml>``; what is nested deeper is left out.

    Args:
        body: UTF-8; a declared encoding is ignored, since only UTF-8 is spoken.

    Raises:
        BadXml: not UTF-8, not well-formed, with a DTD or entities, or too many fields.
    """
    try:
        root = ElementTree.fromstring(body.decode("utf-8"), forbid_dtd=True)
    except UnicodeDecodeError as error:
        raise BadXml("not UTF-8") from error
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise BadXml(type(error).__name__) from error
    if root is None or root.tag != "xml":
        raise BadXml("no <xml>")
    if len(root) > MOST_FIELDS:
        raise BadXml("too many fields")
    return {child.tag: child.text or "" for child in root if len(child.tag) <= LONGEST_NAME}


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
