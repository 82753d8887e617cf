"""A course as JSON."""

import json
from collections.abc import Iterable

from core.course_export.entries import Entry

VERSION = 1
"""Grows when a key is renamed, removed or changes its meaning, not when one is added."""


def to_json(title: str, entries: Iterable[Entry]) -> bytes:
    """Write a course as one JSON object, in UTF-8.

    Its keys are ``version``, ``title`` (the roadmap's) and ``topics``: a list of objects, each with
    ``number`` (from 1), ``path`` (section titles from the outside in), ``title``, ``kind`` ("topic"
    or "project"), ``done``, ``done_on`` ("2026-11-23", or null), ``note`` (or null), ``links``
    (objects with ``text`` and ``url``) and ``retired`` (whether the topic left the roadmap).
    """
    course = {
        "version": VERSION,
        "title": title,
        "topics": [_object(entry) for entry in entries],
    }
    return (json.dumps(course, ensure_ascii=False, indent=2) + "\n").encode()


def _object(entry: Entry) -> dict[str, object]:
    return {
        "number": entry.number,
        "path": entry.path,
        "title": entry.title,
        "kind": entry.kind.value,
        "done": entry.done,
        "done_on": entry.done_on.isoformat() if entry.done_on else None,
        "note": entry.note or None,
        "links": [{"text": link.text, "url": link.url} for link in entry.links],
        "retired": entry.retired,
    }
