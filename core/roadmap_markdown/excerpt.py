"""An excerpt: a text with parts left out, which knows where each of its characters stood."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What is kept of a text: runs that begin ``at`` these offsets here and ``stood`` at those."""

    text: str
    at: tuple[int, ...] = (0,)
    stood: tuple[int, ...] = (0,)

    def origin(self, offset: int) -> int:
        """Tell where in the whole text the character at an offset of the excerpt stood."""
        run = bisect_right(self.at, offset) - 1
        return self.stood[run] + offset - self.at[run]

    def part(self, start: int, end: int) -> "Excerpt":
        """Keep what stands between two offsets."""
        return self._keep([(start, end)])

    def without(self, pattern: re.Pattern[str]) -> "Excerpt":
        """Leave out every match but for its line breaks, so that no line changes its number."""
        if pattern.search(self.text) is None:
            return self
        return self._keep(self._around(pattern))

    def _around(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        position = 0
        for match in pattern.finditer(self.text):
            yield position, match.start()
            position = match.end()
            line_break = self.text.find("\n", match.start(), position)
            while line_break >= 0:
                yield line_break, line_break + 1
                line_break = self.text.find("\n", line_break + 1, position)
        yield position, len(self.text)

    def _keep(self, ranges: Iterable[tuple[int, int]]) -> "Excerpt":
        text: list[str] = []
        at: list[int] = []
        stood: list[int] = []
        length = 0
        for start, end in ranges:
            run = bisect_right(self.at, start) - 1
            while run < len(self.at) and self.at[run] < end:
                first = max(start, self.at[run])
                at.append(length + first - start)
                stood.append(self.stood[run] + first - self.at[run])
                run += 1
            text.append(self.text[start:end])
            length += end - start
        return Excerpt("".join(text), tuple(at) or (0,), tuple(stood) or (0,))
