"""Notices: the words for what a learner is told unasked, where it may be read and where not."""

from dataclasses import replace
from typing import assert_never

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Line,
    Mention,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Row,
)
from bot.dialogue.views.buddies import told_blocks, wanted_buttons
from bot.dialogue.views.gap import (
    comeback_block,
    comeback_row,
    covered_words,
    freezes_words,
    missed_words,
)
from bot.dialogue.views.times import clock_time
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.topic import offered_blocks, topic_buttons
from bot.dialogue.views.words import (
    cut,
    next_button,
    quantity,
    settings_button,
    streak_words,
    topic_line,
)
from core.place import PlaceKind
from core.streak import Streak
from core.use_cases.buddies import BuddyFound, BuddyWanted
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way
from core.use_cases.news import (
    Comeback,
    FreezeUsed,
    MilestoneReached,
    News,
    RoadmapsRemoved,
    StreakAtRisk,
    StreakOver,
    TopicDue,
    WeekOver,
)
from core.week import Week

_TITLE = 80
"""Characters of another roadmap's title."""


def notice(parcel: Parcel, way: Way) -> Reply:
    """Say all the news of a parcel in one message, the topic to study last.

    Where others read along it says for whom it is; where the learner did not ask to be written to
    there, it says no more than that there is something.
    """
    if not way.in_full:
        return _knock(parcel, way)
    private = way.destination.kind is PlaceKind.PRIVATE
    told = parcel.news if private else tuple(map(_for_all_to_read, parcel.news))
    blocks = [block for news in told for block in _blocks(news, parcel.zone)]
    last = told[-1]
    if isinstance(last, Comeback):
        blocks += offered_blocks(last.offer)
    if way.destination.kind is PlaceKind.GROUP:
        blocks.insert(0, Paragraph(("For ", Mention(way.owner, "you"), ":")))
    back = (comeback_row(),) if any(isinstance(it, Comeback) for it in parcel.news) else ()
    return Reply(tuple(blocks), (*_buttons(last), *back))


def _for_all_to_read(news: News) -> News:
    """Leave out what a learner wrote for themselves, and what other roadmaps are called.

    Those may be a learner's own, which nobody else sees.
    """
    match news:
        case TopicDue():
            offer = replace(news.offer, note=None)
            return replace(news, offer=offer, others=(), by_mix=False)
        case Comeback():
            return replace(news, offer=replace(news.offer, note=None))
        case RoadmapsRemoved():
            return RoadmapsRemoved(())
        case _:
            return news


def _knock(parcel: Parcel, way: Way) -> Reply:
    """Tell a person that there is something for them, and how they see it alone."""
    about, where, shows = _hint(parcel.news[-1])
    mention = Mention(way.owner, "there")
    return Reply((Paragraph(("Hello ", mention, f", {about}. ", Mono(where), f" {shows}.")),))


def _hint(news: News) -> tuple[str, str, str]:
    """Say what waits without telling it, and the command that shows what."""
    match news:
        case TopicDue() | Comeback():
            return "your topic for today is waiting", "/next", "shows it to you"
        case StreakAtRisk():
            return "there is still time to study today", "/next", "shows your topic"
        case WeekOver():
            return "your week in numbers is ready", "/streak", "shows it to you"
        case RoadmapsRemoved():
            return "there is news of a roadmap that you study", "/roadmaps", "shows them"
        case BuddyFound() | BuddyWanted():
            return "there is word of a buddy", "/buddy", "shows where you are one"
        case MilestoneReached() | FreezeUsed() | StreakOver():
            return "there is news for you", "/streak", "shows it to you"
        case _:
            assert_never(news)


def _blocks(news: News, zone: str) -> tuple[Block, ...]:
    match news:
        case TopicDue():
            return _topic_due(news, zone)
        case StreakAtRisk():
            return _streak_at_risk(news)
        case WeekOver():
            return _week_over(news)
        case MilestoneReached(days):
            return (
                Heading((streak_words(days).capitalize(),)),
                Paragraph(("You studied every day of them. Well done!",)),
            )
        case FreezeUsed(streak):
            return (
                Heading((f"Your streak of {quantity(streak.current, 'day')} goes on",)),
                Paragraph((f"{covered_words(streak)}. {freezes_words(streak)}",)),
            )
        case StreakOver(streak):
            return _streak_over(streak)
        case Comeback():
            return (comeback_block(),)
        case RoadmapsRemoved(titles):
            return _roadmaps_removed(titles)
        case BuddyFound() | BuddyWanted():
            return told_blocks(news)
        case _:
            assert_never(news)


