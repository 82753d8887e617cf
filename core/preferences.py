"""Preferences: how a learner wants to be written to."""

from dataclasses import dataclass

from core.quiet import Quiet


@dataclass(frozen=True, slots=True)
class Preferences:
    """The hours in which nothing comes unasked, and whether news of the streak does.

    ``badges`` says whether badges are shown, ``dark_pictures`` how pictures are drawn.
    """

    quiet: Quiet | None = None
    streak_news: bool = True
    badges: bool = True
    dark_pictures: bool = False
