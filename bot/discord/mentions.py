"""Mentions of commands: words like "/next" that can be tapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Mentions:
    """The ids that Discord gave to commands, by their full names.

    Each is equal to itself alone, so that what was written with it can be remembered.
    """

    ids: Mapping[str, int] = field(default_factory=dict)

    def id_of(self, words: str) -> int | None:
        """Give the id of the command that words like "/roadmap check" call, None for others."""
        return self.ids.get(words[1:]) if words.startswith("/") else None


NO_MENTIONS = Mentions()
