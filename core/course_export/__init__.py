"""What a learner takes along of a course: its topics, what is done and what they noted."""

from core.course_export.as_csv import to_csv
from core.course_export.as_json import to_json
from core.course_export.as_markdown import Called, TickedFile, called, to_markdown
from core.course_export.entries import Entry, Retired, entries_of

__all__ = [
    "Called",
    "Entry",
    "Retired",
    "TickedFile",
    "called",
    "entries_of",
    "to_csv",
    "to_json",
    "to_markdown",
]
