"""Roadmap file views: what was read in a file, what becomes of it, or why it cannot be studied."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.dialogue.command import Command
from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    LABEL_LIMIT,
    Block,
    Button,
    Heading,
    Line,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views import enrolment
from bot.dialogue.views.listed import LINE, listed
from bot.dialogue.views.refused import refused
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import (
    column,
    cut,
    listed_words,
    path_words,
    quantity,
    size_words,
)
from core.errors import Problem, RoadmapRefused
from core.roadmap import Roadmap, RoadmapSummary, Topic, TopicKind
from core.roadmap_markdown.outline import Outline, OutlineTopic, Source, Warning  # noqa: A004 - the field's word
from core.use_cases.adding import RoadmapAdded
from core.use_cases.owning import OwnShelf

OFFERED = 4
"""So many roadmaps are offered to be updated by a file."""

_TAKEN = {
    Source.BOXES: "its check boxes",
    Source.TABLES: "the rows of its tables",
    Source.HEADINGS: "its numbered headings",
    Source.BULLETS: "its plain bullets",
    Source.PARAGRAPHS: "its paragraphs with bold leads",
}
_ASIDE = {
    Source.TABLES: "table",
    Source.BULLETS: "plain bullet",
    Source.PARAGRAPHS: "paragraph",
}
_ALONE = "You alone see it, until you share it."
_ASKED_FIRST = "I tell what I read in it, and ask before I store anything."
_TAKE = re.compile(r"--take (?=[a-z]+ )")


def preview(outline: Outline, name: str, draft: str, own: OwnShelf) -> Reply:
    """Tell what is read in a file that is to be added, and ask for a word."""
    known = tuple(each.roadmap for each in own.roadmaps if each.roadmap.title == outline.title)
    blocks = _read(outline, name)
    if known:
        blocks.append(
            Paragraph(("You brought a roadmap of this title before. Update it instead?",))
        )
    return Reply(
        blocks=(
            *blocks,
            Quote(("Nothing is stored yet. You alone will see it, until you share it.",)),
        ),
        buttons=(
            (_add("Add it", draft), cancel(draft)),
            *column(*update_buttons(known[-OFFERED:], draft)),
        ),
        private=True,
    )


def checked(outline: Outline, name: str, draft: str, own: OwnShelf, *, room: bool) -> Reply:
    """Tell what is read in a file that was only to be looked at, and what can become of it.

    There is ``room`` where the learner may keep it beside what they have.
    """
    known = tuple(each.roadmap for each in own.roadmaps)
    allowed = own.allowance
    full = (
        "Beside what you keep there is no room for it: ",
        f"{quantity(allowed.roadmaps, 'roadmap')} of {size_words(allowed.size)} are allowed.",
    )
    return Reply(
        blocks=(
            *_read(outline, name),
            *(() if room else (Paragraph(full),)),
            Quote(("I only looked at it: nothing was stored.",)),
        ),
        buttons=(
            *(((_add("Add as my roadmap", draft),),) if room else ()),
            *column(*update_buttons(known[-OFFERED:], draft)),
        ),
        private=True,
    )


def update_buttons(roadmaps: Sequence[Roadmap | RoadmapSummary], draft: str) -> tuple[Button, ...]:
    """Offer to update each of some roadmaps with a file."""
    names = told_apart(roadmaps, LABEL_LIMIT - len("Update "))
    return tuple(
        Button(
            f"Update {names[each.id]}",
            Call("roadmap update", {"draft": draft, "number": each.id}),
        )
        for each in roadmaps
    )


def add_instead(draft: str) -> Button:
    """Offer to add a file that is for no roadmap there is."""
    return _add("Add it as another roadmap", draft)


def added(result: RoadmapAdded) -> Reply:
    """Say that a roadmap is the learner's own, and show its first topic."""
    shown = enrolment.enrolled(result.enrolled)
    blocks: list[Block] = [
        Paragraph((f"Added, with {counted(result.enrolled.offer.roadmap.topics)}. ", _ALONE)),
        *shown.blocks,
    ]
    back: tuple[Row, ...] = ()
    if result.before is not None:
        both = (result.before, result.enrolled.offer.roadmap)
        name = told_apart(both, LABEL_LIMIT - len("Back to "))[result.before.id]
        back = ((Button(f"Back to {name}", Call("switch", {"roadmap": result.before.slug})),),)
    share = Button("Share it", Call("roadmap share", {"number": result.enrolled.offer.roadmap.id}))
    return replace(shown, blocks=tuple(blocks), buttons=(*shown.buttons, (share,), *back))


