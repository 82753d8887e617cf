"""Roadmaps, as rows; their topics are in storage.topics and .topic_changes."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, literal_column, null, select, update

from core.learner import LearnerId
from core.ownership import Audience, RoadmapFile
from core.reconcile import KnownTopic, Reconciliation
from core.roadmap import Roadmap, RoadmapId, Topic, TopicId
from core.roadmap_markdown.outline import Outline, Source
from storage import tables, topic_changes, topics
from storage.link import Link
from storage.memory import Recent
from storage.ownerships import SqlOwnerships

_R = tables.roadmap.c
_B = tables.roadmap_before.c

_THIS = _R.id == bindparam("its_id")
_REVISION = select(_R.revision).where(_THIS)
_ID_OF_SLUG = select(_R.id).where(_R.slug == bindparam("slug"))
_ID_OF_LINK = select(_R.id).where(_R.link == bindparam("link"), _R.removed.is_(None))
_ROADMAP = (
    select(_R.id, _R.slug, _R.title, _R.about, _R.revision)
    .where(_THIS)
    # Keeps an import out between this row and the topics.
    .with_for_update(read=True)
)
_FILE = select(_R.file_name, _R.source, _R.take).where(_THIS)
_ADD = insert(tables.roadmap).returning(_R.id)
# FOR NO KEY UPDATE: holds the roadmap, yet lets learners enrol in it.
_HOLD = select(_R.revision).where(_THIS).with_for_update(key_share=True)
# FOR UPDATE: keeps learners out too.
_HOLD_WHOLE = select(_R.id).where(_THIS).with_for_update()
_CHANGE = update(tables.roadmap).where(_THIS).values(revision=_R.revision + literal_column("1"))

_STATE = ("title", "about", "file_name", "take", "source")
_BEFORE = _B.roadmap == bindparam("its_id")
_HAS_BEFORE = select(_B.roadmap).where(_BEFORE)
_KEEP = insert(tables.roadmap_before).from_select(
    ["roadmap", *_STATE], select(_R.id, *(_R[name] for name in _STATE)).where(_THIS)
)
_BRING_BACK = _CHANGE.where(_B.roadmap == _R.id).values({_R[name]: _B[name] for name in _STATE})
_STRIP = _CHANGE.values({name: null() for name in ("file_name", "take", "source")})
_UNSHARE_ALL = delete(tables.roadmap_share).where(
    tables.roadmap_share.c.roadmap == bindparam("its_id")
)
_DELETE = delete(tables.roadmap).where(_THIS)
_FORGET = delete(tables.roadmap_before).where(_BEFORE)


class SqlRoadmaps(SqlOwnerships):
    """Keep roadmaps in the database, and remember the whole of one while its revision stands."""

    __slots__ = ("_recent", "_written")

    def __init__(self, link: Link, recent: Recent[RoadmapId, Roadmap]) -> None:
        super().__init__(link)
        self._recent = recent
        self._written: dict[RoadmapId, Roadmap | None] = {}

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap, removed or not; raise KeyError where there is none."""
        row = self._link.row(_REVISION, its_id=roadmap)
        if row is None:
            raise KeyError(roadmap)
        remembered = self._written.get(roadmap) or self._recent.get(roadmap)
        if remembered is not None and remembered.revision == row[0]:
            return remembered
        read = self._read(roadmap)
        if roadmap not in self._written:
            self._recent.put(roadmap, read)
        return read

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug, removed or not, whoever may see it."""
        row = self._link.row(_ID_OF_SLUG, slug=slug)
        return None if row is None else self.get(RoadmapId(row[0]))

    def of_link(self, token: str) -> Roadmap | None:
        """Find the roadmap whose link has this token, unless it is removed."""
        row = self._link.row(_ID_OF_LINK, link=token)
        return None if row is None else self.get(RoadmapId(row[0]))

    def standing(self, roadmap: RoadmapId) -> AbstractSet[TopicId]:
        """Give the ids of the topics that stand in a roadmap's file."""
        return topics.read_standing(self._link, roadmap)

    def called(self, roadmap: RoadmapId, short: str, most: int) -> tuple[Topic, ...]:
        """Give what stands in a roadmap and is called so for short."""
        return topics.read_called(self._link, roadmap, short, most)

    def holding(self, topic: TopicId) -> RoadmapId | None:
        """Give the roadmap that a topic belongs to, retired or not."""
        return topics.read_holder(self._link, topic)

    def add(  # noqa: PLR0913 - all that is known of a roadmap
        self,
        slug: str,
        outline: Outline,
        *,
        file: RoadmapFile,
        owner: LearnerId | None,
        audience: Audience,
        added: datetime,
    ) -> Roadmap:
        """Store an outline as a new roadmap; its topics are numbered from 1 as they stand there."""
        roadmap = RoadmapId(
            self._link.added(
                _ADD,
                slug=slug,
                revision=1,
                added=added,
                owner=owner,
                audience=audience.value,
                **_read_from(outline, file),
            )
        )
        added_topics = topic_changes.add_topics(self._link, roadmap, outline)
        return self._wrote(Roadmap(roadmap, slug, outline.title, outline.about, added_topics))

    def file(self, roadmap: RoadmapId) -> RoadmapFile | None:
        """Give the file that a roadmap was last read from; None where it was not kept."""
        row = self._link.row(_FILE, its_id=roadmap)
        if row is None or row[1] is None:
            return None
        name, source, take = row
        return RoadmapFile(name, source, None if take is None else Source(take))

    def revision(self, roadmap: RoadmapId) -> int:
        """Give the revision of a roadmap, and hold the roadmap; raise KeyError for none."""
        row = self._link.row(_HOLD, its_id=roadmap)
        if row is None:
            raise KeyError(roadmap)
        revision: int = row[0]
        return revision

    def known_topics(self, roadmap: RoadmapId) -> tuple[KnownTopic, ...]:
        """Give all topics of a roadmap by their ids, retired ones too, and hold the roadmap."""
        self.revision(roadmap)
        return topics.read_known_topics(self._link, roadmap)

    def update(
        self, roadmap: RoadmapId, result: Reconciliation, file: RoadmapFile, *, at: datetime
    ) -> Roadmap:
        """Let a roadmap be what a file says, in a new revision; keep what it was."""
        self._change(roadmap)
        before, outline = self.get(roadmap), result.outline
        self._forget_before(roadmap)
        self._link.write(_KEEP, its_id=roadmap)
        self._link.write(_CHANGE, its_id=roadmap, changed=at, **_read_from(outline, file))
        updated = topic_changes.reconcile_topics(self._link, before, result)
        return self._wrote(
            Roadmap(
                roadmap, before.slug, outline.title, outline.about, updated, before.revision + 1
            )
        )

    def remove(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Remove a roadmap: only who is enrolled in it sees it, and goes on with its topics."""
        super().remove(roadmap, at=at)
        self._forget_before(roadmap)

    def hold(self, roadmap: RoadmapId) -> None:
        """Hold a roadmap, so that nobody enrols in it; raise KeyError where there is none."""
        if self._link.row(_HOLD_WHOLE, its_id=roadmap) is None:
            raise KeyError(roadmap)

    def strip(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Keep of a roadmap what somebody did or noted something on, in a new revision."""
        self._change(roadmap)
        self._forget_before(roadmap)
        self._link.write(_STRIP, its_id=roadmap, changed=at)
        topic_changes.strip_topics(self._link, roadmap)

    def delete(self, roadmap: RoadmapId) -> None:
        """Delete a roadmap with its topics; nobody is enrolled in it, or noted anything on it."""
        self._forget_before(roadmap)
        topic_changes.delete_topics(self._link, roadmap)
        self._link.write(_UNSHARE_ALL, its_id=roadmap)
        self._link.write(_DELETE, its_id=roadmap)

    def roll_back(self, roadmap: RoadmapId, *, at: datetime) -> Roadmap | None:
        """Let a roadmap be exactly what it was before its last update, in a new revision."""
        self._change(roadmap)
        if self._link.row(_HAS_BEFORE, its_id=roadmap) is None:
            return None
        self._link.write(_BRING_BACK, its_id=roadmap, changed=at)
        topic_changes.bring_topics_back(self._link, roadmap)
        self._link.write(_FORGET, its_id=roadmap)
        return self._wrote(self._read(roadmap))

    def remember(self) -> None:
        """Remember what was written, which is kept now."""
        for roadmap, written in self._written.items():
            if written is not None:
                self._recent.put(roadmap, written)

    def _read(self, roadmap: RoadmapId) -> Roadmap:
        row = self._link.row(_ROADMAP, its_id=roadmap)
        if row is None:
            raise KeyError(roadmap)
        number, slug, title, about, revision = row
        return Roadmap(
            number, slug, title, about, topics.read_topics(self._link, roadmap), revision
        )

    def _change(self, roadmap: RoadmapId) -> None:
        self.revision(roadmap)
        self._written[roadmap] = None

    def _wrote(self, roadmap: Roadmap) -> Roadmap:
        self._written[roadmap.id] = roadmap
        return roadmap

    def _forget_before(self, roadmap: RoadmapId) -> None:
        topic_changes.forget_topics(self._link, roadmap)
        self._link.write(_FORGET, its_id=roadmap)


def _read_from(outline: Outline, file: RoadmapFile) -> dict[str, object]:
    return {
        "title": outline.title,
        "about": outline.about,
        "file_name": file.name,
        "take": file.take and file.take.value,
        "source": file.source,
    }
