"""The refusal of a file without topics: what was found, the nearest reason, and what to do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.errors import Problem
from core.roadmap_markdown.blocks import Block, Code, Heading, Item, Page, Table
from core.roadmap_markdown.front_matter import FrontMatter
from core.roadmap_markdown.leads import is_lead
from core.roadmap_markdown.marks import BOX_LINE
from core.roadmap_markdown.outline import Source
from core.roadmap_markdown.sources import Sources

_BOX = re.compile(rf"^[ \t]*{BOX_LINE}", re.MULTILINE)
_GLUED = re.compile(r"^[ \t]*(?:[-*+]\[[ xX]?\]|[-*+] \[[ xX]\](?=[^\s(\[:]))", re.MULTILINE)
_IMAGE = re.compile(r"!\[|<img\b")
_CSV_ROWS = 20
_SHOWN = 10
_HOW = "write topics as “- [ ] topic” lines"


def no_topics(front: FrontMatter, page: Page, sources: Sources) -> Iterator[Problem]:
    """Explain why no topic was found: the file's counts, then each likely reason."""
    text, bullets = front.body, len(sources.bullets)
    if not text.strip():
        yield Problem("the file holds nothing but front matter", f"{_HOW} below it")
        return
    counts = _counts(text, page.blocks, bullets)
    yield Problem(f"no topics found: {counts}", _choices(page.blocks, bullets))
    yield from _hidden_boxes(page.blocks)
    yield from _wrong_marks(text, sources.boxes.unknown, front.first_line)
    for warning in page.warnings:
        yield Problem(warning.message, "mend this and send the file again", warning.line)
    yield from _other_kinds(text, page.blocks)


def _counts(text: str, blocks: Sequence[Block], bullets: int) -> str:
    headings = sum(isinstance(block, Heading) for block in blocks)
    tables = sum(isinstance(block, Table) for block in blocks)
    images = len(_IMAGE.findall(text))
    return (
        f"{_number(headings, 'heading')}, {_number(bullets, 'plain bullet')}, "
        f"{_number(tables, 'table')}, {_number(images, 'image')}; 0 check boxes, 0 topic tables"
    )


def _hidden_boxes(blocks: Sequence[Block]) -> Iterator[Problem]:
    for block in blocks:
        if isinstance(block, Code) and (boxes := len(_BOX.findall(block.text))):
            where = "a code fence" if block.fenced else "text indented by 4 or more, which is code"
            advice = "remove the fence" if block.fenced else "remove the indent"
            yield Problem(f"{_number(boxes, 'box', 'boxes')} in {where}", advice, block.line)


def _wrong_marks(text: str, unknown: Mapping[str, int], first_line: int) -> Iterator[Problem]:
    glued = _GLUED.search(text)
    if glued:
        line = text.count("\n", 0, glued.start()) + first_line
        yield Problem("a box without a blank around it", "write “- [ ] topic”", line)
    if unknown:
        marks = ", ".join(f"[{raw}] ({count})" for raw, count in list(unknown.items())[:_SHOWN])
        yield Problem(f"no known mark in the brackets: {marks}", "write [ ] for open, [x] for done")


def _other_kinds(text: str, blocks: Sequence[Block]) -> Iterator[Problem]:
    if _is_csv(text):
        yield Problem("the file looks like a CSV table, not Markdown", _HOW, 1)
    elif _IMAGE.search(text) and not any(isinstance(block, Item | Table) for block in blocks):
        yield Problem("the roadmap is a picture, which cannot be read", _HOW)


def _choices(blocks: Sequence[Block], bullets: int) -> str:
    leads = sum(map(is_lead, blocks))
    tables = sum(isinstance(block, Table) and bool(block.rows) for block in blocks)
    offers = [
        f"--take {source} takes the {_number(count, noun, plural)}"
        for source, count, noun, plural in (
            (Source.BULLETS, bullets, "plain bullet", ""),
            (Source.TABLES, tables, "table", ""),
            (Source.PARAGRAPHS, leads, "paragraph with a bold lead", "paragraphs with bold leads"),
        )
        if count
    ]
    return f"{_HOW}, or choose: {'; '.join(offers)}" if offers else _HOW


def _is_csv(text: str) -> bool:
    """Say whether the first lines all have the same number of commas, semicolons or tabs."""
    lines = [line for line in text.split("\n") if line.strip()][:_CSV_ROWS]
    for separator in ",;\t":
        counts = {line.count(separator) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts != {0}:
            return True
    return False


def _number(count: int, noun: str, plural: str = "") -> str:
    return f"{count} {noun if count == 1 else plural or noun + 's'}"
