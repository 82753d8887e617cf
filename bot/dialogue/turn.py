"""A turn: one invocation being answered, with all a handler may need to answer it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Concatenate, NewType, ParamSpec, TypeVar

from bot.dialogue.drafts import Drafts
from bot.dialogue.gallery import Gallery
from bot.dialogue.gateway import Gateway
from bot.dialogue.hosting import Hosting
from bot.dialogue.invocation import Invocation
from bot.dialogue.reading import RoadmapReader
from bot.dialogue.surroundings import PlainSurroundings, Surroundings
from core.learner import Account
from core.place import Chat
from core.ports import Gazetteer, UnitOfWork

TurnId = NewType("TurnId", str)
"""Shown to a person when something went wrong, and written on every log line of the turn."""

P = ParamSpec("P")
T = TypeVar("T")


class AlreadyHandled(Exception):
    """End a turn whose invocation an earlier turn has answered."""


@dataclass(slots=True)
class Turn:
    """One invocation being answered; ``now`` is aware and stands still for the whole turn."""

    id: TurnId
    invocation: Invocation
    now: datetime
    gateway: Gateway
    gazetteer: Gazetteer
    reader: RoadmapReader
    gallery: Gallery
    paces: Mapping[str, float] = field(default_factory=dict)
    """How many messages that nobody asked for a platform takes a second, by its name."""
    hosting: Hosting = field(default_factory=Hosting)
    drafts: Drafts = field(default_factory=Drafts)
    surroundings: Surroundings = field(default_factory=PlainSurroundings)
    _kept: bool = field(default=False, init=False)
    """Whether something was written already, and the invocation's key with it."""

    @property
    def account(self) -> Account:
        """The account of the person who speaks."""
        return self.invocation.person.account

    @property
    def chat(self) -> Chat | None:
        """The group in which the person speaks, as its platform and id; None in private."""
        return self.invocation.place.group

    async def run(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Account, datetime, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a use case for this turn's person at this turn's time; return once it is durable.

        Raise AlreadyHandled, and run nothing, where another turn took the invocation's key. Taking
        it is of one piece with what the use case writes: both are kept, or neither.
        """
        key = None if self._kept else self.invocation.key

        def once(work: UnitOfWork) -> tuple[T, bool]:
            if key is not None and not work.receipts.take(key, at=self.now):
                raise AlreadyHandled
            return use_case(work, self.account, self.now, *args, **kwargs), work.committed

        result, committed = await self.gateway.run(once)
        self._kept = self._kept or committed
        return result
