"""Badge views: what a badge is for, and all that a learner has."""

from collections.abc import Iterable
from typing import assert_never

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Heading, Items, Paragraph, Quote, Reply, Strong
from bot.dialogue.views.words import cut, next_button, quantity, streak_words
from core.badges import DAYS, SECTIONS, Badge, BadgeKind
from core.use_cases.badges import BadgesReport

_TITLE = 80

_FIRST = (
    Badge(BadgeKind.DAYS, DAYS[0]),
    Badge(BadgeKind.SECTIONS, SECTIONS[0]),
)


def badge_words(badge: Badge) -> str:
    """Say what a badge is for: "7 days in a row", "10 sections complete"."""
    match badge.kind:
        case BadgeKind.DAYS:
            return streak_words(badge.count)
        case BadgeKind.SECTIONS:
            return f"{quantity(badge.count, 'section')} complete"
        case BadgeKind.PROJECTS:
            return f"{quantity(badge.count, 'project')} done"
        case BadgeKind.PHASE:
            return f"the phase “{cut(badge.title, _TITLE)}” complete"
        case BadgeKind.ROADMAP:
            return f"the whole of “{cut(badge.title, _TITLE)}”"
        case _:
            assert_never(badge.kind)


def badges(report: BadgesReport) -> Reply:
    """Show the badges a learner has, or that they wish to see none."""
    if not report.shown:
        return _reply(
            Paragraph(("Badges are off, so I show none. What you earn meanwhile is not lost.",)),
            switch=Button("Turn badges on", Call("badges", {"show": "on"})),
        )
    off = Button("Turn badges off", Call("badges", {"show": "off"}))
    blocks: list[Block] = []
    if report.days:
        blocks.append(_listed(report.days))
    for roadmap in report.roadmaps:
        blocks += [Paragraph((Strong(cut(roadmap.title, _TITLE)),)), _listed(roadmap.badges)]
    if not blocks:
        blocks = [Paragraph(("You have none yet. These come first:",)), _listed(_FIRST)]
    return _reply(*blocks, Quote(("A new one is told in the answer that earns it.",)), switch=off)


def _reply(*blocks: Block, switch: Button) -> Reply:
    return Reply(
        blocks=(Heading(("Badges",)), *blocks),
        buttons=((Button("Stats", Call("stats")), next_button()), (switch,)),
        private=True,
        replace=True,
    )


def _listed(earned: Iterable[Badge]) -> Items:
    said = (badge_words(badge) for badge in earned)
    return Items(tuple((words[0].upper() + words[1:],) for words in said))
