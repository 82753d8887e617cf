"""Preferences: how a learner wants to be written to unasked."""

from dataclasses import dataclass

from core.quiet import Quiet


@dataclass(frozen=True, slots=True)
class Preferences:
    """The hours in which nothing comes, and whether news of the streak does."""

    quiet: Quiet | None = None
    streak_news: bool = True
