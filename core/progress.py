"""Progress: what the event log says of one learner's course through one roadmap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from core.history import ActionNumber, Event, EventKind
from core.roadmap import Roadmap, Topic, TopicId, TopicKind


def standing(events: Iterable[Event]) -> tuple[Event, ...]:
    """Keep the events that were not undone; the undoings themselves are left out too."""
    log = tuple(events)
    undone = {event.undoes for event in log if event.kind is EventKind.UNDONE}
    if not undone:
        return log
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


@dataclass(frozen=True, slots=True)
class Skip:
    """How a topic stands that was put aside, last by the action of this number.

    ``section_over`` says that its section has nothing else to offer before it, or that it was put
    aside there before, so that it waits for the end of the roadmap.
    """

    action: ActionNumber
    section_over: bool


@dataclass(frozen=True)
class Progress:
    """How far a learner is in a roadmap; topics that left the roadmap count nowhere."""

    roadmap: Roadmap
    completions: Mapping[TopicId, Event]
    skips: Mapping[TopicId, Skip]

    def after(self, events: Iterable[Event]) -> "Progress":
        """Give the progress once these events happened too."""
        topics = self.roadmap.by_id
        completions = dict(self.completions)
        skips = dict(self.skips)
        for event in events:
            topic, kind = event.topic, event.kind
            if kind is EventKind.RESET:
                completions.clear()
                skips.clear()
            if topic is None or topic not in topics:
                continue
            # Compared one by one: to look a kind up in a set costs a Python call each time.
            if kind is EventKind.DONE or kind is EventKind.TICKED or kind is EventKind.KNOWN:
                completions.setdefault(topic, event)
            elif kind is EventKind.SKIPPED:
                others = (
                    each.id
                    for each in self.roadmap.section_of[topic].topics
                    if each.id != topic and each.id not in completions
                )
                over = topic in skips or next(others, None) is None
                skips[topic] = Skip(event.action, section_over=over)
        return Progress(self.roadmap, completions, skips)

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

        Within a section the topics come in order and those skipped come at its end, in the order
        they were skipped; one skipped there again, or skipped as the last of its section, comes at
        the end of the roadmap. So what is put aside always returns, and never blocks what lies
        behind it.
        """
        return tuple(self._offers())

    @cached_property
    def current(self) -> Topic | None:
        """Give the topic to study now; None when all are done."""
        return next(self._offers(), None)

    def _offers(self) -> Iterator[Topic]:
        last: list[Topic] = []
        for section in self.roadmap.sections:
            aside: list[Topic] = []
            for topic in section.topics:
                if topic.id in self.completions:
                    continue
                skip = self.skips.get(topic.id)
                if skip is None:
                    yield topic
                else:
                    (last if skip.section_over else aside).append(topic)
            if aside:
                yield from sorted(aside, key=self._skipped_at)
        yield from sorted(last, key=self._skipped_at)

    def _skipped_at(self, topic: Topic) -> ActionNumber:
        return self.skips[topic.id].action


def progress(roadmap: Roadmap, events: Iterable[Event]) -> Progress:
    """Recompute a learner's progress in a roadmap from their standing events."""
    return Progress(roadmap, {}, {}).after(events)
