"""Commands that look: a topic, a search, progress, today, the streak."""

from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.commands.enrolment import settle
from bot.dialogue.commands.study import Held, picked
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import ledger as ledger_views
from bot.dialogue.views import overview as views
from bot.dialogue.views import sections as section_views
from bot.dialogue.views import topic as topic_views
from core.errors import NotEnrolled
from core.use_cases import enrolment, overview, sections, study

_BY_BUTTON = Option("set by buttons", minimum=1, typed=False)


@command(example="/topic 57")
async def topic(
    turn: Turn,
    what: Annotated[
        str | None, Option("a number or words; nothing: your topic now", suggest=suggestions.topics)
    ] = None,
    topic: Held = None,
) -> Reply:
    """Show a topic with its notes and links."""
    shown = await turn.run(overview.show_topic, picked(what, topic))
    if shown is None:
        return topic_views.offered(await turn.run(study.next_topic))
    return topic_views.topic_details(shown)


@command(example="/find decorators")
async def find(
    turn: Turn,
    what: Annotated[str, Option("words of the topic you look for", suggest=suggestions.topics)],
) -> Reply:
    """Search your roadmap and your notes; typos are fine."""
    # A newcomer was just asked where they live: what they type without a slash is the answer.
    try:
        return views.found(await turn.run(overview.find_topics, what))
    except NotEnrolled:
        if not turn.invocation.free_text or await turn.run(enrolment.is_learner):
            raise
    return await settle(turn, what)


@command(example="/progress databases")
async def progress(
    turn: Turn,
    section: Annotated[
        str | None, Option("words of a section's title", suggest=suggestions.sections)
    ] = None,
    at: Annotated[int | None, _BY_BUTTON] = None,
    level: Annotated[int | None, _BY_BUTTON] = None,
    page: Annotated[int | None, _BY_BUTTON] = None,
) -> Reply:
    """Show how far you are, section by section."""
    place = sections.SectionId(at, level) if at and level else None
    report = await turn.run(sections.report_progress, section=place, named=section)
    return section_views.progress_report(report, page or 1)


@command(example="/today")
async def today(turn: Turn) -> Reply:
    """Show what you did today and what comes next."""
    return views.today(await turn.run(overview.look_at_today))


@command(example="/streak why")
async def streak(
    turn: Turn,
    detail: Annotated[Literal["why"] | None, Option("why: the streak, day by day")] = None,
    page: Annotated[int | None, _BY_BUTTON] = None,
) -> Reply:
    """Show how many days in a row you studied, and why."""
    if detail:
        return ledger_views.ledger(await turn.run(overview.explain_streak), page or 1)
    return views.streak(await turn.run(overview.report_streak))
