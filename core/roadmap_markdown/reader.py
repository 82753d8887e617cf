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
)
from core.roadmap_markdown.excerpt import Excerpt
from core.roadmap_markdown.limits import MAX_LIST_DEPTH, too_deep
from core.roadmap_markdown.lines import ExcerptLines, Lines, rest_of_line
from core.roadmap_markdown.open_table import OpenTable
from core.roadmap_markdown.swallowed import BOX_IN_TEXT, Swallowed, split_off

_HEADING_WITHOUT_BLANK = re.compile(r"#{1,6}[^\W\d_]")


def read(text: str, *, first: int) -> Page:
    """Read a text whose lines all end in a newline; ``first`` is the number of its first."""
    reader = _Reader()
    reader.read(Lines(text, first))
    return Page(
        tuple(reader.blocks),
        reader.references,
        tuple(reader.warnings),
        tuple(reader.problems),
    )


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.references: dict[str, object] = {}
        self.warnings: list[outline.Warning] = []
        self.problems: list[Problem] = []
        self._lines = Lines("", 1)
        self._within: list[Container] = []
        self._lists = 0
        self._listings: list[int] = []
        self._awaiting: int | None = None
        self._level = 0
        self._table: OpenTable | None = None
        self._in_html = False

    def read(self, lines: Lines) -> None:
        self._lines = lines
        read_tokens(lines.text, self.references, self._take)

    def _take(self, tokens: list[Token]) -> None:
        for token in tokens:
            handler = self._on.get(token.type)
            if handler is not None:
                handler(self, token)

    def _line(self, token: Token) -> int:
        return (token.map[0] if token.map else 0) + self._lines.first

    @property
    def _inside(self) -> Container | None:
        return self._within[-1] if self._within else None

    def _inline(self, token: Token) -> None:
        content = token.content
        if self._table is not None:
            self._table.add(content)
            return
        first, last = token.map or (0, 0)
        line, column = self._lines.locate(content, first, last)
        if self._level:
            self.blocks.append(Heading(line, column, self._level, content, self._inside))
            self._level = 0
        elif self._awaiting is not None:
            self._item_text(content, line, column)
        else:
            if not self._within and _HEADING_WITHOUT_BLANK.match(content):
                self._warn(line, f"“{_short(content)}” is not a heading: write a blank after the #")
            self.blocks.append(Paragraph(line, column, content, self._inside))

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
            self._item_text("", self._awaiting, 0)

    def _item_text(self, content: str, line: int, column: int) -> None:
        self._awaiting = None
        inside, listing = self._inside, self._listings[-1]
        text, swallowed = split_off(content)
        item = Item(line, column, text, inside, listing)
        self.blocks.append(item)
        self._within.append(item)
        for box in swallowed:
            self._swallowed(item, box, line + box.below)

    def _swallowed(self, item: Item, box: Swallowed, line: int) -> None:
        number = line - self._lines.first
        _, column = self._lines.locate(box.text, number, number + 1)
        inside = item if box.indented else item.inside
        self.blocks.append(Item(line, column, box.text, inside, item.listing))
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
        self._table = OpenTable(self._line(token), self._inside)

    def _row_open(self, token: Token) -> None:
        if self._table is not None and self._table.has_header:
            columns = self._lines.cells(token.map[0] if token.map else 0)
            self._table.begin_row(self._line(token), columns)

    def _table_close(self, _token: Token) -> None:
        if self._table is not None:
            self.blocks.append(self._table.close())
        self._table = None

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
            self._item_behind_comment(visible, token)
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
            elif BOX_IN_TEXT.search(piece.excerpt.text) and not self._in_html:
                self._read_inside(piece, token.content)

    def _item_behind_comment(self, visible: Excerpt, token: Token) -> None:
        text = visible.text.strip()
        if text:
            start = visible.text.index(text)
            line = self._line(token) + visible.text.count("\n", 0, start)
            rest = rest_of_line(token.content, visible.origin(start))
            column = self._lines.before(rest, line - self._lines.first)
            self._item_text(text, line, column)

    def _read_inside(self, piece: html.Inside, content: str) -> None:
        """Read a list that its neighbouring tags hide from the block rules."""
        text = piece.excerpt.text
        at = piece.line + text.count("\n", 0, len(text) - len(text.lstrip("\n")))
        self._warn(at, "this list stands inside HTML; leave a blank line between tag and list")
        outer = self._lines
        self._in_html = True
        self.read(ExcerptLines(piece.excerpt, piece.line, html=content, around=outer))
        self._in_html = False
        self._lines = outer

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
