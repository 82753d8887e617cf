"""Escape: people's text as Markdown that shows this text and nothing else.

The library's own escaping leaves masked links, shortcodes of emoji and numbered lists alone, and
lets what follows an address be eaten by it. Discord's Markdown has no specification: these rules
follow how its clients behave, the strictest of them.

What cannot be shown as it is, is cleaned first: control characters and line ends become blanks,
soft hyphens and marks that embed or override a direction are dropped, halves of a pair replaced.
"""

import re
from functools import lru_cache

from bot.discord.addresses import linkable

_BLANK = re.compile("\r\n|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_DROPPED = re.compile("[\xad\u202a-\u202e\u2066-\u2069]")
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\n]")

_ADDRESS = re.compile(r"https?://[^\s<>]+")
_AFTER_ADDRESS = ".,:;!?\"')]}"
"""What ends a sentence rather than the address in it."""

_CALL_TO_ALL = re.compile("(?<=@)(?=everyone|here)")
_ZERO_WIDTH = "\u200b"
_BEGINNING = re.compile(r"(?P<marks>\W*)(?P<number>[0-9]+(?=[.)]))?")
_SYNTAX = re.compile(
    r"""
      [\\*_~|`\[\]<]    # looks, spoilers, code, links and what stands in angle brackets
    | (?<=<)[@#]        # so that no mention is left for whoever does not know of escapes
    | (?<=\])\(         # the brackets of a link are matched before escapes are looked at
    | \#(?!\w)          # a heading, and the marks that a heading loses at its end
    | :(?!\s|\Z)        # shortcodes of emoji, and addresses
    | [-+>.)]           # lists and quotes, where a line begins
    """,
    re.VERBOSE,
)


# Many learners read the same titles, and all of them the same words of ours.
@lru_cache(maxsize=1024)
def clean(text: str) -> str:
    """Give a line as it can be shown; a line end within it becomes a blank."""
    return _HALF_A_PAIR.sub("\ufffd", _DROPPED.sub("", _BLANK.sub(" ", text)))


def clean_lines(text: str) -> str:
    """Give text of several lines as it can be shown, with tabs as four blanks."""
    return "\n".join(clean(line.expandtabs(4)) for line in _LINE_END.split(text))


@lru_cache(maxsize=1024)
def escape(text: str, *, ends: bool = True) -> str:
    """Write a cleaned line as Markdown; web addresses in it are links, and show no preview.

    ``ends`` says that nothing but the line's end follows. A call to everybody in a channel gets a
    character of no width, for it would be read as one wherever it stands.
    """
    written = ""
    at = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_AFTER_ADDRESS)
        # In angle brackets it ends where we say; some clients look for the last bracket of a word.
        alone = text[found.end() : found.end() + 1].isspace() or (ends and found.end() == len(text))
        if alone and linkable(address) == address:
            written += f"{_escaped(text[at : found.start()], ends=False)}<{address}>"
            at = found.start() + len(address)
    return written + _escaped(text[at:], ends=ends)


def _escaped(text: str, *, ends: bool) -> str:
    text = _CALL_TO_ALL.sub(_ZERO_WIDTH, text)
    beginning = _BEGINNING.match(text)
    first = beginning.end("marks") if beginning else 0
    number = beginning.end("number") if beginning else -1

    def mark(found: re.Match[str]) -> str:
        char, place = found[0], found.start()
        if (char in "-+>" and place >= first) or (char in ".)" and place != number):
            return char
        return f"\\{char}"

    written = _SYNTAX.sub(mark, text)
    return written if ends or not written.endswith(":") else f"{written[:-1]}\\:"
