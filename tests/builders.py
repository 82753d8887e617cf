"""Builders: values for tests, with everything defaulted that a test does not speak of."""

from datetime import UTC, date, datetime, timedelta

from core.history import ActionNumber, Event, EventKind
from core.learner import EnrolmentId, LearnerId, Moment
from core.ownership import Audience, RoadmapFile
from core.ports import UnitOfWork
from core.reconcile import reconcile
from core.roadmap import Path, Roadmap, RoadmapId, Topic, TopicId, TopicKind
from core.roadmap_markdown.outline import Outline, OutlineTopic, Source

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = NOON.date()

PYTHON_TITLES = {
    ("PHASE 1: Basics", "1.1 Start"): ("Installing Python", "Using pip", "The REPL"),
    ("PHASE 1: Basics", "1.2 Types"): ("int and float", "str methods"),
    ("PHASE 2: Databases",): ("SQL joins", "ORM joins", "Indexes"),
}


def topic(number: int, text: str = "", path: Path = (), **changes: object) -> Topic:
    """Make a topic whose id is its number plus 100."""
    words = text or f"Topic {number}"
    values = {"id": TopicId(100 + number), "number": number, "path": path, "title": words}
    return Topic(**{**values, "text": words, **changes})  # type: ignore[arg-type] # by keyword


def roadmap(titles: dict[Path, tuple[str, ...]] | None = None, projects: int = 0) -> Roadmap:
    """Make a roadmap of titles by path, with projects at its end."""
    pairs = [(path, text) for path, texts in (titles or PYTHON_TITLES).items() for text in texts]
    topics = [topic(i, text, path) for i, (path, text) in enumerate(pairs, start=1)]
    first = len(topics) + 1
    topics += [
        topic(first + i, f"Project {i + 1}", ("Projects",), kind=TopicKind.PROJECT)
        for i in range(projects)
    ]
    return Roadmap(RoadmapId(1), "python", "Python", (("Goal", "Learn it"),), tuple(topics))


def outline(
    titles: dict[Path, tuple[str, ...]] | None = None,
    title: str = "Python",
    *,
    ticked: tuple[str, ...] = (),
    projects: int = 0,
) -> Outline:
    """Make an outline of titles by path, with projects at its end."""
    pairs = [(path, text) for path, texts in (titles or PYTHON_TITLES).items() for text in texts]
    topics = [
        OutlineTopic(line, path, text, text, ticked=text in ticked)
        for line, (path, text) in enumerate(pairs, start=1)
    ]
    first = len(topics) + 1
    topics += [
        OutlineTopic(
            first + i, ("Projects",), f"Project {i}", f"Project {i}", kind=TopicKind.PROJECT
        )
        for i in range(projects)
    ]
    return Outline(title, Source.BOXES, (("Goal", "Learn it"),), tuple(topics))


def ship(
    work: UnitOfWork, slug: str, outline: Outline, *, added: datetime = NOON, source: bytes = b""
) -> Roadmap:
    """Store an outline as a roadmap of the host, which everybody sees."""
    return work.roadmaps.add(
        slug,
        outline,
        file=RoadmapFile(f"{slug}.md", source),
        owner=None,
        audience=Audience.PUBLIC,
        added=added,
    )


def edit(work: UnitOfWork, roadmap: RoadmapId, outline: Outline) -> None:
    """Let a stored roadmap become what an outline says, as by an edited file."""
    result = reconcile(work.roadmaps.known_topics(roadmap), outline)
    work.roadmaps.update(roadmap, result, RoadmapFile("edited.md", b""), at=NOON)


def event(
    action: int,
    topic_number: int | None,
    kind: EventKind = EventKind.DONE,
    *,
    day: date = TODAY,
    undoes: int | None = None,
) -> Event:
    """Make an event of learner 1 in enrolment 1, at noon UTC of a day."""
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Event(
        learner=LearnerId(1),
        enrolment=EnrolmentId(1),
        action=ActionNumber(action),
        kind=kind,
        moment=Moment(at, "UTC", day),
        topic=None if topic_number is None else TopicId(100 + topic_number),
        undoes=None if undoes is None else ActionNumber(undoes),
    )


def days_ago(days: int) -> date:
    """Give the date some days before TODAY."""
    return TODAY - timedelta(days=days)