def _streak_at_risk(risk: StreakAtRisk) -> tuple[Block, ...]:
    streak = f"streak of {quantity(risk.days, 'day')}"
    if not risk.freezes:
        return (
            Heading((f"Your {streak} ends tonight",)),
            Paragraph(("One topic keeps it, even a small one.",)),
        )
    left = quantity(risk.freezes, "freeze")
    return (
        Heading(("Without a topic today, a freeze goes tonight",)),
        Paragraph((f"{left} left to keep your {streak}; with one topic none is used.",)),
    )


def _topic_due(due: TopicDue, zone: str) -> tuple[Block, ...]:
    names = told_apart((due.offer.roadmap, *(other for other, _ in due.others)), _TITLE)
    blocks: list[Block] = []
    if due.late:
        blocks.append(Quote((f"This was for {clock_time(due.late, zone)}; I am late, sorry.",)))
    if due.by_mix:
        blocks.append(Paragraph((f"By your mix, from {names[due.offer.roadmap.id]}:",)))
    blocks += offered_blocks(due.offer)
    if due.others:
        lines: list[Line] = [
            (f"{names[other.id]}: ", *topic_line(topic)) for other, topic in due.others
        ]
        blocks += [Paragraph(("In your other roadmaps:",)), Items(tuple(lines))]
    if due.aside:
        blocks.append(Quote((f"{quantity(due.aside, 'topic')} put aside for later.",)))
    return tuple(blocks)


def _week_over(over: WeekOver) -> tuple[Block, ...]:
    week, streak = over.week, over.streak
    heading = Heading(("Your last seven days",))
    if not week.topics:
        return (heading, Paragraph(("No topic done. One is enough to begin again.",)))
    lines: list[Line] = [
        (f"{quantity(week.topics, 'topic')} done on {quantity(week.days, 'day')}",),
        (f"Streak: {streak_words(streak.current)}" if streak.current else "Streak: none now",),
        (f"Pace: {_pace(week)}",),
    ]
    return (heading, Items(tuple(lines)))


def _pace(week: Week) -> str:
    """Say how much was done against the seven days before."""
    more = week.topics - week.before
    if not more:
        return "the same as in the seven days before"
    side = "more" if more > 0 else "fewer"
    return f"{quantity(abs(more), 'topic')} {side} than in the seven days before"


def _streak_over(streak: Streak) -> tuple[Block, ...]:
    best = (
        "That was your longest so far."
        if streak.lost == streak.longest
        else f"Your longest is {quantity(streak.longest, 'day')}."
    )
    stays = "All that you learned stays, and one topic begins a new streak."
    return (
        Heading((f"Your streak ended at {quantity(streak.lost, 'day')}",)),
        Paragraph((f"{missed_words(streak).capitalize()}. {best} {stays}",)),
    )


def _roadmaps_removed(titles: tuple[str, ...]) -> tuple[Block, ...]:
    one = len(titles) <= 1
    lines: list[Line] = [(cut(title, _TITLE),) for title in titles]
    return (
        Heading(("A roadmap that you study was removed" if one else "Roadmaps were removed",)),
        *((Items(tuple(lines)),) if lines else ()),
        Paragraph(
            (
                f"Whoever brought {'it' if one else 'them'} took {'it' if one else 'them'} away. ",
                "All that you did is kept, and you can go on.",
            )
        ),
    )


def _buttons(last: News) -> tuple[Row, ...]:
    """Offer what can be done with the topic that is due, else the way to it."""
    match last:
        case TopicDue() | Comeback() if last.offer.topic:
            return topic_buttons(last.offer.topic, Button("Snooze", Call("snooze")))
        case BuddyWanted():
            return wanted_buttons(last)
        case WeekOver():
            return ((next_button(), Button("My progress", Call("progress"))), (settings_button(),))
        case _:
            return ((next_button("Show my topic"), settings_button()),)
