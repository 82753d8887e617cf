"""The reader: turns the text of a file into its blocks."""

import re
from collections.abc import Callable
from typing import ClassVar

from markdown_it.token import Token

from core.errors import Problem
from core.roadmap_markdown import html, outline
from core.roadmap_markdown.block_rules import read_tokens
from core.roadmap_markdown.blocks import (
    Block,
    Code,
    Container,
    Fold,
    Heading,
    Item,
    Page,
    Paragraph,
    Quote,
    Table,
)
from core.roadmap_markdown.limits import MAX_LIST_DEPTH, too_deep
from core.roadmap_markdown.marks import BOX_LINE

_BOX_IN_TEXT = re.compile(rf"^([ \t]*){BOX_LINE}", re.MULTILINE)
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+")
_HEADING_WITHOUT_BLANK = re.compile(r"#{1,6}[^\W\d_]")


def read(text: str, *, first_line: int) -> Page:
    """Read a text whose lines all end in a newline; ``first_line`` is the number of its first."""
    reader = _Reader(first_line)
    reader.read(text)
    return Page(
        tuple(reader.blocks),
        reader.references,
        tuple(reader.warnings),
        tuple(reader.problems),
    )


class _Reader:
    def __init__(self, first_line: int) -> None:
        self.blocks: list[Block] = []
        self.references: dict[str, object] = {}
        self.warnings: list[outline.Warning] = []
        self.problems: list[Problem] = []
        self._first_line = first_line
        self._within: list[Container] = []
        self._lists = 0
        self._listings: list[int] = []
        self._awaiting: int | None = None
        self._level = 0
        self._header: list[str] | None = None
        self._rows: list[tuple[int, list[str]]] = []
        self._table_line = 0
        self._in_html = False

    def read(self, text: str) -> None:
        read_tokens(text, self.references, self._take)

    def _take(self, tokens: list[Token]) -> None:
        for token in tokens:
            handler = self._on.get(token.type)
            if handler is not None:
                handler(self, token)

    def _line(self, token: Token) -> int:
        return (token.map[0] if token.map else 0) + self._first_line

    @property
    def _inside(self) -> Container | None:
        return self._within[-1] if self._within else None

    def _inline(self, token: Token) -> None:
        content = token.content
        if self._header is not None:
            (self._rows[-1][1] if self._rows else self._header).append(content)
        elif self._level:
            self.blocks.append(Heading(self._line(token), self._level, content, self._inside))
            self._level = 0
        elif self._awaiting is not None:
            self._item_text(content, self._line(token))
        else:
            line = self._line(token)
            if not self._within and _HEADING_WITHOUT_BLANK.match(content):
                self._warn(line, f"“{_short(content)}” is not a heading: write a blank after the #")
            self.blocks.append(Paragraph(line, content, self._inside))

    def _list_open(self, _token: Token) -> None:
        self._settle()
        self._lists += 1
        self._listings.append(self._lists)

    def _list_close(self, _token: Token) -> None:
        self._listings.pop()

    def _item_open(self, token: Token) -> None:
        self._awaiting = self._line(token)
        if len(self._listings) > MAX_LIST_DEPTH and not self.problems:
            self.problems.append(too_deep(self._awaiting))

    def _item_close(self, _token: Token) -> None:
        self._settle()
        while not isinstance(self._within.pop(), Item):
            pass

    def _settle(self) -> None:
        """Make the item that turned out to have no text of its own."""
        if self._awaiting is not None:
            self._item_text("", self._awaiting)

    def _item_text(self, content: str, first_line: int) -> None:
        line = self._awaiting if self._awaiting is not None else first_line
        self._awaiting = None
        inside, listing = self._inside, self._listings[-1]
        swallowed = list(_BOX_IN_TEXT.finditer(content)) if "\n" in content else []
        text = content[: swallowed[0].start()].rstrip() if swallowed else content
        item = Item(line, text, inside, listing)
        self.blocks.append(item)
        self._within.append(item)
        if swallowed:
            self._split_off(item, swallowed, first_line)

    def _split_off(self, item: Item, swallowed: list[re.Match[str]], line: int) -> None:
        """Make items of the boxes that wrong indentation made part of an item's text."""
        content = swallowed[0].string
        position = 0
        ends = [match.start() for match in swallowed[1:]] + [len(content)]
        for match, end in zip(swallowed, ends, strict=True):
            line += content.count("\n", position, match.start())
            position = match.start()
            text = _MARKER.sub("", content[position:end], count=1).rstrip()
            inside = item if match[1] else item.inside
            self.blocks.append(Item(line, text, inside, item.listing))
            self._warn(
                line,
                "this box is indented so that it continues the text above; it is read as a topic "
                "of its own: indent it like its neighbours",
            )

    def _heading_open(self, token: Token) -> None:
        self._settle()
        self._level = int(token.tag[1])

    def _quote_open(self, token: Token) -> None:
        self._settle()
        quote = Quote(self._line(token), self._inside)
        self.blocks.append(quote)
        self._within.append(quote)

    def _quote_close(self, _token: Token) -> None:
        while not isinstance(self._within.pop(), Quote):
            pass

    def _table_open(self, token: Token) -> None:
        self._settle()
        self._header, self._rows, self._table_line = [], [], self._line(token)

    def _row_open(self, token: Token) -> None:
        if self._header:
            self._rows.append((self._line(token), []))

    def _table_close(self, _token: Token) -> None:
        rows = tuple((line, tuple(cells)) for line, cells in self._rows)
        header = tuple(self._header or ())
        self.blocks.append(Table(self._table_line, header, rows, self._inside))
        self._header, self._rows = None, []

    def _fence(self, token: Token) -> None:
        self._settle()
        line = self._line(token)
        first, last = token.map or (0, 0)
        # An end marker is one line more than the opening one and the content.
        if token.content.count("\n") + 2 > last - first:
            self._warn(line, f"the code fence that opens here with {token.markup} is never closed")
        self.blocks.append(Code(line, token.content, fenced=True, inside=self._inside))

    def _code(self, token: Token) -> None:
        self._settle()
        self.blocks.append(
            Code(self._line(token), token.content, fenced=False, inside=self._inside)
        )

    def _html(self, token: Token) -> None:
        line = self._line(token)
        visible, unclosed = html.without_comments(token.content)
        if unclosed:
            self._warn(line, "the comment that opens here with <!-- is never closed")
        if self._awaiting is not None and token.content.startswith("<!--"):
            if visible.strip():
                self._item_text(visible.strip(), line)
            return
        self._settle()
        for piece in html.pieces(visible, line):
            if isinstance(piece, html.FoldOpened):
                fold = Fold(piece.line, piece.title, self._inside)
                self.blocks.append(fold)
                self._within.append(fold)
            elif isinstance(piece, html.FoldClosed):
                if isinstance(self._inside, Fold):
                    self._within.pop()
            elif _BOX_IN_TEXT.search(piece.text) and not self._in_html:
                self._read_inside(piece)

    def _read_inside(self, piece: html.Inside) -> None:
        """Read a list that its neighbouring tags hide from the block rules."""
        at = piece.line + piece.text.count("\n", 0, len(piece.text) - len(piece.text.lstrip("\n")))
        self._warn(at, "this list stands inside HTML; leave a blank line between tag and list")
        outer, self._first_line = self._first_line, piece.line
        self._in_html = True
        self.read(piece.text)
        self._in_html = False
        self._first_line = outer

    def _warn(self, line: int, message: str) -> None:
        self.warnings.append(outline.Warning(line, message))

    # Functions and not bound methods: a reader that held itself would wait for the collector.
    _on: ClassVar[dict[str, Callable[["_Reader", Token], None]]] = {
        "inline": _inline,
        "list_item_open": _item_open,
        "list_item_close": _item_close,
        "bullet_list_open": _list_open,
        "ordered_list_open": _list_open,
        "bullet_list_close": _list_close,
        "ordered_list_close": _list_close,
        "heading_open": _heading_open,
        "blockquote_open": _quote_open,
        "blockquote_close": _quote_close,
        "table_open": _table_open,
        "tr_open": _row_open,
        "table_close": _table_close,
        "fence": _fence,
        "code_block": _code,
        "html_block": _html,
    }


def _short(text: str, limit: int = 40) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= limit else first[: limit - 1] + "…"
