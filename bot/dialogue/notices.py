"""Notices: the words for what a learner is told unasked, where it may be read and where not."""

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
from bot.dialogue.views.times import clock_time
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
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way
from core.use_cases.news import (
    MilestoneReached,
    News,
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
    blocks = [block for news in parcel.news for block in _blocks(news, parcel.zone)]
    if way.destination.kind is PlaceKind.GROUP:
        blocks.insert(0, Paragraph(("For ", Mention(way.owner, "you"), ":")))
    return Reply(tuple(blocks), _buttons(parcel.news[-1]))


def _knock(parcel: Parcel, way: Way) -> Reply:
    """Tell a person that there is something for them, and how they see it alone."""
    about, where, shows = _hint(parcel.news[-1])
    mention = Mention(way.owner, "there")
    return Reply((Paragraph(("Hello ", mention, f", {about}. ", Mono(where), f" {shows}.")),))


def _hint(news: News) -> tuple[str, str, str]:
    """Say what waits without telling it, and the command that shows what."""
    match news:
        case TopicDue():
            return "your topic for today is waiting", "/next", "shows it to you"
        case StreakAtRisk():
            return "there is still time to study today", "/next", "shows your topic"
        case WeekOver():
            return "your week in numbers is ready", "/streak", "shows it to you"
        case MilestoneReached() | StreakOver():
            return "there is news for you", "/streak", "shows it to you"
        case _:
            assert_never(news)


def _blocks(news: News, zone: str) -> tuple[Block, ...]:
    match news:
        case TopicDue():
            return _topic_due(news, zone)
        case StreakAtRisk(days):
            return (
                Heading((f"Your streak of {quantity(days, 'day')} ends tonight",)),
                Paragraph(("One topic keeps it, even a small one.",)),
            )
        case WeekOver():
            return _week_over(news)
        case MilestoneReached(days):
            return (
                Heading((streak_words(days).capitalize(),)),
                Paragraph(("You studied every day of them. Well done!",)),
            )
        case StreakOver():
            return _streak_over(news)
        case _:
            assert_never(news)


def _topic_due(due: TopicDue, zone: str) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if due.late:
        blocks.append(Quote((f"This was for {clock_time(due.late, zone)}; I am late, sorry.",)))
    blocks += offered_blocks(due.offer)
    if due.others:
        lines: list[Line] = [
            (f"{cut(title, _TITLE)}: ", *topic_line(topic)) for title, topic in due.others
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


def _streak_over(over: StreakOver) -> tuple[Block, ...]:
    best = (
        "That was your longest so far."
        if over.days == over.longest
        else f"Your longest is {quantity(over.longest, 'day')}."
    )
    return (
        Heading((f"Your streak ended at {quantity(over.days, 'day')}",)),
        Paragraph((f"{best} All that you learned stays, and one topic begins a new streak.",)),
    )


def _buttons(last: News) -> tuple[Row, ...]:
    """Offer what can be done with the topic that is due, else the way to it."""
    match last:
        case TopicDue() if last.offer.topic:
            return topic_buttons(last.offer.topic, Button("Snooze", Call("snooze")))
        case WeekOver():
            return ((next_button(), Button("My progress", Call("progress"))), (settings_button(),))
        case _:
            return ((next_button("Show my topic"), settings_button()),)
