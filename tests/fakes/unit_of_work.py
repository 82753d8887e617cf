"""The unit of work in memory: what the ports promise, with dicts for tables."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from core.destination import Destination
from core.history import Event
from core.learner import Account, Enrolment, EnrolmentId, Learner, LearnerId
from core.log import Log
from core.place import KnownPlace
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary, Topic, TopicId, TopicKind
from core.roadmap_markdown.outline import Outline


@dataclass(slots=True)
class Shelf:
    """Everything that is kept."""

    accounts: dict[Account, LearnerId] = field(default_factory=dict)
    learners: dict[LearnerId, Learner] = field(default_factory=dict)
    roadmaps: dict[RoadmapId, Roadmap] = field(default_factory=dict)
    enrolments: dict[EnrolmentId, Enrolment] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    places: dict[tuple[str, str], KnownPlace] = field(default_factory=dict)
    destinations: list[tuple[LearnerId, Destination]] = field(default_factory=list)
    announcements: dict[str, str] = field(default_factory=dict)
    receipts: dict[str, datetime] = field(default_factory=dict)

    def copy(self) -> "Shelf":
        """Give a shelf to write on while this one stays as it is."""
        return Shelf(
            dict(self.accounts),
            dict(self.learners),
            dict(self.roadmaps),
            dict(self.enrolments),
            list(self.events),
            dict(self.places),
            list(self.destinations),
            dict(self.announcements),
            dict(self.receipts),
        )


class FakeLearners:
    """Keep learners in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def of_account(self, account: Account) -> Learner | None:
        """Find the learner behind an account."""
        learner = self._shelf.accounts.get(account)
        return None if learner is None else self._shelf.learners[learner]

    def add(self, account: Account, *, zone: str, language: str, joined: datetime) -> Learner:
        """Make a learner for an account that has none."""
        _refuse(account, among=self._shelf.accounts)
        learner = Learner(LearnerId(len(self._shelf.learners) + 1), zone, language, _utc(joined))
        self._shelf.accounts[account] = learner.id
        self._shelf.learners[learner.id] = learner
        return learner

    def save(self, learner: Learner) -> None:
        """Write a learner's zone, language and current enrolment."""
        kept = self._shelf.learners[learner.id]
        self._shelf.learners[learner.id] = replace(learner, joined=kept.joined)


class FakeRoadmaps:
    """Keep roadmaps in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def summaries(self) -> tuple[RoadmapSummary, ...]:
        """List all roadmaps, by title."""
        return tuple(sorted(map(_summary, self._shelf.roadmaps.values()), key=lambda it: it.title))

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap; raise KeyError where there is none."""
        return self._shelf.roadmaps[roadmap]

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug."""
        return next((each for each in self._shelf.roadmaps.values() if each.slug == slug), None)

    def add(self, slug: str, outline: Outline, *, added: datetime) -> Roadmap:
        """Store an outline as a new roadmap."""
        _utc(added)
        _refuse(slug, among=(each.slug for each in self._shelf.roadmaps.values()))
        before = sum(len(each.topics) for each in self._shelf.roadmaps.values())
        topics = tuple(
            Topic(
                TopicId(before + number),
                number,
                topic.path,
                topic.title,
                topic.text,
                topic.kind,
                topic.depth,
                topic.hint,
                topic.resources,
                topic.details,
                topic.ticked,
            )
            for number, topic in enumerate(outline.topics, start=1)
        )
        number = RoadmapId(len(self._shelf.roadmaps) + 1)
        roadmap = Roadmap(number, slug, outline.title, outline.about, topics)
        self._shelf.roadmaps[number] = roadmap
        return roadmap


class FakeEnrolments:
    """Keep enrolments in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def get(self, enrolment: EnrolmentId) -> Enrolment:
        """Give an enrolment; raise KeyError where there is none."""
        return self._shelf.enrolments[enrolment]

    def of_learner(self, learner: LearnerId) -> tuple[Enrolment, ...]:
        """List a learner's enrolments, the oldest first."""
        return tuple(each for each in self._shelf.enrolments.values() if each.learner == learner)

    def add(self, learner: LearnerId, roadmap: RoadmapId, *, started: datetime) -> Enrolment:
        """Enrol a learner in a roadmap that they are not enrolled in."""
        _refuse(roadmap, among=(each.roadmap for each in self.of_learner(learner)))
        number = EnrolmentId(len(self._shelf.enrolments) + 1)
        enrolment = Enrolment(number, learner, roadmap, _utc(started))
        self._shelf.enrolments[number] = enrolment
        return enrolment


