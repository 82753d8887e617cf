"""Announce the commands to the terminal: what Tab completes."""

from collections.abc import AsyncGenerator, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from bot.console.colon import COLON_COMMANDS, PRIVATE
from bot.console.printable import printable
from bot.console.session import Session
from bot.dialogue.command import Command, Parameter
from bot.dialogue.lexicon import Lexicon


class ChatCompleter(Completer):
    """Complete the commands of the bot and of the terminal, and what follows them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterable[Completion]:
        """Offer what is known without asking the bot: names, choices, buttons and files."""
        typed = document.text_before_cursor
        if typed.startswith(":"):
            return self._to_terminal(typed, complete_event)
        lexicon = self._session.dispatcher.lexicon
        begun = _begun(lexicon, typed)
        return _choices(*begun) if begun else _names(lexicon, typed)

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """Offer the same, then the arguments that the bot suggests."""
        for known in self.get_completions(document, complete_event):
            yield known
        begun = _begun(self._session.dispatcher.lexicon, document.text_before_cursor)
        if begun is None:
            return
        command, arguments = begun
        for parameter in _typed(command):
            part = _part(parameter, arguments)
            for offer in await self._session.suggest(command.full_name, parameter.name, part):
                yield _completion(str(offer.value), part, shown=offer.label)

    def _to_terminal(self, typed: str, event: CompleteEvent) -> Iterator[Completion]:
        name, blank, rest = typed.partition(" ")
        if not blank:
            for command in COLON_COMMANDS:
                if command.name.startswith(name.casefold()):
                    yield _completion(command.name, name, meta=command.description)
        elif name == ":press":
            yield from _fitting((button.label for button in self._session.buttons), rest)
        elif name == ":in":
            yield from _fitting((PRIVATE,), rest)
        elif name == ":attach":
            yield from PathCompleter(expanduser=True).get_completions(Document(rest), event)


def _names(lexicon: Lexicon, typed: str) -> Iterator[Completion]:
    """Offer commands, and the subcommands of a group once its name stands there."""
    if typed and not typed.startswith("/"):
        return
    for command in lexicon.commands:
        if f"/{command.full_name}".startswith(typed.casefold()):
            yield _completion(f"/{command.full_name}", typed, meta=command.description)


def _begun(lexicon: Lexicon, typed: str) -> tuple[Command, str] | None:
    """Give the command whose arguments are being typed, and what of them is there."""
    understood = lexicon.understand(typed[1:]) if typed.startswith("/") else None
    if understood is None:
        return None
    after = typed[len(f"/{understood.command.full_name}") :]
    return (understood.command, after.lstrip()) if after.startswith(" ") else None


def _choices(command: Command, arguments: str) -> Iterator[Completion]:
    for parameter in _typed(command):
        yield from _fitting(parameter.choices, _part(parameter, arguments))


def _typed(command: Command) -> Iterator[Parameter]:
    return (parameter for parameter in command.parameters if parameter.option.typed)


def _part(parameter: Parameter, arguments: str) -> str:
    """Give what was typed for a parameter so far: all for free text, else the last word."""
    free = parameter.kind is str and not parameter.choices
    return arguments if free else arguments.rpartition(" ")[-1]


def _fitting(offers: Iterable[str], part: str) -> Iterator[Completion]:
    for offer in offers:
        if offer.casefold().startswith(part.casefold()):
            yield _completion(offer, part)


def _completion(text: str, part: str, *, shown: str | None = None, meta: str = "") -> Completion:
    """Replace the part before the cursor; labels may come from people."""
    return Completion(
        printable(text), -len(part), display=printable(shown or text), display_meta=meta
    )
