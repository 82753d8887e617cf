"""Custom ids: what a component of a message, or a form, carries until somebody uses it."""

import re
from dataclasses import dataclass
from typing import Self

CUSTOM_ID_LIMIT = 100
"""Characters; the library does not check it."""

TEMPLATE = re.compile(
    r"b[0-9]{1,2}:(?P<owner>[0-9]{0,20}):(?P<field>[a-z0-9_]{0,32}):(?P<short>.*)", re.DOTALL
)
"""All custom ids of ours, of buttons, selects and forms alike."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a pressed component, or a submitted form, stands for.

    ``short`` is the short form of a Call, empty for a select, whose options have one each;
    ``owner`` is the Discord id of the only person it is for, None for anybody; ``field`` names the
    parameter that a form asks for first, None where a press is the call at once.
    """

    short: str
    owner: str | None = None
    field: str | None = None

    def custom_id(self, number: int = 0) -> str:
        """Write it for the component of this number in a message, no two of which may be alike.

        Raise ValueError where the result is none that could be read again, or above 100 characters.
        """
        written = f"b{number}:{self.owner or ''}:{self.field or ''}:{self.short}"
        if len(written) > CUSTOM_ID_LIMIT or Carried.of(written) != self:
            message = f"not a custom id of at most {CUSTOM_ID_LIMIT} characters: {written!r}"
            raise ValueError(message)
        return written

    @classmethod
    def of(cls, custom_id: str) -> Self | None:
        """Read a custom id; None for one that is not ours."""
        found = TEMPLATE.fullmatch(custom_id)
        return (
            cls(found["short"], found["owner"] or None, found["field"] or None) if found else None
        )
