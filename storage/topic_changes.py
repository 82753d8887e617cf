"""Topics, as rows: what a new or an edited file makes of them, and what they were before."""

from collections.abc import Sequence
from itertools import zip_longest
from operator import attrgetter

from sqlalchemy import bindparam, delete, exists, insert, select, true, update

from core.reconcile import Match, Reconciliation, names_of
from core.roadmap import Roadmap, RoadmapId, Topic, TopicId
from core.roadmap_markdown.outline import Outline, OutlineTopic
from core.twins import short_form
from storage import tables
from storage.link import Link
from storage.topics import SHORT, read_ids

_T = tables.topic.c
_B = tables.topic_before.c

_OF_ROADMAP = _T.roadmap == bindparam("its_roadmap")
_STANDING = (_OF_ROADMAP, ~_T.retired)
_ADD = insert(tables.topic)
_THIS = _T.id == bindparam("its_id")
# Alike, but each is compiled for the columns that it is first used with.
_CHANGE = update(tables.topic).where(_THIS)
_MOVE = update(tables.topic).where(_THIS)
# Before any is moved, all that may be in its way are retired: numbers need to be different among
# the others alone.
_RETIRE = update(tables.topic).where(*_STANDING, _T.number >= bindparam("least"))
_RETIRE = _RETIRE.values(retired=true())

_STATE = [
    column.name for column in tables.topic_before.c if column.name not in {"topic", "roadmap"}
]
_NOW = select(_T.id, _T.roadmap, *(_T[name] for name in _STATE))
_KEPT = ["topic", "roadmap", *_STATE]
_KEEP = insert(tables.topic_before).from_select(_KEPT, _NOW.where(*_STANDING))
_KEEP_ONE = insert(tables.topic_before).from_select(_KEPT, _NOW.where(_THIS))
_BRING_BACK = (
    update(tables.topic)
    .where(_T.id == _B.topic, _B.roadmap == bindparam("its_roadmap"))
    .values({_T[name]: _B[name] for name in _STATE})
)
_FORGET = delete(tables.topic_before).where(_B.roadmap == bindparam("its_roadmap"))
_STRIP = delete(tables.topic).where(
    _OF_ROADMAP,
    *(~exists().where(kept.c.topic == _T.id) for kept in (tables.event, tables.note)),
)
_SWEEP = _STRIP.where(_T.retired, ~exists().where(_B.topic == _T.id))
_DELETE = delete(tables.topic).where(_OF_ROADMAP)

_said = attrgetter(
    "path", "title", "text", "kind", "depth", "hint", "resources", "details", "ticked"
)
"""What a file says of a topic, stored or just read, but for its number and its key."""


def add_topics(link: Link, roadmap: RoadmapId, outline: Outline) -> tuple[Topic, ...]:
    """Write the topics of a new roadmap, numbered from 1 as they stand there, and give them."""
    _add(link, roadmap, outline, range(1, len(outline.topics) + 1))
    return _stored(outline, read_ids(link, roadmap))


def reconcile_topics(link: Link, before: Roadmap, result: Reconciliation) -> tuple[Topic, ...]:
    """Write what an edited file makes of a roadmap's topics, and give them.

    What they were is kept; what had left before, and nothing needs any more, is deleted.
    """
    there = before.by_id
    link.write(_KEEP, its_roadmap=before.id)
    returned = [match.known.id for match in result.matches if match.known.id not in there]
    link.write_columns(_KEEP_ONE, {"its_id": returned})
    ids = [TopicId(0)] * len(result.outline.topics)
    for match in result.matches:
        ids[match.number - 1] = match.known.id
    least = _first_moved(before, ids)
    link.write(_RETIRE, its_roadmap=before.id, least=least)
    changed = [match for match in result.matches if _is_changed(match, there)]
    _change(link, changed)
    written = {match.known.id for match in changed}
    moved = [
        (number, identity)
        for number, identity in enumerate(ids[least - 1 :], start=least)
        if identity and identity not in written
    ]
    _move(link, moved)
    if result.new:
        _add(link, before.id, result.outline, result.new)
        ids = read_ids(link, before.id)
    link.write(_SWEEP, its_roadmap=before.id)
    return _stored(result.outline, ids)


