"""The lexicon: the commands there are, found by what a person typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from bot.dialogue.command import Command

_CLOSE_ENOUGH = 60


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed line as read: the command, and the text that came after it."""

    command: Command
    rest: str


@dataclass(frozen=True)
class Lexicon:
    """All commands, in menu order."""

    commands: Sequence[Command]

    @cached_property
    def by_name(self) -> Mapping[str, Command]:
        """Give each command by its full name."""
        return {command.full_name: command for command in self.commands}

    @cached_property
    def groups(self) -> Mapping[str, tuple[Command, ...]]:
        """Give the subcommands of each group."""
        names = dict.fromkeys(command.group for command in self.commands if command.group)
        return {
            name: tuple(command for command in self.commands if command.group == name)
            for name in names
        }

    def understand(self, line: str) -> Understood | None:
        """Read "done 57" or "roadmap add x" (no slash); None where no command is named so."""
        word, _, rest = line.strip().partition(" ")
        name = word.casefold()
        if name in self.groups:
            sub, _, after = rest.strip().partition(" ")
            command = self.by_name.get(f"{name} {sub.casefold()}")
            return Understood(command, after) if command else None
        command = self.by_name.get(name)
        return Understood(command, rest) if command else None

    def nearest(self, word: str, *, limit: int = 3) -> tuple[Command, ...]:
        """Give the commands whose names are most like a word, the likest first."""
        found = process.extract(
            word.casefold(),
            list(self.by_name),
            scorer=fuzz.ratio,
            score_cutoff=_CLOSE_ENOUGH,
            limit=limit,
        )
        return tuple(self.by_name[name] for name, _, _ in found)
