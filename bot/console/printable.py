"""What may be printed: people's text without anything that steers a terminal."""

import re

_STEERING = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0 and C1 controls: a title may hold an escape sequence
    "\u2028\u2029"  # separators that some terminals take as new lines
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of what follows
    "\ud800-\udfff"  # halves of surrogate pairs, which no output can encode
    "]+"
)


def printable(text: str) -> str:
    """Put one blank where text would steer the terminal, end its line or turn its direction."""
    return _STEERING.sub(" ", text)


def printable_lines(text: str) -> list[str]:
    """Split text of several lines, each made printable, with tabs as four blanks."""
    return [printable(line.expandtabs(4)) for line in re.split(r"\r\n|\r|\n", text)]
