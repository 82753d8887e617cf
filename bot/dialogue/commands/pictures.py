"""Commands that draw: a learner's year, and their roadmap as a map."""

import logging
from typing import Annotated, Literal

from bot.cards.card import Card
from bot.cards.course import course_of
from bot.cards.theme import DARK, LIGHT
from bot.cards.year import year_of
from bot.dialogue.command import Option, command
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import pictures as views
from bot.worker import Stopped
from core.errors import NotEnrolled
from core.use_cases.arrangement import set_dark_pictures
from core.use_cases.focus import look_at_focused
from core.use_cases.stats import report_map, report_stats

logger = logging.getLogger(__name__)

Look = Annotated[Literal["light", "dark"] | None, Option("light or dark, from now on")]


@command(example="/stats dark")
async def stats(turn: Turn, look: Look = None) -> Reply:
    """Show your year of study as a picture, with your goal and forecast."""
    await _keep(turn, look)
    try:
        report = await turn.run(report_stats)
    except NotEnrolled:
        focus = await turn.run(look_at_focused)
        if not focus.sessions:
            raise
        return views.focus_alone(focus)
    title = views.titled(turn.invocation.person.name)
    year = year_of(title, report.events, report.days, report.streak, report.today)
    dark = report.preferences.dark_pictures
    png = await _png(turn, year, dark=dark)
    return views.stats(year, report.aims, report.focus, png, dark=dark)


@command(name="map", example="/map")
async def roadmap_map(turn: Turn, look: Look = None) -> Reply:
    """Show your roadmap as a picture: its phases, filled as done."""
    await _keep(turn, look)
    report = await turn.run(report_map)
    course, dark = course_of(report.progress), report.preferences.dark_pictures
    return views.roadmap(course, await _png(turn, course, dark=dark), dark=dark)


async def _keep(turn: Turn, look: Literal["light", "dark"] | None) -> None:
    if look is not None:
        await turn.run(set_dark_pictures, on=look == "dark")


async def _png(turn: Turn, card: Card, *, dark: bool) -> bytes | None:
    """Draw a card; None where that took too much."""
    try:
        return await turn.gallery.png(card, DARK if dark else LIGHT)
    except Stopped as stopped:
        logger.warning("picture not drawn", extra={"turn": turn.id, "error": str(stopped)})
        return None
