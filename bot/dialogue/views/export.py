"""Export views: a course as a file to take along, and what of it the file does not show."""

from pathlib import PurePath

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Document, Paragraph, Quote, Reply, Row, Strong
from bot.dialogue.views.refused import refused
from bot.dialogue.views.words import cut, name_words, progress_words, quantity
from core.course_export import TickedFile
from core.errors import RoadmapRefused
from core.progress import Count
from core.roadmap import Roadmap
from core.use_cases.exporting import CourseTaken

_TITLE = 200
_TICKED = "The roadmap's own file; nothing in it was changed but ticks."
_AS_DATA = {"json": "JSON", "csv": "CSV"}


def markdown(
    course: CourseTaken, name: str, ticked: TickedFile, *, clear: bool, beside: bool
) -> Reply:
    """Hand over a roadmap's file with its boxes ticked, and offer what it does not show."""
    overall = course.progress.overall
    blocks: list[Block] = [_head(course.roadmap, overall)]
    more: list[Button] = []
    if ticked.unseen:
        blocks.append(
            Quote((f"{_topics_are(ticked.unseen)} done without a box, so nothing shows it.",))
        )
        more.append(Button("Tick beside titles", _ticked(course, clear=clear, beside=True)))
    if ticked.others:
        blocks.append(
            Quote((f"{_topics_are(ticked.others)} ticked in the file, though not done by you.",))
        )
        more.append(Button("Only what I did", _ticked(course, clear=True, beside=beside)))
    return Reply(
        tuple(blocks),
        (*((tuple(more),) if more else ()), _data_buttons(course)),
        document=Document(file_name(name), ticked.content, _TICKED),
        private=True,
    )


def data(course: CourseTaken, form: str, content: bytes) -> Reply:
    """Hand over the topics of a course as JSON or CSV, with what the learner noted."""
    overall = course.progress.overall
    others = tuple(
        Button(label, _call(course, other))
        for other, label in (("md", "Markdown"), *_AS_DATA.items())
        if other != form
    )
    counted = f"{quantity(overall.total, 'topic')} and {quantity(len(course.notes), 'note')}"
    if course.retired:
        left = quantity(len(course.retired), "topic")
        counted = f"{counted}, with {left} that left the roadmap,"
    words = f"{counted} as {_AS_DATA[form]}, with the days on which you did them."
    return Reply(
        (_head(course.roadmap, overall),),
        (others,),
        document=Document(f"{_stem(course)}.{form}", content, words),
        private=True,
    )


def no_file(course: CourseTaken) -> Reply:
    """Say that a roadmap's own file is not here, and what is."""
    return refused(
        (f"The file of “{cut(course.roadmap.title, _TITLE)}” was not kept.",),
        ("Your progress and notes are here in another form:",),
        buttons=(_data_buttons(course),),
    )


def unreadable(course: CourseTaken, error: RoadmapRefused) -> Reply:
    """Say why a roadmap's own file could not be ticked, and what can be had."""
    return refused(
        (f"I could not tick the file: {error}.",),
        ("Your progress and notes are here in another form:",),
        buttons=(_data_buttons(course),),
    )


def file_name(name: str) -> str:
    """Name an exported file as the roadmap's file was named, as Markdown where it had no ending."""
    shown = name_words(name)
    return shown if PurePath(shown).suffix else f"{shown}.md"


def _stem(course: CourseTaken) -> str:
    """Name what is exported as the roadmap's file is named, without its ending."""
    return PurePath(name_words(course.file.name)).stem if course.file else course.roadmap.slug


def _head(roadmap: Roadmap, overall: Count) -> Paragraph:
    return Paragraph((Strong(cut(roadmap.title, _TITLE)), f": {progress_words(overall)}"))


def _topics_are(count: int) -> str:
    return f"{quantity(count, 'topic')} {'is' if count == 1 else 'are'}"


def _ticked(course: CourseTaken, *, clear: bool, beside: bool) -> Call:
    chosen = {"clear": clear, "beside": beside}
    return _call(course, "md", **{name: 1 for name, on in chosen.items() if on})


def _call(course: CourseTaken, form: str, **chosen: int) -> Call:
    """Ask for the course that a button stands below, whatever is studied by then."""
    return Call("export", {"form": form, **chosen, "number": course.roadmap.id})


def _data_buttons(course: CourseTaken) -> Row:
    return tuple(Button(label, _call(course, form)) for form, label in _AS_DATA.items())
