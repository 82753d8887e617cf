"""The roadmap check: what ``python -m bot roadmap check FILE`` reads there, or why it cannot."""

import asyncio
import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from bot.console.printable import printable
from bot.roadmap_files import read
from bot.worker import Worker
from core.errors import Problem, RoadmapRefused
from core.roadmap import TopicKind
from core.roadmap_markdown import Outline, OutlineTopic, Source

REFUSED = 2
"""The exit code for a file that cannot be studied."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the check's arguments."""
    add_file_arguments(parser)
    parser.add_argument("--json", action="store_true", help="print it as JSON")


def add_file_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments that say which file is read, and how."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the Markdown file")
    parser.add_argument(
        "--take",
        type=Source,
        choices=tuple(Source),
        help="what to take as topics; the file decides where this is left out",
    )


def run(args: Namespace) -> int:
    """Check what the arguments name; return the exit code."""
    return check(args.file, as_json=args.json, take=args.take)


def check(path: Path, *, as_json: bool, take: Source | None) -> int:
    """Print what is read in a file; print problems to stderr and return 2 where it is refused."""
    try:
        outline = asyncio.run(_parse(path, take))
    except RoadmapRefused as refused:
        for problem in refused.problems:
            print(printable(_problem_line(path, problem)), file=sys.stderr)  # noqa: T201 - a console command
        return REFUSED
    if as_json:
        print(json.dumps(_as_json(outline), ensure_ascii=False, indent=1))  # noqa: T201 - its answer
    else:
        print("\n".join(map(printable, as_text(outline))))  # noqa: T201 - a console command's answer
    return 0


async def _parse(path: Path, take: Source | None) -> Outline:
    data = await asyncio.to_thread(read, path)
    async with Worker() as worker:
        return await worker.parse(data, name=path.name, take=take)


def _problem_line(path: Path, problem: Problem) -> str:
    where = f"{path}:{problem.line}" if problem.line is not None else str(path)
    return f"{where}: {problem.message}; {problem.advice}"


def _as_json(outline: Outline) -> dict[str, Any]:
    return {
        "title": outline.title,
        "source": outline.source,
        "topics": [
            {
                "line": topic.line,
                "path": topic.path,
                "title": topic.title,
                "ticked": topic.ticked,
                "kind": topic.kind,
                "depth": topic.depth,
                "links": [resource.url for resource in topic.resources],
                "hint": topic.hint,
            }
            for topic in outline.topics
        ],
        "warnings": [
            {"line": warning.line, "message": warning.message} for warning in outline.warnings
        ],
    }


def as_text(outline: Outline) -> Iterator[str]:
    """Say what is read in a file, line by line."""
    yield outline.title
    for label, text in outline.about:
        yield f"{label}: {text}"
    topics = outline.topics
    projects = sum(topic.kind is TopicKind.PROJECT for topic in topics)
    apart = f", {_count(projects, 'project')} among them" if projects else ""
    ticked = sum(topic.ticked for topic in topics)
    yield f"{_count(len(topics), 'topic')} from {outline.source}{apart}; {ticked} ticked"
    numbered = enumerate(topics, start=1)
    for path, section in groupby(numbered, key=lambda pair: pair[1].path):
        lines = [_topic_line(number, topic) for number, topic in section]
        yield ""
        yield f"{' › '.join(path) or outline.title} ({len(lines)})"
        yield from lines
    if outline.warnings:
        yield ""
        yield f"Warnings ({len(outline.warnings)})"
        for warning in outline.warnings:
            yield f"  line {warning.line}: {warning.message}"


def _topic_line(number: int, topic: OutlineTopic) -> str:
    tick = "✓" if topic.ticked else " "
    indent = "  " * topic.depth
    kind = " (project)" if topic.kind is TopicKind.PROJECT else ""
    hint = f" [{topic.hint}]" if topic.hint else ""
    links = f" ({_count(len(topic.resources), 'link')})" if topic.resources else ""
    return f"{indent}#{number} {tick} {topic.text}{kind}{hint}{links}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
