"""Picture views: a learner's year and their roadmap, drawn, with the same facts in words."""

from datetime import timedelta

from bot.cards.course import Course
from bot.cards.figure import said
from bot.cards.year import Year
from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Heading, Items, Paragraph, Picture, Quote, Reply
from bot.dialogue.views.aims import aim_lines
from bot.dialogue.views.focus import length_words
from bot.dialogue.views.people import plain_words
from bot.dialogue.views.words import cut, next_button, quantity
from core.use_cases.aims import Aims
from core.use_cases.focus import SEEN_FOR, Focused

_NAME = 60
_ROADMAP = 80
_PHASE = 48
"""Characters of a title, so that all that is said has room below a picture."""

_NOT_DRAWN = Quote(("The picture could not be drawn this time. Ask again, and I try once more.",))


def stats(year: Year, aims: Aims, focus: Focused, png: bytes | None, *, dark: bool) -> Reply:
    """Show a year and how a learner stands to their aims; ``png`` is None where it is not drawn."""
    standing = aim_lines(aims)
    return Reply(
        blocks=(
            Heading((year.title,)),
            Paragraph((f"{year.range} · {year.freezes_left}",)),
            Paragraph((said(year.figures),)),
            *(Paragraph((words,)) for words in year.more),
            *_focused(focus),
            *([Items(standing)] if standing else []),
            *_lacking(png),
        ),
        buttons=(
            (_look("stats", dark=dark), Button("Map", Call("map"))),
            (Button("Badges", Call("badges")), next_button()),
        ),
        picture=Picture("stats.png", png, year.words) if png else None,
        private=True,
        replace=True,
    )


def focus_alone(focus: Focused) -> Reply:
    """Say what somebody worked who studies no roadmap."""
    return Reply(
        blocks=(
            *_focused(focus),
            Paragraph(("Your year is drawn from the topics you do. You study no roadmap yet.",)),
        ),
        buttons=((Button("Start", Call("start")), Button("Focus", Call("focus"))),),
        private=True,
        replace=True,
    )


def roadmap(course: Course, png: bytes | None, *, dark: bool) -> Reply:
    """Show a roadmap as its phases; ``png`` is None where it is not drawn."""
    phases: Block = Items(
        tuple((f"{cut(phase.title, _PHASE)}: {phase.standing}",) for phase in course.rows)
    )
    return Reply(
        blocks=(
            Heading((cut(course.title, _ROADMAP),)),
            Paragraph((f"{course.share}: {said(course.figures)}",)),
            phases if course.rows else Paragraph(("It has no topics yet.",)),
            *_lacking(png),
        ),
        buttons=(
            (_look("map", dark=dark), Button("Stats", Call("stats"))),
            (Button("Sections", Call("progress")), next_button()),
        ),
        picture=Picture("map.png", png, course.words) if png else None,
        private=True,
        replace=True,
    )


def titled(name: str) -> str:
    """Give the title of somebody's year."""
    return plain_words(name, _NAME) or "Your year"


def _focused(focus: Focused) -> tuple[Block, ...]:
    if not focus.sessions:
        return ()
    time = length_words(timedelta(minutes=focus.minutes))
    sessions = quantity(focus.sessions, "session")
    return (Paragraph((f"Focus: {time} in {sessions} of the last {SEEN_FOR.days} days",)),)


def _look(command: str, *, dark: bool) -> Button:
    """Offer the other look."""
    other = "light" if dark else "dark"
    return Button(f"{other.capitalize()} picture", Call(command, {"look": other}))


def _lacking(png: bytes | None) -> tuple[Block, ...]:
    return () if png else (_NOT_DRAWN,)
