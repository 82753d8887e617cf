"""The command that hands a course over as a file."""

import asyncio
from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands.own_roadmaps import Number
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import export as views
from core.course_export import entries_of, to_csv, to_json
from core.errors import RoadmapRefused
from core.roadmap import RoadmapId
from core.use_cases.exporting import CourseTaken, take_course

_BY_BUTTON = Option("set by buttons", minimum=1, maximum=1, typed=False)


@command(example="/export csv")
async def export(
    turn: Turn,
    form: Annotated[
        Literal["md", "json", "csv"] | None,
        Option("md: your roadmap's file, ticked; json, csv: all topics, with your notes"),
    ] = None,
    clear: Annotated[int | None, _BY_BUTTON] = None,
    beside: Annotated[int | None, _BY_BUTTON] = None,
    number: Number = None,
) -> Reply:
    """Take your roadmap along as a file, ticked as far as you are."""
    course = await turn.run(take_course, None if number is None else RoadmapId(number))
    if form in {"json", "csv"}:
        content = await asyncio.to_thread(_written, course, form)
        return views.data(course, form, content)
    if course.file is None:
        return views.no_file(course)
    try:
        ticked = await turn.reader.tick(
            course.file, course.done, clear=clear is not None, beside_titles=beside is not None
        )
    except RoadmapRefused as refused:
        return views.unreadable(course, refused)
    return views.markdown(
        course, course.file.name, ticked, clear=clear is not None, beside=beside is not None
    )


def _written(course: CourseTaken, form: Literal["json", "csv"]) -> bytes:
    entries = entries_of(course.progress, course.notes, course.retired)
    return to_csv(entries) if form == "csv" else to_json(course.roadmap.title, entries)
