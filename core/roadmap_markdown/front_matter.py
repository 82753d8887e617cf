"""Front matter: the block of settings above the Markdown, read for its title."""

import re
from dataclasses import dataclass

_FENCES = ("---", "+++")
_TITLE = re.compile(r"title\s*[:=]\s*(?P<value>.+)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The title given, if any, and the Markdown below with the number of its first line."""

    title: str | None
    body: str
    first_line: int


def split(text: str) -> FrontMatter:
    """Take the front matter off a text; without a closing fence there is none."""
    fence = text.partition("\n")[0].rstrip()
    if fence not in _FENCES:
        return FrontMatter(None, text, 1)
    lines = text.split("\n")
    title = None
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() == fence:
            return FrontMatter(title, "\n".join(lines[number:]), number + 1)
        found = _TITLE.match(line)
        if found and title is None:
            title = found["value"].strip().strip("\"'").strip() or None
    return FrontMatter(None, text, 1)
