"""Lines: where in the file the words stand that the block rules hand over."""

import re

from markdown_it.common.utils import MD_TRIM_RE

from core.roadmap_markdown.excerpt import Excerpt

_BEFORE_ROW = re.compile(r"[\s>]*\|?")
_END_OF_CELL = re.compile(r"(?<!\\)\|")


class Lines:
    """The lines of a text, counted from 0; quick for one who asks from the first to the last.

    ``first`` is the number of the first of them in the file. A column counts characters from 0.
    """

    __slots__ = ("_end", "_number", "_start", "first", "text")

    def __init__(self, text: str, first: int) -> None:
        self.text = text
        self.first = first
        self._number = 0
        self._start = 0
        self._end = text.find("\n")

    def span(self, number: int) -> tuple[int, int]:
        """Give the offsets of a line's first character and of its end."""
        if number != self._number:
            if number < self._number:
                self._number = self._start = 0
                self._end = self.text.find("\n")
            while self._number < number:
                self._start = self._end + 1
                self._end = self.text.find("\n", self._start)
                self._number += 1
        return self._start, self._end

    def locate(self, words: str, number: int, last: int) -> tuple[int, int]:
        """Find the line of the file, and the column, where the words of a block begin.

        A line of odd blanks belongs to the block behind it and is left out of its words, so it may
        be any line below ``last``.
        """
        if "\n" in words:
            words = words.partition("\n")[0]
        start, end = self.span(number)
        # Nearly all end there, which is quicker to see than to search for.
        if self.text.endswith(words, start, end):
            return self.first + number, end - len(words) - start
        for each in range(number, last):
            start, end = self.span(each)
            # From the end: marks of lists and quotes may say the same, blanks and #s cannot.
            found = self.text.rfind(words, start, end)
            if found >= 0:
                return self.first + each, found - start
        return self.first + number, 0

    def before(self, rest: int, number: int) -> int:
        """Find the column in a line that so many characters follow."""
        start, end = self.span(number)
        return end - rest - start

    def cells(self, number: int) -> list[int]:
        """Find the columns where the cells of a table's row begin."""
        line, end = self.span(number)
        edge = _BEFORE_ROW.match(self.text, line, end)
        first = edge.end() if edge else line
        starts = [first, *(bar.end() for bar in _END_OF_CELL.finditer(self.text, first, end))]
        blanks = (MD_TRIM_RE.match(self.text, start, end) for start in starts)
        return [
            (blank.end() if blank else start) - line
            for start, blank in zip(starts, blanks, strict=True)
        ]


class ExcerptLines(Lines):
    """The lines of an excerpt of an HTML block, whose lines end as those of the text around do."""

    __slots__ = ("_around", "_excerpt", "_html")

    def __init__(self, excerpt: Excerpt, first: int, *, html: str, around: Lines) -> None:
        super().__init__(excerpt.text + "\n", first)
        self._excerpt = excerpt
        self._html = html
        self._around = around

    def locate(self, words: str, number: int, last: int) -> tuple[int, int]:
        """Find the line of the file, and the column, where the words of a block begin."""
        line, column = super().locate(words, number, last)
        return line, self._outside(line - self.first, column)

    def before(self, rest: int, number: int) -> int:
        """Find the column in a line that so many characters follow."""
        return self._outside(number, super().before(rest, number))

    def cells(self, number: int) -> list[int]:
        """Find the columns where the cells of a table's row begin."""
        return [self._outside(number, column) for column in super().cells(number)]

    def _outside(self, number: int, column: int) -> int:
        """Tell the column in the file of what stands at one of the excerpt's."""
        origin = self._excerpt.origin(self.span(number)[0] + column)
        rest = rest_of_line(self._html, origin)
        return self._around.before(rest, self.first - self._around.first + number)


def rest_of_line(text: str, offset: int) -> int:
    """Count the characters from an offset to the end of its line."""
    end = text.find("\n", offset)
    return (len(text) if end < 0 else end) - offset
