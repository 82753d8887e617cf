"""What people see of the bot before they speak: commands, texts and the menu button."""

from dataclasses import dataclass, field

from tests.telegram_bed.asked import Json

Scope = tuple[tuple[str, str | int], ...]
"""The fields of a scope, sorted."""

DEFAULT: Json = {"type": "default"}


def scope_key(scope: Json) -> Scope:
    """Give a scope as a key."""
    return tuple(sorted(scope.items()))


@dataclass
class Menus:
    """Commands by scope and language, texts by their name and language, buttons by chat."""

    commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    buttons: dict[int | None, Json] = field(default_factory=dict)

    def commands_of(self, kind: str, language: str = "") -> tuple[str, ...]:
        """Name the commands of a scope that is no more than its type, "all_private_chats" say."""
        listed = self.commands.get((scope_key({"type": kind}), language), [])
        return tuple(command["command"] for command in listed)
