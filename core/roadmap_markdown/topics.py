"""Topics: drafts made whole, with what is seen of them, their links, hints and ids."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from core.errors import Problem
from core.roadmap import Path, Resource
from core.roadmap_markdown import outline
from core.roadmap_markdown.draft import Draft
from core.roadmap_markdown.hints import find_hint
from core.roadmap_markdown.inline import Inline, Visible, one_line
from core.roadmap_markdown.keys import split_key

_HARD_BREAK = re.compile(r"(?: {2,}|\\)\n")
_ONLY_LINKS = re.compile(r"(?:\[[^\[\]\n]*\]\([^()\s]*\)[ \t,|]*)+")
_SHOWN_LINES = 5


class Finisher:
    """Makes topics of the drafts of one file."""

    def __init__(self, inline: Inline) -> None:
        self._inline = inline
        self._hints: dict[Path, str | None] = {}

    def finish(self, draft: Draft) -> outline.OutlineTopic:
        """Make one topic."""
        text, rest = _split_rest(draft.text) if "\n" in draft.text else (draft.text, "")
        markdown, key = split_key(text)
        title = one_line(markdown)
        seen = self._inline.read(title)
        details, resources = self._details(draft, rest, seen)
        return outline.OutlineTopic(
            line=draft.line,
            path=draft.path,
            title=title,
            text=seen.text,
            ticked=draft.mark is not None and draft.mark.ticked,
            mark=draft.mark.raw if draft.mark else None,
            kind=draft.kind,
            depth=draft.depth,
            parent=draft.parent,
            hint=find_hint(seen.words) or self._hint_of(draft.path),
            resources=resources,
            details=details,
            key=key,
            column=draft.column,
        )

    def _details(
        self, draft: Draft, rest: str, seen: Visible
    ) -> tuple[tuple[str, ...], tuple[Resource, ...]]:
        if not (rest or draft.details or draft.labels):
            return (), seen.resources
        details: list[str] = []
        resources = list(seen.resources)
        for markdown in [rest, *draft.details] if rest else draft.details:
            detail = self._inline.read(one_line(markdown))
            resources.extend(detail.resources)
            # What is but a link is kept as a resource alone.
            if detail.text not in {resource.text for resource in detail.resources}:
                details.append(detail.text)
        for label, markdown in draft.labels:
            detail = self._inline.read(markdown)
            resources.extend(detail.resources)
            name = self._inline.read(label).text
            details.append(f"{name}: {detail.text}" if name else detail.text)
        return tuple(details), tuple(dict.fromkeys(resources))

    def _hint_of(self, path: Path) -> str | None:
        """Find the hint of the nearest section that has one."""
        if not path:
            return None
        if path not in self._hints:
            own = find_hint(self._inline.read(path[-1]).words)
            self._hints[path] = own or self._hint_of(path[:-1])
        return self._hints[path]


def doubled_keys(topics: Iterable[outline.OutlineTopic]) -> Iterator[Problem]:
    """Find ids that stand on more than one topic."""
    first: dict[str, int] = {}
    for topic in topics:
        if topic.key is None:
            continue
        if topic.key in first:
            yield Problem(
                f"the id “{topic.key}” stands on line {first[topic.key]} already",
                "give each topic an id of its own, or leave it out",
                topic.line,
            )
        first.setdefault(topic.key, topic.line)


def doubled_titles(topics: Sequence[outline.OutlineTopic]) -> Iterator[outline.Warning]:
    """Warn of titles that several topics share; progress is kept for each by itself."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for topic in topics:
        lines[unicodedata.normalize("NFKC", topic.text).casefold()].append(topic.line)
    titles = {topic.line: topic.text for topic in topics}
    for shared in lines.values():
        if len(shared) > 1:
            where = ", ".join(map(str, shared[:_SHOWN_LINES]))
            more = ", …" if len(shared) > _SHOWN_LINES else ""
            message = f"{len(shared)} topics are called “{titles[shared[0]]}” (lines {where}{more})"
            yield outline.Warning(shared[1], message)


def _split_rest(text: str) -> tuple[str, str]:
    """Split a title of several lines from what is a detail: all behind a hard break, more links."""
    title, *rest = _HARD_BREAK.split(text, maxsplit=1)
    lines = title.split("\n")
    if "](" in lines[0]:
        while len(lines) > 1 and _ONLY_LINKS.fullmatch(lines[-1].strip()):
            rest.insert(0, lines.pop().strip())
    return "\n".join(lines), "\n".join(rest)
