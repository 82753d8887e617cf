"""Overview views: a day, a streak, topics found."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Paragraph,
    Quote,
    Reply,
)
from bot.dialogue.views.words import (
    ask_for_words,
    column,
    cut,
    next_button,
    quantity,
    state_line,
    streak_words,
    topic_label,
    topic_line,
    weekday_words,
    zone_words,
)
from core.use_cases.overview import (
    Found,
    StreakReport,
    Today,
)

_LISTED = 8
"""So many of today's topics are listed one by one."""


def found(result: Found) -> Reply:
    """Show the topics that fit what was searched for, as buttons."""
    typed = cut(result.typed, 60)
    if not result.matches:
        return Reply(
            blocks=(
                Paragraph((f"I found no topic like “{typed}”.",)),
                Paragraph(("Try one word of its title, or look through the sections.",)),
            ),
            buttons=((Button("Sections", Call("progress")), next_button()),),
            asks=ask_for_words(),
            private=True,
            refusal=True,
        )
    return Reply(
        blocks=(
            Paragraph((f"Topics like “{typed}”:",)),
            Items(tuple(state_line(state) for state in result.matches)),
        ),
        buttons=column(
            *(
                Button(topic_label(state.topic), Call("topic", {"topic": state.topic.id}))
                for state in result.matches
            )
        ),
        private=True,
    )


def today(result: Today) -> Reply:
    """Show what was done today and what comes next."""
    blocks: list[Block] = [Heading((f"Today, {weekday_words(result.date)}",))]
    if result.done:
        blocks += [
            Paragraph((f"{quantity(len(result.done), 'topic')} done:",)),
            Items(tuple(topic_line(topic) for topic in result.done[-_LISTED:])),
        ]
        if len(result.done) > _LISTED:
            blocks.append(Paragraph((f"The last {_LISTED} of them.",)))
    else:
        blocks.append(Paragraph(("Nothing done yet.",)))
    if result.skipped:
        blocks.append(Paragraph((f"{quantity(result.skipped, 'topic')} put aside.",)))
    blocks.append(Paragraph((_streak_today(result),)))
    if result.offer.topic:
        blocks.append(Paragraph(("Next: ", *topic_line(result.offer.topic))))
    return Reply(
        blocks=tuple(blocks),
        buttons=((next_button(), Button("My progress", Call("progress"))),),
        private=True,
    )


def _streak_today(result: Today) -> str:
    streak = result.offer.streak
    if streak.studied_today:
        return f"Streak: {streak_words(streak.current)}."
    if streak.current:
        hope = f"One topic today makes it {streak.current + 1}."
        return f"Streak: {streak_words(streak.current)}. {hope}"
    return "One topic today begins a streak."


def streak(report: StreakReport) -> Reply:
    """Show the streak and the last seven days, in words."""
    now = report.streak
    if now.current:
        headline = f"{streak_words(now.current).capitalize()}"
        state = (
            "Today counts already."
            if now.studied_today
            else "Today is not counted yet: one topic keeps it."
        )
    else:
        headline = "No streak yet" if now.last_day is None else "A new streak begins today"
        state = "One topic done is one day."
    return Reply(
        blocks=(
            Heading((headline,)),
            Paragraph((state,)),
            *(
                [Paragraph((f"Longest so far: {quantity(now.longest, 'day')}.",))]
                if now.longest
                else []
            ),
            Items(
                tuple(
                    (f"{weekday_words(day)}: ", quantity(count, "topic") if count else "none")
                    for day, count in report.week
                )
            ),
            Quote((f"Your day begins and ends by {zone_words(report.zone)}.",)),
        ),
        buttons=((next_button(), Button("Today", Call("today"))),),
        private=True,
    )
