"""Progress: what the event log says of one learner's course through one roadmap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.history import Event, EventKind
from core.roadmap import Roadmap, Topic, TopicId, TopicKind

_COMPLETING = frozenset({EventKind.DONE, EventKind.TICKED})


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """Keep the events that were not undone; the undoings themselves are left out too."""
    log = tuple(events)
    undone = {event.undoes for event in log if event.kind is EventKind.UNDONE}
    return tuple(
        event for event in log if event.kind is not EventKind.UNDONE and event.action not in undone
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many of some topics are done."""

    done: int
    total: int

    @property
    def complete(self) -> bool:
        """Say whether nothing is left."""
        return self.done == self.total


@dataclass(frozen=True)
class Progress:
    """How far a learner is in a roadmap; topics that left the roadmap count nowhere."""

    roadmap: Roadmap
    completions: Mapping[TopicId, Event]
    skips: Mapping[TopicId, tuple[Event, ...]]

    def count(self, topics: Iterable[Topic]) -> Count:
        """Count the done among some topics."""
        flags = [topic.id in self.completions for topic in topics]
        return Count(sum(flags), len(flags))

    @cached_property
    def overall(self) -> Count:
        """Count the whole roadmap, projects included."""
        return Count(len(self.completions), len(self.roadmap.topics))

    @cached_property
    def projects(self) -> Count:
        """Count the projects alone."""
        return self.count(t for t in self.roadmap.topics if t.kind is TopicKind.PROJECT)

    @cached_property
    def pending(self) -> tuple[Topic, ...]:
        """Give what is left to study, in the order in which it is offered.

        Within a section the topics come in order and those skipped once come at its end, in the
        order they were skipped; a topic skipped again comes at the end of the roadmap. So what is
        put aside always returns, and never blocks what lies behind it.
        """
        return tuple(self._offers())

    @cached_property
    def current(self) -> Topic | None:
        """Give the topic to study now; None when all are done."""
        return next(self._offers(), None)

    def _offers(self) -> Iterator[Topic]:
        twice: list[Topic] = []
        for section in self.roadmap.sections:
            once: list[Topic] = []
            for topic in section.topics:
                if topic.id in self.completions:
                    continue
                skips = self.skips.get(topic.id)
                if skips is None:
                    yield topic
                else:
                    (once if len(skips) == 1 else twice).append(topic)
            yield from sorted(once, key=self._last_skip)
        yield from sorted(twice, key=self._last_skip)

    def _last_skip(self, topic: Topic) -> tuple[int, int]:
        """Order skipped topics by when they were last skipped, then by place."""
        return self.skips[topic.id][-1].action, topic.number


def progress(roadmap: Roadmap, events: Iterable[Event]) -> Progress:
    """Recompute a learner's progress in a roadmap from their standing events."""
    topics = roadmap.by_id
    completions: dict[TopicId, Event] = {}
    skips: dict[TopicId, tuple[Event, ...]] = {}
    for event in events:
        if event.topic is None or event.topic not in topics:
            continue
        if event.kind in _COMPLETING:
            completions.setdefault(event.topic, event)
        elif event.kind is EventKind.SKIPPED:
            skips[event.topic] = (*skips.get(event.topic, ()), event)
    return Progress(roadmap, completions, skips)
