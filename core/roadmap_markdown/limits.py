"""The limits of a roadmap file, and the refusals for passing them."""

import re
from collections.abc import Iterator

from core.errors import Problem

MAX_BYTES = 1024 * 1024
MAX_LINES = 50_000
MAX_LINE_LENGTH = 10_000
MAX_TOPICS = 5_000
MAX_LIST_DEPTH = 50

# One line alone can open many levels; the block rules would walk through each of them.
# A row of dashes or stars is a rule across the page.
_DEEP_LINE = re.compile(
    rf"^(?=.{{{MAX_LIST_DEPTH + 1}}})"
    r"(?![ \t]*(?:(?:-[ \t]*)+|(?:\*[ \t]*)+)$)"
    rf"(?:[ \t]*(?:>|(?:[-*+]|\d{{1,9}}[.)])(?=[ \t]))){{{MAX_LIST_DEPTH + 1}}}",
    re.MULTILINE,
)


def too_large(size: int) -> Problem:
    """Say that a file has too many bytes."""
    return Problem(
        f"the file has {size:,} bytes; at most {MAX_BYTES:,} (1 MiB) are read",
        "split it into several roadmaps",
    )


def too_deep(line: int) -> Problem:
    """Say that lists or quotes are nested too deeply."""
    return Problem(
        f"nested more than {MAX_LIST_DEPTH} levels deep",
        "use headings for the outer levels",
        line,
    )


def too_many_topics(count: int, line: int) -> Problem:
    """Say that a file has too many topics; ``line`` is that of the first too many."""
    return Problem(
        f"the file has {count:,} topics; at most {MAX_TOPICS:,} are read",
        "split it into several roadmaps",
        line,
    )


def check_lines(text: str) -> Iterator[Problem]:
    """Find the lines that are too many, too long or too deep."""
    count = text.count("\n")
    if count > MAX_LINES:
        yield Problem(
            f"the file has {count:,} lines; at most {MAX_LINES:,} are read",
            "split it into several roadmaps",
            MAX_LINES + 1,
        )
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1) if max(map(len, lines)) > MAX_LINE_LENGTH else ():
        if len(line) > MAX_LINE_LENGTH:
            yield Problem(
                f"the line has {len(line):,} characters; at most {MAX_LINE_LENGTH:,} are read",
                "break it into several lines",
                number,
            )
    deep = _DEEP_LINE.search(text)
    if deep:
        yield too_deep(text.count("\n", 0, deep.start()) + 1)