def cancelled() -> Reply:
    """Say that nothing becomes of a file."""
    return Reply(
        (Paragraph(("Cancelled: nothing was stored or changed.",)),), private=True, replace=True
    )


def cancel(draft: str) -> Button:
    """Offer to forget a file."""
    return Button("Cancel", Call("roadmap add", {"draft": draft, "answer": "cancel"}))


def _read(outline: Outline, name: str) -> list[Block]:
    """Tell what is read: sections, projects, ticked boxes, and what was read otherwise."""
    sections = [
        (path, list(topics)) for path, topics in groupby(outline.topics, key=lambda it: it.path)
    ]
    ticked = sum(topic.ticked for topic in outline.topics)
    blocks: list[Block] = [
        Heading((cut(outline.title, LINE),)),
        Paragraph(
            (
                f"In “{name}” I read {counted(outline.topics)}",
                f" in {quantity(len(sections), 'section')}; {ticked or 'none'} ticked.",
            )
        ),
        Paragraph((f"I took {_TAKEN[outline.source]} as topics{_aside(outline)}.",)),
        *listed(
            [
                (
                    Strong(cut(path_words(path) or outline.title, LINE)),
                    f": {counted(topics)}",
                )
                for path, topics in sections
            ],
            "section",
        ),
    ]
    return [*blocks, *warnings(outline.warnings)]


def _aside(outline: Outline) -> str:
    """Say ", but not 2 tables and 14 plain bullets"."""
    left = [quantity(count, _ASIDE[source]) for source, count in outline.aside]
    return f", but not {listed_words(left)}" if left else ""


def warnings(found: Sequence[Warning]) -> list[Block]:
    """List what in a file was read otherwise than its author may think."""
    if not found:
        return []
    lines = [_at_line(each.line, each.message) for each in found]
    return [Paragraph(("Worth a look:",)), *listed(lines, "warning")]


def not_a_roadmap(error: RoadmapRefused, command: Command) -> Reply:
    """List the problems for which a file sent along with a command cannot be studied."""
    problems = [_problem(each, command) for each in error.problems]
    return refused(
        ("That file cannot be studied as a roadmap:",),
        None,
        *listed(problems, "problem"),
        Paragraph(("Nothing was stored. Mend it and send it again.",)),
    )


def ask_for_file(command: str) -> Reply:
    """Say how to send a roadmap file along with a command of the group."""
    return refused(
        (
            "Send a Markdown file (.md, at most 1 MiB) along with ",
            Mono(f"/roadmap {command}"),
            "; in private the file alone will do.",
        ),
        (_ASKED_FIRST if command != "check" else "I tell what I read in it, and store nothing.",),
    )


def counted(topics: Sequence[OutlineTopic | Topic]) -> str:
    """Say "57 topics and 12 projects"."""
    projects = sum(topic.kind is TopicKind.PROJECT for topic in topics)
    counts = ((len(topics) - projects, "topic"), (projects, "project"))
    return " and ".join(quantity(count, noun) for count, noun in counts if count)


def _problem(problem: Problem, command: Command) -> Line:
    takes = any(parameter.name == "take" for parameter in command.parameters)
    typed = f"/{command.full_name if takes else 'roadmap add'} "
    # The core advises whoever types at the command line.
    words = f"{problem.message}; {_TAKE.sub(typed, problem.advice)}"
    return (cut(words, LINE),) if problem.line is None else _at_line(problem.line, words)


def _at_line(line: int, message: str) -> Line:
    return (Strong(f"line {line:,}"), f": {cut(message, LINE)}")


def _add(label: str, draft: str) -> Button:
    return Button(label, Call("roadmap add", {"draft": draft, "answer": "add"}))