class FakeHistory:
    """Keep the event log in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def of_learner(self, learner: LearnerId) -> Log:
        """Give all that a learner did, in the order it was written."""
        return Log.of([event for event in self._shelf.events if event.learner == learner])

    def append(self, events: Iterable[Event]) -> None:
        """Write events of one learner."""
        for event in events:
            key = (event.learner, event.action, event.topic)
            _refuse(key, among=((it.learner, it.action, it.topic) for it in self._shelf.events))
            self._shelf.events.append(event)


class FakePlaces:
    """Keep places in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._places = shelf.places

    def of(self, platform: str, chat: str) -> KnownPlace | None:
        """Find a place."""
        return self._places.get((platform, chat))

    def save(self, place: KnownPlace) -> None:
        """Write a place, known before or not."""
        paused_at = None if place.paused_at is None else _utc(place.paused_at)
        self._places[place.platform, place.chat] = replace(place, paused_at=paused_at)

    def paused(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that are paused."""
        return frozenset(
            each.chat
            for each in self._places.values()
            if each.platform == platform and each.paused_at is not None
        )

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let a place be known by its new chat alone."""
        place = self._places.pop((platform, old_chat), None)
        if place is not None:
            self._places.setdefault((platform, new_chat), replace(place, chat=new_chat))


class FakeDestinations:
    """Keep destinations in memory."""

    def __init__(self, shelf: Shelf) -> None:
        self._destinations = shelf.destinations

    def of_learner(self, learner: LearnerId) -> tuple[Destination, ...]:
        """List a learner's destinations, in the order they were added."""
        return tuple(each for owner, each in self._destinations if owner == learner)

    def on_platform(self, platform: str, *, most: int) -> tuple[Destination, ...]:
        """List the destinations of all learners on a platform, each once, the newest first."""
        newest = (each for _, each in reversed(self._destinations) if each.platform == platform)
        return tuple(dict.fromkeys(newest))[:most]

    def add(self, learner: LearnerId, destination: Destination) -> None:
        """Add a destination that the learner does not have."""
        _refuse((learner, destination), among=self._destinations)
        self._destinations.append((learner, destination))

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let every learner's destinations in the old chat be in the new one, each once."""
        before = list(self._destinations)
        self._destinations.clear()
        for learner, each in before:
            if (each.platform, each.chat) != (platform, old_chat) or old_chat == new_chat:
                self._destinations.append((learner, each))
            elif (learner, replace(each, chat=new_chat)) not in before:
                self._destinations.append((learner, replace(each, chat=new_chat)))


class FakeAnnouncements:
    """Remember in memory what platforms were told."""

    def __init__(self, shelf: Shelf) -> None:
        self._digests = shelf.announcements

    def of(self, prefix: str) -> Mapping[str, str]:
        """Give the digest of each scope whose name begins with ``prefix``."""
        return {scope: it for scope, it in self._digests.items() if scope.startswith(prefix)}

    def save(self, scope: str, digest: str) -> None:
        """Write the digest of a scope, known before or not."""
        self._digests[scope] = digest

    def forget(self, scope: str) -> None:
        """Forget a scope, known or not."""
        self._digests.pop(scope, None)


class FakeReceipts:
    """Remember in memory what was handled."""

    def __init__(self, shelf: Shelf) -> None:
        self._receipts = shelf.receipts

    def take(self, key: str, *, at: datetime) -> bool:
        """Take a key; say False where it was taken before."""
        if key in self._receipts:
            return False
        self._receipts[key] = _utc(at)
        return True

    def forget(self, before: datetime) -> int:
        """Forget the keys taken before an instant; say how many they were."""
        old = [key for key, at in self._receipts.items() if at < before]
        for key in old:
            del self._receipts[key]
        return len(old)


class FakeUnitOfWork:
    """One piece of work on a shelf of its own; the gateway keeps that shelf or drops it."""

    def __init__(self, shelf: Shelf) -> None:
        self.learners = FakeLearners(shelf)
        self.roadmaps = FakeRoadmaps(shelf)
        self.enrolments = FakeEnrolments(shelf)
        self.history = FakeHistory(shelf)
        self.places = FakePlaces(shelf)
        self.destinations = FakeDestinations(shelf)
        self.announcements = FakeAnnouncements(shelf)
        self.receipts = FakeReceipts(shelf)
        self.committed = False

    def commit(self) -> None:
        """Ask that all written so far is kept."""
        self.committed = True


def _summary(roadmap: Roadmap) -> RoadmapSummary:
    kinds = [topic.kind for topic in roadmap.topics]
    return RoadmapSummary(
        roadmap.id,
        roadmap.slug,
        roadmap.title,
        kinds.count(TopicKind.TOPIC),
        kinds.count(TopicKind.PROJECT),
    )


def _refuse(key: object, *, among: Iterable[object]) -> None:
    if key in among:
        message = f"{key} is there already"
        raise ValueError(message)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        message = "an instant needs an aware datetime"
        raise ValueError(message)
    return at.astimezone(UTC)
