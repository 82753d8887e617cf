"""Delivery: what the planners, couriers and posters of one process share, and are made of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.dialogue.gateway import Gateway
from bot.dialogue.messenger import Messenger
from bot.scheduler.budget import Budget
from bot.scheduler.courier import Courier
from bot.scheduler.office import Leadership, PostOffice
from bot.scheduler.planner import Planner
from bot.scheduler.poster import Poster
from core.ports import Clock


@dataclass(frozen=True, slots=True)
class Delivery:
    """A process that delivers on the platforms with a budget, as long as they have a messenger.

    What comes later than the ``window`` does not come at all. ``new_lease`` gives words that no
    other process gives, ``chance`` random numbers from 0 up to, not including, 1.
    """

    gateway: Gateway
    clock: Clock
    window: timedelta
    budgets: Mapping[str, Budget]
    messengers: Mapping[str, Messenger]
    new_lease: Callable[[], str]
    chance: Callable[[], float]

    def planner(self, platform: str) -> Planner:
        """Make the planner of a platform."""
        pace = self.budgets[platform].pace
        return Planner(platform, self.gateway, self.clock, pace=pace, window=self.window)

    def courier(self, platform: str) -> Courier:
        """Make a courier of a platform."""
        return Courier(
            platform,
            self.gateway,
            self.messengers,
            self.budgets,
            self.clock,
            lease=self.new_lease(),
            chance=self.chance,
        )

    def poster(self, platform: str) -> Poster:
        """Make a poster of a platform."""
        return Poster(
            platform,
            self.gateway,
            self.messengers,
            self.budgets,
            self.clock,
            chance=self.chance,
        )

    def offices(self, leadership: Leadership) -> tuple[PostOffice, ...]:
        """Make the post offices of all platforms."""
        return tuple(
            PostOffice(
                platform,
                self.gateway,
                leadership,
                self.planner(platform),
                self.courier(platform),
                poster=self.poster(platform),
                spoken=partial(self.messengers.__contains__, platform),
            )
            for platform in self.budgets
        )
