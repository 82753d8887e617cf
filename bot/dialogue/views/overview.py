"""Overview views: progress, a day, a streak, topics found."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Line,
    Meter,
    Paragraph,
    Quote,
    Reply,
    Row,
)
from bot.dialogue.views.words import (
    column,
    cut,
    next_button,
    path_words,
    quantity,
    streak_words,
    topic_label,
    topic_line,
    weekday_words,
    zone_words,
)
from core.use_cases.overview import (
    Found,
    ProgressReport,
    SectionId,
    SectionProgress,
    StreakReport,
    Today,
    TopicState,
)

PAGE = 8
"""Sections or topics on one page of a report: what a phone shows at once, with its buttons."""

_SECTION_LABEL = 40


def progress_report(report: ProgressReport, page: int) -> Reply:
    """Show progress section by section, in words and meters, a page at a time."""
    entries: list[SectionProgress | TopicState] = [
        *report.topics,
        *report.sections,
        *report.project_sections,
    ]
    pages = max(1, -(-len(entries) // PAGE))
    page = min(max(page, 1), pages)
    shown = entries[(page - 1) * PAGE : page * PAGE]
    blocks: list[Block] = [Heading((path_words(report.path) or report.roadmap_title,))]
    if page == 1:
        blocks += _totals(report)
    blocks += _entries(shown)
    if pages > 1:
        blocks.append(Paragraph((f"Page {page} of {pages}",)))
    openers = [each for each in shown if isinstance(each, SectionProgress)]
    return Reply(
        blocks=tuple(blocks),
        buttons=(
            *column(*(_opener(section) for section in openers)),
            *_pager(report.id, page, pages),
            *_way_back(report.id),
        ),
        private=True,
        replace=True,
    )


def _totals(report: ProgressReport) -> list[Block]:
    totals: list[Block] = []
    if report.topic_count.total:
        totals.append(Meter(("Topics",), report.topic_count.done, report.topic_count.total))
    if report.project_count.total:
        totals.append(Meter(("Projects",), report.project_count.done, report.project_count.total))
    if not report.path and report.streak.current:
        totals.append(Paragraph((f"Streak: {streak_words(report.streak.current)}",)))
    return totals


def _entries(shown: list[SectionProgress | TopicState]) -> list[Block]:
    """Draw a meter a section; topics stand in one list."""
    topics = tuple(_state_line(each) for each in shown if isinstance(each, TopicState))
    meters = [
        Meter((each.title,), each.count.done, each.count.total)
        for each in shown
        if isinstance(each, SectionProgress)
    ]
    return [*([Items(topics)] if topics else []), *meters]


def _state_line(state: TopicState) -> Line:
    return (*topic_line(state.topic), " (done)" if state.completion else "")


def _opener(section: SectionProgress) -> Button:
    return Button(cut(section.title, _SECTION_LABEL), _at(section.id, 1))


def _pager(section: SectionId | None, page: int, pages: int) -> tuple[Row, ...]:
    back = (Button("Back a page", _at(section, page - 1)),) if page > 1 else ()
    on = (Button("Next page", _at(section, page + 1)),) if page < pages else ()
    return ((*back, *on),) if back or on else ()


def _way_back(section: SectionId | None) -> tuple[Row, ...]:
    if section is None:
        return ()
    outer = SectionId(section.topic_number, section.level - 1) if section.level > 1 else None
    return ((Button("Up", _at(outer, 1)),),)


def _at(section: SectionId | None, page: int) -> Call:
    """Prepare the report of a section, from one of its pages."""
    place = {"at": section.topic_number, "level": section.level} if section else {}
    return Call("progress", {**place, **({"page": page} if page > 1 else {})})


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
            private=True,
            refusal=True,
        )
    return Reply(
        blocks=(
            Paragraph((f"{quantity(len(result.matches), 'topic')} like “{typed}”:",)),
            Items(tuple(_state_line(state) for state in result.matches)),
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
            Items(tuple(topic_line(topic) for topic in result.done[-PAGE:])),
        ]
        if len(result.done) > PAGE:
            blocks.append(Paragraph((f"The last {PAGE} of them.",)))
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
            Paragraph((f"Longest so far: {quantity(now.longest, 'day')}.",)),
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
