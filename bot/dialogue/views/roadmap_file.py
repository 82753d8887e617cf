"""Roadmap file views: what was read in a file, or why it cannot be studied."""

from collections.abc import Sequence
from itertools import groupby

from bot.dialogue.reply import Block, Heading, Items, Line, Mono, Paragraph, Quote, Reply, Strong
from bot.dialogue.views.refused import refused
from bot.dialogue.views.words import cut, path_words, quantity
from core.errors import Problem, RoadmapRefused
from core.roadmap import TopicKind
from core.roadmap_markdown.outline import Outline, OutlineTopic

_LISTED = 10
_LINE = 200
"""Characters of a title or message of somebody's file that are shown."""


def preview(outline: Outline, name: str) -> Reply:
    """Tell what is read in a file: its sections, projects, ticked boxes and warnings."""
    sections = [
        (path, list(topics)) for path, topics in groupby(outline.topics, key=lambda it: it.path)
    ]
    ticked = sum(topic.ticked for topic in outline.topics)
    blocks: list[Block] = [
        Heading((cut(outline.title, _LINE),)),
        Paragraph(
            (
                f"In “{name}” I read {_counted(outline.topics)}",
                f" in {quantity(len(sections), 'section')}; {ticked or 'none'} ticked.",
            )
        ),
        *_listed(
            [
                (
                    Strong(cut(path_words(path) or outline.title, _LINE)),
                    f": {_counted(topics)}",
                )
                for path, topics in sections
            ],
            "section",
        ),
    ]
    if outline.warnings:
        blocks.append(Paragraph(("Worth a look:",)))
        blocks += _listed(
            [_at_line(each.line, each.message) for each in outline.warnings], "warning"
        )
    blocks.append(Quote(("I only looked at it: nothing was stored.",)))
    return Reply(tuple(blocks), private=True)


def not_a_roadmap(error: RoadmapRefused) -> Reply:
    """List the problems for which a file cannot be studied."""
    problems = [_problem(each) for each in error.problems]
    return refused(
        ("That file cannot be studied as a roadmap:",),
        None,
        *_listed(problems, "problem"),
        Paragraph(("Nothing was stored. Mend it and send it again.",)),
    )


def ask_for_file() -> Reply:
    """Say how to send a roadmap file."""
    return refused(
        (
            "Send a Markdown file (.md, at most 1 MiB) along with ",
            Mono("/roadmap check"),
            "; in private the file alone will do.",
        ),
        ("I tell what I read in it, and store nothing.",),
    )


def _listed(lines: Sequence[Line], noun: str) -> list[Block]:
    """List the first lines, and say how many more there are."""
    blocks: list[Block] = [Items(tuple(lines[:_LISTED]))]
    more = len(lines) - _LISTED
    if more > 0:
        blocks.append(Paragraph((f"and {more:,} more {noun}{'s' if more > 1 else ''}.",)))
    return blocks


def _counted(topics: Sequence[OutlineTopic]) -> str:
    """Say "57 topics and 12 projects"."""
    projects = sum(topic.kind is TopicKind.PROJECT for topic in topics)
    counts = ((len(topics) - projects, "topic"), (projects, "project"))
    return " and ".join(quantity(count, noun) for count, noun in counts if count)


def _problem(problem: Problem) -> Line:
    words = f"{problem.message}; {problem.advice}"
    return (cut(words, _LINE),) if problem.line is None else _at_line(problem.line, words)


def _at_line(line: int, message: str) -> Line:
    return (Strong(f"line {line:,}"), f": {cut(message, _LINE)}")
