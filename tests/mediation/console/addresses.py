"""The addresses that a route of the console stands for."""

import re

PLACE = re.compile(r"\{(\w+)(?::((?:[^{}]|\{[^{}]*\})+))?\}")


SOMETHING = {
    "id": "1",
    "attempt": "1",
    "field": "amount_yuan",
    "login": "li.na",
    "what": "password",
}


def filled(path, no):
    """An address of a route, about a case and something that may be there."""
    return PLACE.sub(lambda found: (SOMETHING | {"no": no})[found[1]], path)


def pattern(path):
    """What matches the addresses of a route such as ``/cases/{no}`` or ``/letters/{id:[0-9]{1,9}}``."""
    rest = PLACE.split(path)
    parts = [re.escape(rest[0])]
    for within, after in zip(rest[2::3], rest[3::3], strict=True):
        parts += [f"(?:{within or '[^/]+'})", re.escape(after)]
    return re.compile("".join(parts))
