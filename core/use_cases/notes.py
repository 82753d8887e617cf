"""Notes: what a learner wrote about a topic, shown and changed."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import NoteTooLong, NothingToNote
from core.learner import Account
from core.ports import UnitOfWork
from core.roadmap import Topic
from core.selection import Pick, pick
from core.use_cases.course import Course, open_course

NOTE_LIMIT = 1000
"""Characters: a note, and the one that it takes the place of, fit into one message."""


@dataclass(frozen=True, slots=True)
class NoteShown:
    """What a learner wrote about a topic; None where they wrote nothing."""

    topic: Topic
    note: str | None


@dataclass(frozen=True, slots=True)
class NoteSet:
    """A topic has this note now, None where it has none; ``before`` is the one it had."""

    topic: Topic
    note: str | None
    before: str | None


def show_note(work: UnitOfWork, account: Account, now: datetime, picked: Pick) -> NoteShown:
    """Show the note on the picked topic, else on the current one.

    Raise UnknownTopic for a pick that does not fit, NothingToNote where all are done.
    """
    course, topic = _topic(work, account, now, picked)
    return NoteShown(topic, work.notes.get(course.learner.id, topic.id))


def set_note(
    work: UnitOfWork, account: Account, now: datetime, picked: Pick, text: str | None
) -> NoteSet:
    """Write a note on the picked topic, else on the current one; None takes it away.

    Raise NoteTooLong above NOTE_LIMIT, and what ``show_note`` does.
    """
    course, topic = _topic(work, account, now, picked)
    note = _tidied(text or "") or None
    if note and len(note) > NOTE_LIMIT:
        raise NoteTooLong(len(note), NOTE_LIMIT)
    before = work.notes.get(course.learner.id, topic.id)
    if note != before:
        work.notes.put(course.learner.id, topic.id, note, at=now)
        work.commit()
    return NoteSet(topic, note, before)


def _topic(work: UnitOfWork, account: Account, now: datetime, picked: Pick) -> tuple[Course, Topic]:
    course = open_course(work, account, now, picked.topic)
    chosen = pick(course.roadmap, picked, course.progress.current)
    if not chosen:
        raise NothingToNote
    return course, chosen[0]


def _tidied(text: str) -> str:
    """Keep the lines of a note, without the blanks at their ends and the empty ones around it."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip()
