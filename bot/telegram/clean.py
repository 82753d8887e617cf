"""Cleaning: what Telegram would change in people's words, changed by us first and better.

What is sent is then what is shown, and the places of entities stay right. Found out by giving every
character to TDLib: it makes controls blanks, and drops carriage returns, separators of lines, marks
that embed or override a direction, and three combining marks.
"""

import re
import unicodedata

DIRECTION_MARKS = "\u200e\u200f"

_CHANGED = re.compile("[\x00-\x1f\u030a\u0333\u033f\u200e\u200f\u2028-\u202e\ud800-\udfff]")
_LINE_END = re.compile("\r\n|[\r\n]")
_BLANK = re.compile("\r\n|[\x00-\x1f\u2028\u2029]")
_DROPPED = re.compile("[\u030a\u0333\u033f\u202a-\u202e]")
_HALF_A_PAIR = re.compile("[\ud800-\udfff]")
_DIRECTIONS = re.compile(f"[{DIRECTION_MARKS}]+([{DIRECTION_MARKS}])")
_RING = "\u030a"


def clean(text: str) -> str:
    """Give a line as Telegram shows it; a line end within it becomes a blank."""
    if not _CHANGED.search(text):
        return text
    if _RING in text:  # Dropped where it combines, kept where it is one letter: "å".
        text = unicodedata.normalize("NFC", text)
    text = _DROPPED.sub("", _BLANK.sub(" ", text))
    # Of several marks only the last counts, and Telegram makes the others joiners.
    return _HALF_A_PAIR.sub("\ufffd", _DIRECTIONS.sub(r"\1", text))


def clean_lines(text: str) -> str:
    """Give text of several lines as Telegram shows it, with tabs as four blanks."""
    return "\n".join(clean(line.expandtabs(4)) for line in _LINE_END.split(text))
