"""Topics, as rows: what the file of a roadmap says of each, read."""

from sqlalchemy import bindparam, literal_column, select

from core.reconcile import KnownTopic, Name
from core.roadmap import Resource, RoadmapId, Topic, TopicId, TopicKind
from storage import tables
from storage.link import Link, Row

SHORT = 60
"""Characters of a short form that are kept: an index holds no long ones."""

_T = tables.topic.c

_OF_ROADMAP = _T.roadmap == bindparam("its_roadmap")
_STANDING = (_OF_ROADMAP, ~_T.retired)
_TOPIC = select(
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
_READ = _TOPIC.where(*_STANDING).order_by(_T.number)
_CALLED = (
    _TOPIC.where(*_STANDING, _T.short == bindparam("its_short"))
    # As they lie in the index, so that no more than these are read.
    .order_by(_T.id)
    .limit(bindparam("most"))
    .offset(literal_column("0"))  # as storage.destinations says
)
_IDS = select(_T.id).where(*_STANDING).order_by(_T.number)
_KNOWN = (
    select(
        _T.id,
        _T.path,
        _T.text,
        _T.above,
        _T.number,
        _T.resources,
        _T.earlier,
        _T.retired,
        _T.key,
    )
    .where(_OF_ROADMAP)
    .order_by(_T.id)
)
_HOLDING = select(_T.roadmap).where(_T.id == bindparam("its_id"))


def read_topics(link: Link, roadmap: RoadmapId) -> tuple[Topic, ...]:
    """Read the topics that stand in a roadmap's file, in its order."""
    return tuple([_topic(row) for row in link.rows(_READ, its_roadmap=roadmap)])


def read_known_topics(link: Link, roadmap: RoadmapId) -> tuple[KnownTopic, ...]:
    """Read what helps to know a roadmap's topics again, retired ones too, by their ids."""
    return tuple([_known(row) for row in link.rows(_KNOWN, its_roadmap=roadmap)])


def read_called(link: Link, roadmap: RoadmapId, short: str, most: int) -> tuple[Topic, ...]:
    """Read the first topics of one short form."""
    rows = link.rows(_CALLED, its_roadmap=roadmap, its_short=short[:SHORT], most=most)
    return tuple(sorted(map(_topic, rows), key=lambda each: each.number))


def read_standing(link: Link, roadmap: RoadmapId) -> frozenset[TopicId]:
    """Read the ids of the topics that stand in a roadmap's file."""
    return frozenset(read_ids(link, roadmap))


def read_ids(link: Link, roadmap: RoadmapId) -> list[TopicId]:
    """Read the ids of the topics that stand in a roadmap's file, in its order."""
    return [identity for (identity,) in link.rows(_IDS, its_roadmap=roadmap)]


def read_holder(link: Link, topic: TopicId) -> RoadmapId | None:
    """Read which roadmap a topic belongs to."""
    row = link.row(_HOLDING, its_id=topic)
    return None if row is None else row[0]


def _topic(row: Row) -> Topic:
    number, place, path, title, text, kind, depth, hint, resources, details, ticked = row
    return Topic(
        number,
        place,
        path,
        title,
        text,
        _KINDS[kind],
        depth,
        hint,
        tuple([Resource(*resource) for resource in resources]),
        details,
        ticked,
    )


# Looked up a thousand times, the enumeration's own way costs more than the rest of a topic.
_KINDS = {kind.value: kind for kind in TopicKind}


def _known(row: Row) -> KnownTopic:
    number, path, text, above, place, resources, earlier, retired, key = row
    return KnownTopic(
        number,
        Name(path, text, above),
        place,
        tuple([url for _, url in resources]),
        tuple([Name(*name) for name in earlier]),
        retired,
        key,
    )