def bring_topics_back(link: Link, roadmap: RoadmapId) -> None:
    """Make all topics of a roadmap what was kept of them; the others are retired."""
    link.write(_RETIRE, its_roadmap=roadmap, least=1)
    link.write(_BRING_BACK, its_roadmap=roadmap)
    forget_topics(link, roadmap)


def strip_topics(link: Link, roadmap: RoadmapId) -> None:
    """Delete the topics of a roadmap that nobody did or noted anything on, and number the others.

    What they were must be forgotten before.
    """
    link.write(_STRIP, its_roadmap=roadmap)
    # Each moves up to where none is left, as those in front of it did.
    _move(link, list(enumerate(read_ids(link, roadmap), start=1)))


def delete_topics(link: Link, roadmap: RoadmapId) -> None:
    """Delete all topics of a roadmap in which nobody did or noted anything."""
    link.write(_DELETE, its_roadmap=roadmap)


def forget_topics(link: Link, roadmap: RoadmapId) -> None:
    """Forget what the topics of a roadmap were."""
    link.write(_FORGET, its_roadmap=roadmap)


def _stored(outline: Outline, ids: Sequence[TopicId]) -> tuple[Topic, ...]:
    """Give the topics of an outline as they are stored under these ids."""
    pairs = enumerate(zip(outline.topics, ids, strict=True), start=1)
    return tuple([topic.stored(identity, number) for number, (topic, identity) in pairs])


def _first_moved(before: Roadmap, ids: list[TopicId]) -> int:
    """Give the first number at which another topic stands than before, or one past the last."""
    pairs = enumerate(zip_longest((topic.id for topic in before.topics), ids), start=1)
    return next((number for number, (was, is_) in pairs if was != is_), len(ids) + 1)


def _is_changed(match: Match, there: dict[TopicId, Topic]) -> bool:
    """Say whether anything of a topic but its number is another."""
    was, known = there.get(match.known.id), match.known
    return (
        was is None
        or known.key != match.key
        or known.name.above != match.name.above
        or _said(was) != _said(match.topic)
    )


def _move(link: Link, moved: Sequence[tuple[int, TopicId]]) -> None:
    link.write_columns(
        _MOVE,
        {
            "its_id": [identity for _, identity in moved],
            "number": [number for number, _ in moved],
            "retired": [False] * len(moved),
        },
    )


def _change(link: Link, matches: Sequence[Match]) -> None:
    link.write_columns(
        _CHANGE,
        {
            "its_id": [match.known.id for match in matches],
            "number": [match.number for match in matches],
            **_stated([match.topic for match in matches]),
            "retired": [False] * len(matches),
            "key": [match.key for match in matches],
            "above": [match.name.above for match in matches],
            "earlier": [
                tuple([(each.path, each.text, each.above) for each in match.earlier])
                for match in matches
            ],
        },
    )


def _add(link: Link, roadmap: RoadmapId, outline: Outline, numbers: Sequence[int]) -> None:
    names = tuple(names_of(outline.topics))
    added = [outline.topics[number - 1] for number in numbers]
    link.write_columns(
        _ADD,
        {
            "roadmap": [roadmap] * len(added),
            "number": numbers,
            **_stated(added),
            "key": [topic.key for topic in added],
            "above": [names[number - 1].above for number in numbers],
            "earlier": [()] * len(added),
        },
    )


def _stated(topics: Sequence[OutlineTopic]) -> dict[str, Sequence[object]]:
    """Give the columns that a file says the same of, whatever its topics were before."""
    return {
        "path": [topic.path for topic in topics],
        "title": [topic.title for topic in topics],
        "text": [topic.text for topic in topics],
        "kind": [topic.kind.value for topic in topics],
        "depth": [topic.depth for topic in topics],
        "hint": [topic.hint for topic in topics],
        "resources": [
            tuple([(resource.text, resource.url) for resource in topic.resources])
            for topic in topics
        ],
        "details": [topic.details for topic in topics],
        "ticked": [topic.ticked for topic in topics],
        "short": [short_form(topic.text)[:SHORT] for topic in topics],
    }
