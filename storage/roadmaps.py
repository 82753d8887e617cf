"""Roadmaps and their topics, as rows."""

from datetime import datetime

from sqlalchemy import bindparam, func, insert, select

from core.roadmap import Resource, Roadmap, RoadmapId, RoadmapSummary, Topic, TopicKind
from core.roadmap_markdown.outline import Outline, OutlineTopic
from storage import tables
from storage.link import Link, Row
from storage.memory import Recent

_R = tables.roadmap.c
_T = tables.topic.c

_REVISION = select(_R.revision).where(_R.id == bindparam("roadmap"))
_ID_OF_SLUG = select(_R.id).where(_R.slug == bindparam("slug"))
_ROADMAP = (
    select(_R.id, _R.slug, _R.title, _R.about, _R.revision)
    .where(_R.id == bindparam("roadmap"))
    # Keeps an import out between this row and the topics.
    .with_for_update(read=True)
)
_TOPICS = (
    select(
        _T.id,
        _T.number,
        _T.path,
        _T.title,
        _T.text,
        _T.kind,
        _T.depth,
        _T.hint,
        _T.resources,
        _T.details,
        _T.ticked,
    )
    .where(_T.roadmap == bindparam("roadmap"), ~_T.retired)
    .order_by(_T.number)
)
_SUMMARIES = (
    select(
        _R.id,
        _R.slug,
        _R.title,
        func.count(_T.id).filter(_T.kind == bindparam("topic")),
        func.count(_T.id).filter(_T.kind == bindparam("project")),
    )
    .outerjoin_from(tables.roadmap, tables.topic, (_T.roadmap == _R.id) & ~_T.retired)
    .group_by(_R.id, _R.slug, _R.title)
)
_ADD = insert(tables.roadmap).returning(_R.id)
_ADD_TOPIC = insert(tables.topic)


class SqlRoadmaps:
    """Keep roadmaps in the database, and remember the whole of one while its revision stands."""

    __slots__ = ("_link", "_recent", "_written")

    def __init__(self, link: Link, recent: Recent[RoadmapId, Roadmap]) -> None:
        self._link = link
        self._recent = recent
        self._written: set[RoadmapId] = set()

    def summaries(self) -> tuple[RoadmapSummary, ...]:
        """List all roadmaps, by title."""
        rows = self._link.rows(
            _SUMMARIES, topic=TopicKind.TOPIC.value, project=TopicKind.PROJECT.value
        )
        # Sorted here: each database has its own idea of the order of letters.
        return tuple(sorted((RoadmapSummary(*row) for row in rows), key=lambda it: it.title))

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap; raise KeyError where there is none."""
        row = self._link.row(_REVISION, roadmap=roadmap)
        if row is None:
            raise KeyError(roadmap)
        remembered = self._recent.get(roadmap)
        if remembered is not None and remembered.revision == row[0]:
            return remembered
        read = self._read(roadmap)
        if roadmap not in self._written:
            self._recent.put(roadmap, read)
        return read

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug."""
        row = self._link.row(_ID_OF_SLUG, slug=slug)
        return None if row is None else self.get(RoadmapId(row[0]))

    def add(self, slug: str, outline: Outline, *, added: datetime) -> Roadmap:
        """Store an outline as a new roadmap; its topics are numbered from 1 as they stand there."""
        roadmap = RoadmapId(
            self._link.added(
                _ADD, slug=slug, title=outline.title, about=outline.about, revision=1, added=added
            )
        )
        self._written.add(roadmap)
        self._link.write_all(
            _ADD_TOPIC,
            [_row(roadmap, number, topic) for number, topic in enumerate(outline.topics, start=1)],
        )
        return self._read(roadmap)

    def _read(self, roadmap: RoadmapId) -> Roadmap:
        row = self._link.row(_ROADMAP, roadmap=roadmap)
        if row is None:
            raise KeyError(roadmap)
        number, slug, title, about, revision = row
        topics = tuple(_topic(row) for row in self._link.rows(_TOPICS, roadmap=roadmap))
        return Roadmap(number, slug, title, about, topics, revision)


def _topic(row: Row) -> Topic:
    number, place, path, title, text, kind, depth, hint, resources, details, ticked = row
    return Topic(
        number,
        place,
        path,
        title,
        text,
        TopicKind(kind),
        depth,
        hint,
        tuple(Resource(*resource) for resource in resources),
        details,
        ticked,
    )


def _row(roadmap: RoadmapId, number: int, topic: OutlineTopic) -> dict[str, object]:
    return {
        "roadmap": roadmap,
        "number": number,
        "path": topic.path,
        "title": topic.title,
        "text": topic.text,
        "kind": topic.kind.value,
        "depth": topic.depth,
        "hint": topic.hint,
        "resources": tuple((resource.text, resource.url) for resource in topic.resources),
        "details": topic.details,
        "line": topic.line,
        "ticked": topic.ticked,
    }
