"""A turn: one invocation being answered, with all a handler may need to answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Concatenate, NewType, ParamSpec, TypeVar

from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Invocation
from core.learner import Account
from core.ports import Gazetteer, UnitOfWork

TurnId = NewType("TurnId", str)
"""Shown to a person when something went wrong, and written on every log line of the turn."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Turn:
    """One invocation being answered; ``now`` is aware and stands still for the whole turn."""

    id: TurnId
    invocation: Invocation
    now: datetime
    gateway: Gateway
    gazetteer: Gazetteer

    @property
    def account(self) -> Account:
        """The account of the person who speaks."""
        return self.invocation.person.account

    async def run(
        self,
        use_case: Callable[Concatenate[UnitOfWork, Account, datetime, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a use case for this turn's person at this turn's time; return once it is durable."""
        return await self.gateway.run(
            lambda work: use_case(work, self.account, self.now, *args, **kwargs)
        )
