"""Twins: topics of two roadmaps that are called the same, where one may tell more of it."""

import re

from core.reconcile.names import normalised

_MARKS = (" - ", " \u2013 ", " \u2014 ", ": ", "(")
_TOLD = re.compile(rf"(?P<short>\w.*?)(?:{'|'.join(_MARKS[:-1])}| ?\().*")
"""A title, and what it tells behind a dash, a colon or in brackets."""


_TITLE = 300
"""So many characters of a text are compared: whoever writes more wrote no title."""


def short_form(text: str) -> str:
    """Bring a topic's text to what it is called for short; twins share it.

    "Decorators: creating and using" is "decorators" for short.
    """
    return _short(_full(text))


def are_twins(text: str, other: str) -> bool:
    """Say whether the texts of two topics are the same, but for what one of them alone tells.

    "Views (functions)" and "Views (classes)" are two topics: both tell more.
    """
    one, two = _full(text), _full(other)
    return one == two or _short(one) == two or one == _short(two)


def _full(text: str) -> str:
    return normalised(text[:_TITLE])


def _short(full: str) -> str:
    # Thousands of titles are shortened at once, and few tell more.
    told = _TOLD.match(full) if any(map(full.__contains__, _MARKS)) else None
    return told["short"] if told else full
