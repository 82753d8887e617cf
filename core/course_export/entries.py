"""Entries: what is exported of each topic of a course."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from core.history import Event, EventKind
from core.progress import Progress
from core.reconcile import KnownTopic
from core.roadmap import Path, Resource, TopicId, TopicKind


@dataclass(frozen=True, slots=True)
class Entry:
    """One topic of a course, as it is exported.

    One that is ``retired`` left the roadmap: its number is the one it had last, and what kind it
    was is not known any more. ``title`` is the topic's as people see it; ``done_on`` is the
    learner's date, None where the topic is not done or was taken as done from its box, which says
    nothing of a day; ``note`` is empty where there is none.
    """

    number: int
    path: Path
    title: str
    kind: TopicKind = TopicKind.TOPIC
    done: bool = False
    done_on: date | None = None
    note: str = ""
    links: tuple[Resource, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True)
class Retired:
    """A topic that left the roadmap, and when it was done; None where it was not."""

    topic: KnownTopic
    completion: Event | None


def entries_of(
    progress: Progress, notes: Mapping[TopicId, str], retired: Iterable[Retired] = ()
) -> tuple[Entry, ...]:
    """Give an entry for each topic of a course, in the roadmap's order; retired ones come last."""
    standing = (
        Entry(
            topic.number,
            topic.path,
            topic.text,
            topic.kind,
            done=topic.id in progress.completions,
            done_on=_done_on(progress.completions.get(topic.id)),
            note=notes.get(topic.id, ""),
            links=topic.resources,
        )
        for topic in progress.roadmap.topics
    )
    left = (
        Entry(
            each.topic.number,
            each.topic.name.path,
            each.topic.name.text,
            done=each.completion is not None,
            done_on=_done_on(each.completion),
            note=notes.get(each.topic.id, ""),
            links=tuple(Resource(url, url) for url in each.topic.links),
            retired=True,
        )
        for each in retired
    )
    return (*standing, *left)


def _done_on(completion: Event | None) -> date | None:
    if completion is None or completion.kind is not EventKind.DONE:
        return None
    return completion.moment.date
