"""Overview views: a day, a streak, topics found."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Heading, Items, Line, Paragraph, Quote, Reply
from bot.dialogue.views.gap import freezes_words, gap_blocks
from bot.dialogue.views.ledger import why_button
from bot.dialogue.views.notes import in_a_line
from bot.dialogue.views.pause import pause_words
from bot.dialogue.views.rhythm import day_start_words
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
)
from core.ledger import DayKind
from core.use_cases.overview import DayOfWeek, Found, StreakReport, Today
from core.use_cases.sections import TopicState

_NONE_DONE = {
    DayKind.STUDIED: "reviewed",
    DayKind.FROZEN: "none, covered by a freeze",
    DayKind.REST: "none, a rest day",
    DayKind.PAUSE: "none, paused",
    DayKind.MISSED: "none, missed",
    DayKind.OPEN: "none so far",
}

_NOTE = 120
"""Characters of a note that words were found in."""

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
            Items(tuple(_found_line(state, result) for state in result.matches)),
        ),
        buttons=column(
            *(
                Button(topic_label(state.topic), Call("topic", {"topic": state.topic.id}))
                for state in result.matches
            )
        ),
        private=True,
    )


def _found_line(state: TopicState, result: Found) -> Line:
    note = result.notes.get(state.topic.id)
    if note is None:
        return state_line(state)
    return (*state_line(state), "; your note: ", in_a_line(note, _NOTE))


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
    elif not result.elsewhere and not result.again:
        blocks.append(Paragraph(("Nothing done yet.",)))
    if result.elsewhere:
        where = "in another roadmap, or no longer in this one"
        blocks.append(Paragraph((f"{quantity(result.elsewhere, 'topic')} done {where}.",)))
    if result.again:
        blocks.append(Paragraph((f"{quantity(result.again, 'topic')} done again.",)))
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
    if streak.last_day and streak.last_day >= result.date:
        return f"Streak: {streak_words(streak.current)}. {_AHEAD}"
    if result.done or result.elsewhere or result.again:
        return _TOO_SOON
    if streak.current:
        hope = f"One topic today makes it {streak.current + 1}."
        return f"Streak: {streak_words(streak.current)}. {hope}"
    return "One topic today begins a streak."


def streak(report: StreakReport) -> Reply:
    """Show the streak, what is between it and its end, and the last seven days, in words."""
    now = report.streak
    if now.current:
        headline = streak_words(now.current).capitalize()
    else:
        headline = "No streak yet" if now.last_day is None else "A new streak begins with one topic"
    # Where a freeze was used, the words of the gap say already how many are left.
    goes_on = now.frozen and not now.missed
    longest = f"Longest so far: {quantity(now.longest, 'day')}."
    return Reply(
        blocks=(
            Heading((headline,)),
            Paragraph((_state(report),)),
            *gap_blocks(now),
            *([] if goes_on else [Paragraph((freezes_words(now),))]),
            *([Paragraph((longest,))] if now.longest else []),
            Items(tuple((f"{weekday_words(it.date)}: {_day_words(it)}",) for it in report.week)),
            Quote((day_start_words(report.rhythm),)),
        ),
        buttons=((next_button(), Button("Today", Call("today")), why_button()),),
        private=True,
    )


_AHEAD = "By the clock you had before, you studied on a later date already: today needs nothing."
_TOO_SOON = "What you did today came too soon after a move to count as another day."


def _state(report: StreakReport) -> str:
    """Say whether today counts, and what happens without a topic."""
    now, rhythm = report.streak, report.rhythm
    if now.studied_today:
        return "Today counts already."
    if rhythm.pause:
        return f"Paused {pause_words(rhythm.pause, rhythm.today)}: nothing is missed."
    if rhythm.rests_on(rhythm.today):
        return "Today is a rest day: nothing is missed."
    if now.last_day and now.last_day >= rhythm.today:
        return _AHEAD
    if any(it.date == rhythm.today and it.topics for it in report.week):
        return _TOO_SOON
    if not now.current:
        return "One topic done is one day."
    if report.last_chance == rhythm.today:
        return "Today is not counted yet: one topic keeps it."
    return "Today is not counted yet. Without a topic, a freeze covers it tonight."


def _day_words(day: DayOfWeek) -> str:
    if day.topics:
        counts = day.kind is DayKind.STUDIED
        return quantity(day.topics, "topic") + ("" if counts else ", too soon after a move")
    return _NONE_DONE[day.kind] if day.kind else "none"
