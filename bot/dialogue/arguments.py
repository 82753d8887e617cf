"""Arguments: from typed text or a platform's options to what a handler is called with."""

import re
from collections.abc import Mapping

from bot.dialogue.command import Command, Parameter
from bot.dialogue.invocation import Value

_WORD = re.compile(r"\S+")
_DIGITS_LIMIT = 18
"""Longer numbers fit no column of a database, and Python refuses to read very long ones at all."""


class ArgumentRefused(Exception):
    """Say which argument could not be taken: None for words that belong to none."""

    def __init__(self, parameter: Parameter | None, given: str) -> None:
        super().__init__(parameter.name if parameter else given)
        self.parameter = parameter
        self.given = given


class ArgumentMissing(Exception):
    """Say which argument has to be asked for."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter.name)
        self.parameter = parameter


def clean(text: str) -> str:
    """Drop blanks at the ends, and what no database takes: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


def read_arguments(command: Command, text: str) -> dict[str, Value]:
    """Read what was typed after the command.

    One parameter of free text takes all that the others leave; numbers and choices before it are
    taken from the front, those behind it from the end. Raise ArgumentRefused for what is left.
    """
    typed = [parameter for parameter in command.parameters if parameter.option.typed]
    free = next((i for i, each in enumerate(typed) if each.is_free), len(typed))
    found: dict[str, Value] = {}
    start, end = 0, len(text)
    for parameter in typed[:free]:
        word = _WORD.search(text, start, end)
        value = _read(parameter, word.group()) if word else None
        if word and value is not None:
            found[parameter.name] = value
            start = word.end()
    for parameter in reversed(typed[free + 1 :]):
        words = list(_WORD.finditer(text, start, end))
        value = _read(parameter, words[-1].group()) if words else None
        if value is not None:
            found[parameter.name] = value
            end = words[-1].start()
    rest = text[start:end].strip()
    if rest and free == len(typed):
        unread = next((each for each in typed if each.name not in found), None)
        raise ArgumentRefused(unread, rest)
    if rest:
        found[typed[free].name] = rest
    return found


def accept_arguments(command: Command, given: Mapping[str, Value]) -> dict[str, Value]:
    """Check arguments from a button, a form or a platform's options against the command.

    A number stays as it is, text is cleaned and read where it stands for one, and text of blanks
    alone counts as not given. Unknown names are dropped: a button of an earlier version may carry
    one. Raise ArgumentMissing for a required one that is not there, ArgumentRefused for one of the
    wrong kind or out of its range.
    """
    accepted: dict[str, Value] = {}
    for parameter in command.parameters:
        value = given.get(parameter.name)
        if isinstance(value, str):
            value = clean(value) or None
        if value is None:
            if parameter.required:
                raise ArgumentMissing(parameter)
            continue
        checked = _checked(parameter, value)
        if checked is None:
            raise ArgumentRefused(parameter, str(value))
        accepted[parameter.name] = checked
    return accepted


def _checked(parameter: Parameter, value: Value) -> Value | None:
    """Take a number where one is wanted, and read all else; None for what is not its kind."""
    if isinstance(value, int) and parameter.kind is int:
        return value if _in_range(parameter, value) else None
    return _read(parameter, str(value))


def _read(parameter: Parameter, text: str) -> Value | None:
    """Read one argument; None where the text is not of its kind or out of its range."""
    if parameter.choices:
        return text.casefold() if text.casefold() in parameter.choices else None
    if parameter.kind is str:
        return text
    digits = text.removeprefix("#")
    if not digits.isdecimal() or len(digits) > _DIGITS_LIMIT:
        return None
    return int(digits) if _in_range(parameter, int(digits)) else None


def _in_range(parameter: Parameter, number: int) -> bool:
    low, high = parameter.option.minimum, parameter.option.maximum
    fits = abs(number) < 10**_DIGITS_LIMIT
    return fits and (low is None or number >= low) and (high is None or number <= high)
