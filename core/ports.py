"""What the core asks of the outside: repositories, the unit of work, the clock, the gazetteer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.destination import Destination
from core.history import Event
from core.learner import Account, Enrolment, EnrolmentId, Learner, LearnerId
from core.log import Log
from core.place import KnownPlace
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary
from core.roadmap_markdown.outline import Outline


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> datetime:
        """Give this instant, aware, in UTC."""
        ...


class Learners(Protocol):
    """Keep learners and the accounts that lead to them."""

    def of_account(self, account: Account) -> Learner | None:
        """Find the learner behind an account, held until the unit of work ends.

        Two units of work on one learner never interleave, so what is decided from the history
        stays true until it is written.
        """
        ...

    def add(self, account: Account, *, zone: str, language: str, joined: datetime) -> Learner:
        """Make a learner for an account that has none."""
        ...

    def save(self, learner: Learner) -> None:
        """Write a learner's zone, language and current enrolment."""
        ...


class Roadmaps(Protocol):
    """Keep roadmaps. A roadmap is only ever changed by importing its file."""

    def summaries(self) -> tuple[RoadmapSummary, ...]:
        """List all roadmaps, by title."""
        ...

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap; raise KeyError where there is none."""
        ...

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug."""
        ...

    def add(self, slug: str, outline: Outline, *, added: datetime) -> Roadmap:
        """Store an outline as a new roadmap; its topics get their ids and numbers here."""
        ...


class Enrolments(Protocol):
    """Keep who studies which roadmap; a learner has at most one enrolment a roadmap."""

    def get(self, enrolment: EnrolmentId) -> Enrolment:
        """Give an enrolment; raise KeyError where there is none."""
        ...

    def of_learner(self, learner: LearnerId) -> tuple[Enrolment, ...]:
        """List a learner's enrolments, the oldest first."""
        ...

    def add(self, learner: LearnerId, roadmap: RoadmapId, *, started: datetime) -> Enrolment:
        """Enrol a learner in a roadmap that they are not enrolled in."""
        ...


class History(Protocol):
    """Keep the event log; it is only ever appended to."""

    def of_learner(self, learner: LearnerId) -> Log:
        """Give all that a learner did, in every roadmap, in the order it was written."""
        ...

    def append(self, events: Iterable[Event]) -> None:
        """Write events of one learner; a (learner, action, topic) is written at most once."""
        ...


class Places(Protocol):
    """Keep the chats that platforms told of."""

    def of(self, platform: str, chat: str) -> KnownPlace | None:
        """Find a place, held until the unit of work ends."""
        ...

    def save(self, place: KnownPlace) -> None:
        """Write a place, known before or not."""
        ...

    def paused(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that are paused."""
        ...

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let a place be known by its new chat alone.

        A place that is known by both stays as the new one is; one that is known by neither stays
        unknown.
        """
        ...


class Destinations(Protocol):
    """Keep where learners are written to unasked."""

    def of_learner(self, learner: LearnerId) -> tuple[Destination, ...]:
        """List a learner's destinations, in the order they were added."""
        ...

    def on_platform(self, platform: str, *, most: int) -> tuple[Destination, ...]:
        """List the destinations of all learners on a platform, each once, the newest first."""
        ...

    def add(self, learner: LearnerId, destination: Destination) -> None:
        """Add a destination that the learner does not have."""
        ...

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let every learner's destinations in the old chat be in the new one, each once."""
        ...


class Announcements(Protocol):
    """Remember what platforms were told, by scope ("discord:1:global"), as a digest."""

    def of(self, prefix: str) -> Mapping[str, str]:
        """Give the digest of each scope whose name begins with ``prefix``."""
        ...

    def save(self, scope: str, digest: str) -> None:
        """Write the digest of a scope, known before or not."""
        ...

    def forget(self, scope: str) -> None:
        """Forget a scope, known or not."""
        ...


class Receipts(Protocol):
    """Remember what was handled, by the key that its platform tells it from all else by."""

    def take(self, key: str, *, at: datetime) -> bool:
        """Take a key; say False where it was taken before, by a unit of work that was kept."""
        ...

    def forget(self, before: datetime) -> int:
        """Forget the keys taken before an instant; say how many they were."""
        ...


class UnitOfWork(Protocol):
    """One all-or-nothing piece of work; without a commit nothing of it is kept."""

    @property
    def learners(self) -> Learners:
        """The learners."""
        ...

    @property
    def roadmaps(self) -> Roadmaps:
        """The roadmaps."""
        ...

    @property
    def enrolments(self) -> Enrolments:
        """The enrolments."""
        ...

    @property
    def history(self) -> History:
        """The event log."""
        ...

    @property
    def places(self) -> Places:
        """The places."""
        ...

    @property
    def destinations(self) -> Destinations:
        """The destinations of learners."""
        ...

    @property
    def announcements(self) -> Announcements:
        """What platforms were told."""
        ...

    @property
    def receipts(self) -> Receipts:
        """The receipts of what was handled."""
        ...

    @property
    def committed(self) -> bool:
        """Whether all written so far is to be kept."""
        ...

    def commit(self) -> None:
        """Ask that all written so far is kept; call it once, last."""
        ...


@dataclass(frozen=True, slots=True)
class City:
    """A place a person may name to say where they live; ``zone`` is an IANA name."""

    name: str
    country: str
    zone: str


class Gazetteer(Protocol):
    """Know the world's cities and zones."""

    def cities(self, name: str) -> tuple[City, ...]:
        """Find cities of that name, typos tolerated; the likeliest first, at most ten."""
        ...

    def zone_in(self, territory: str) -> str | None:
        """Give the zone of a territory's largest city, an IANA name.

        ``territory`` is its ISO 3166 code ("PT"); None where no city of it is known.
        """
        ...

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        """Give the zone of a point on Earth, in degrees; None where no point is named so."""
        ...
