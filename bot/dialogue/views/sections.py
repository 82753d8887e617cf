"""Section views: progress, section by section."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Heading, Items, Meter, Paragraph, Reply, Row
from bot.dialogue.views.words import column, cut, path_words, state_line, streak_words
from core.use_cases.sections import ProgressReport, SectionId, SectionProgress, TopicState

PAGE = 8
"""Sections or topics on one page of a report: what a phone shows at once, with its buttons."""

_SECTION_LABEL = 60


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
    topics = tuple(state_line(each) for each in shown if isinstance(each, TopicState))
    meters = [
        Meter((each.title,), each.count.done, each.count.total)
        for each in shown
        if isinstance(each, SectionProgress)
    ]
    return [*([Items(topics)] if topics else []), *meters]


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
