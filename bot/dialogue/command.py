"""A command, declared once: the signature of its handler is the specification everywhere."""

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from bot.dialogue.invocation import Value
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn

NAME = re.compile(r"[a-z0-9_]{1,32}")
"""What both platforms accept as the name of a command or option."""

DESCRIPTION_LIMIT = 100
"""Characters: Discord's limit for commands and options; Telegram allows 256."""

CHOICES_LIMIT = 25
"""Discord's limit for choices and for autocomplete."""

SUGGESTION_LIMIT = 100
"""Characters of a suggestion's label, and of its value where that is text: Discord's limit."""


FILE_OPTION = "file"
"""The name that a file sent along goes by, where a platform's options have names."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An argument offered to a person: what they read, and what it stands for.

    Raise ValueError where one of them is empty or above ``SUGGESTION_LIMIT``.
    """

    label: str
    value: Value

    def __post_init__(self) -> None:
        for text in (self.label, str(self.value)):
            if not 1 <= len(text) <= SUGGESTION_LIMIT:
                message = f"a suggestion has 1 to {SUGGESTION_LIMIT} characters, not {text!r}"
                raise ValueError(message)


Suggest = Callable[[Turn, str], Awaitable[tuple[Suggestion, ...]]]
"""Offer at most 25 arguments that fit what was typed so far."""


@dataclass(frozen=True, slots=True)
class Option:
    """What an argument is, for the menus; ``typed=False`` keeps it to buttons."""

    description: str
    suggest: Suggest | None = None
    minimum: int | None = None
    maximum: int | None = None
    typed: bool = True


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a command; ``choices`` is empty for free text and numbers."""

    name: str
    kind: type[str] | type[int]
    required: bool
    option: Option
    choices: tuple[str, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether any words will do."""
        return self.kind is str and not self.choices


class Handler(Protocol):
    """Answer a turn: one use case, one view, one reply."""

    def __call__(self, turn: Turn, /, **arguments: Value) -> Awaitable[Reply]:
        """Give the reply to a turn with these arguments."""
        ...


@dataclass(frozen=True, slots=True)
class Command:
    """A declared command.

    ``file`` says what is sent along with it, ``public`` that everybody in the place sees its
    answer, ``managers_only`` that in a group only those who manage it may call it. Raise
    ValueError on construction for names or a description that a platform would refuse.
    """

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    handler: Handler
    example: str
    group: str | None = None
    file: str | None = None
    public: bool = False
    managers_only: bool = False

    def __post_init__(self) -> None:
        for name in (self.name, *filter(None, [self.group]), *(p.name for p in self.parameters)):
            if not NAME.fullmatch(name):
                message = f"{name!r} is no name of a command or option (a-z, 0-9, _; 1 to 32)"
                raise ValueError(message)
        if self.file and any(parameter.name == FILE_OPTION for parameter in self.parameters):
            message = f"/{self.full_name} has a file and an argument, both named {FILE_OPTION}"
            raise ValueError(message)
        descriptions = [self.description, *(p.option.description for p in self.parameters)]
        if self.file is not None:
            descriptions.append(self.file)
        for described in descriptions:
            if not 1 <= len(described) <= DESCRIPTION_LIMIT:
                message = f"a description has 1 to {DESCRIPTION_LIMIT} characters: {described!r}"
                raise ValueError(message)
        if any(len(parameter.choices) > CHOICES_LIMIT for parameter in self.parameters):
            message = f"/{self.full_name} offers more than {CHOICES_LIMIT} choices"
            raise ValueError(message)

    @property
    def full_name(self) -> str:
        """The name as a Call has it: with its group, if it has one."""
        return f"{self.group} {self.name}" if self.group else self.name

    @property
    def usage(self) -> str:
        """The command with its typed parameters, the optional ones in brackets."""
        words = (
            f"<{parameter.name}>" if parameter.required else f"[{parameter.name}]"
            for parameter in self.parameters
            if parameter.option.typed
        )
        return " ".join((f"/{self.full_name}", *words))

    async def __call__(self, turn: Turn, arguments: Mapping[str, Value]) -> Reply:
        """Answer a turn with arguments that were accepted."""
        return await self.handler(turn, **arguments)


def command(  # noqa: PLR0913 - what a docstring and a signature cannot say
    *,
    example: str,
    name: str | None = None,
    group: str | None = None,
    file: str | None = None,
    public: bool = False,
    managers_only: bool = False,
) -> Callable[[Callable[..., Awaitable[Reply]]], Command]:
    """Make a Command of a handler; nothing is registered, the catalogue lists what there is.

    The docstring's first line describes it, each parameter after the turn is an argument:
    ``str``, ``int`` or a ``Literal`` of words, each ``Annotated`` with its Option.
    """

    def declare(handler: Callable[..., Awaitable[Reply]]) -> Command:
        hints = get_type_hints(handler, include_extras=True)
        _turn, *declared = inspect.signature(handler).parameters.values()
        return Command(
            name=name or handler.__name__,
            description=(inspect.getdoc(handler) or "").partition("\n")[0].rstrip("."),
            parameters=tuple(_parameter(each, hints[each.name]) for each in declared),
            handler=handler,
            example=example,
            group=group,
            file=file,
            public=public,
            managers_only=managers_only,
        )

    return declare


def _parameter(declared: inspect.Parameter, hint: object) -> Parameter:
    """Read one parameter of a handler's signature."""
    if get_origin(hint) is not Annotated:
        message = f"parameter {declared.name!r} needs Annotated[..., Option(...)]"
        raise TypeError(message)
    kind, option = get_args(hint)
    if get_origin(kind) in {Union, UnionType}:
        (kind,) = (part for part in get_args(kind) if part is not NoneType)
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    return Parameter(
        name=declared.name,
        kind=int if kind is int else str,
        required=declared.default is inspect.Parameter.empty,
        option=option,
        choices=choices,
    )
