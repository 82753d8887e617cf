"""What a process remembers of committed rows, so that a turn reads only what is new."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

from core.learner import LearnerId
from core.log import Log
from core.roadmap import Roadmap, RoadmapId

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping of bounded size, for any thread, that forgets what was not asked for longest."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._entries: OrderedDict[K, V] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K) -> V | None:
        """Give what is remembered, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None:
                self._entries.move_to_end(key)
            return entry

    def put(self, key: K, entry: V) -> None:
        """Remember an entry, and forget the oldest where there are too many."""
        with self._lock:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            if len(self._entries) > self._size:
                self._entries.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._entries.clear()


@dataclass(frozen=True, slots=True)
class Past:
    """A learner's log up to the row with the id ``last``."""

    last: int
    log: Log


@dataclass(frozen=True, slots=True)
class Memory:
    """What all units of work of one gateway share.

    A roadmap is right while its revision is; a history only ever grows at its end. What a unit of
    work has written itself is put here only once it is kept, so that a rollback leaves nothing
    false behind.
    """

    roadmaps: Recent[RoadmapId, Roadmap] = field(default_factory=lambda: Recent(64))
    pasts: Recent[LearnerId, Past] = field(default_factory=lambda: Recent(2048))

    def clear(self) -> None:
        """Forget everything, as when a commit of several units of work failed."""
        self.roadmaps.clear()
        self.pasts.clear()
