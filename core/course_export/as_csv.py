"""A course as CSV, which spreadsheets open."""

import csv
import io
from collections.abc import Iterable

from core.course_export.entries import Entry

COLUMNS = ("number", "path", "title", "kind", "done", "done_on", "note", "links", "retired")
"""The header; columns are only ever added at the end."""

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DROPPED = ("\t", "\r", "\n")


def to_csv(entries: Iterable[Entry]) -> bytes:
    """Write a course as CSV by RFC 4180: a header, then a line for each topic, ended by CRLF.

    It is UTF-8 with a byte order mark, without which Excel takes it for another encoding. A path
    is joined by " > ", the addresses of links by a blank; ``done`` and ``retired`` are "yes" or
    "no", ``done_on`` "2026-11-23" or empty. A cell that a spreadsheet would take for a formula
    begins with an apostrophe.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(_line, entries))
    return written.getvalue().encode("utf-8-sig")


def _line(entry: Entry) -> tuple[object, ...]:
    return (
        entry.number,
        _words(" > ".join(entry.path)),
        _words(entry.title),
        entry.kind.value,
        "yes" if entry.done else "no",
        entry.done_on.isoformat() if entry.done_on else "",
        _words(entry.note),
        _words(" ".join(link.url for link in entry.links)),
        "yes" if entry.retired else "no",
    )


def _words(text: str) -> str:
    """Keep a spreadsheet from reckoning with words that people wrote."""
    # Some drop the blanks before a formula, or a break at the start of a cell.
    risky = text.startswith(_DROPPED) or text.lstrip().startswith(_FORMULA)
    return f"'{text}" if risky else text
