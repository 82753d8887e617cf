"""Arguments: from typed text or a platform's options to what a handler is called with."""

import re
from collections.abc import Mapping

from bot.dialogue.command import Command, Parameter
from bot.dialogue.invocation import Value

_WORD = re.compile(r"\S+")
_DIGITS_LIMIT = 18
"""Longer numbers fit no id of a platform, and Python refuses to read very long ones at all."""


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


def read_arguments(command: Command, text: str) -> dict[str, Value]:
    """Read what was typed after the command.

    One parameter of free text takes all that the others leave; numbers and choices before it are
    taken from the front, those behind it from the end. Raise ArgumentRefused for what is left.
    """
    typed = [parameter for parameter in command.parameters if parameter.option.typed]
    free = next((i for i, each in enumerate(typed) if _is_free(each)), len(typed))
    found: dict[str, Value] = {}
    start, end = 0, len(text)
    for parameter in typed[:free]:
        word = _WORD.search(text, start, end)
        value = _value(parameter, word.group()) if word else None
        if word and value is not None:
            found[parameter.name] = value
            start = word.end()
    for parameter in reversed(typed[free + 1 :]):
        words = list(_WORD.finditer(text, start, end))
        value = _value(parameter, words[-1].group()) if words else None
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
    """Check arguments from a button or a platform's options against the command.

    Unknown names are dropped: a button of an earlier version may carry one. Raise ArgumentMissing
    for a required one that is not there, ArgumentRefused for one of the wrong kind.
    """
    accepted: dict[str, Value] = {}
    for parameter in command.parameters:
        value = given.get(parameter.name)
        if value is None:
            if parameter.required:
                raise ArgumentMissing(parameter)
            continue
        checked = _value(parameter, str(value))
        if checked is None:
            raise ArgumentRefused(parameter, str(value))
        accepted[parameter.name] = checked
    return accepted


def _is_free(parameter: Parameter) -> bool:
    return parameter.kind is str and not parameter.choices


def _value(parameter: Parameter, text: str) -> Value | None:
    """Read one argument; None where the text is not of its kind or out of its range."""
    if parameter.choices:
        return text.casefold() if text.casefold() in parameter.choices else None
    if parameter.kind is str:
        return text
    digits = text.removeprefix("#")
    if not digits.isdecimal() or len(digits) > _DIGITS_LIMIT:
        return None
    number = int(digits)
    option = parameter.option
    above = option.minimum is None or number >= option.minimum
    below = option.maximum is None or number <= option.maximum
    return number if above and below else None
