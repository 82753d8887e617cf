"""The course of a study group: its own pointer through its roadmap."""

from core.errors import NoGroupRoadmap
from core.group import Group, Moves
from core.ports import UnitOfWork
from core.roadmap import Roadmap, Topic, TopicId


def roadmap_of(work: UnitOfWork, group: Group) -> Roadmap | None:
    """Give the roadmap of a group; None where its chat sees it no longer."""
    place = group.place
    seen = work.roadmaps.visible(None, (place.platform, place.chat))
    if group.plan.roadmap not in {each.id for each in seen}:
        return None
    return work.roadmaps.get(group.plan.roadmap)


def check_seen(work: UnitOfWork, group: Group) -> None:
    """Raise NoGroupRoadmap where the chat of a group sees its roadmap no longer."""
    if roadmap_of(work, group) is None:
        place = group.place
        raise NoGroupRoadmap(work.roadmaps.visible(None, (place.platform, place.chat)))


def coming_topic(work: UnitOfWork, group: Group, roadmap: Roadmap, needed: int) -> Topic | None:
    """Give the topic of a post that comes now; None where no topic is left.

    A group that waits for its quorum stays on a topic until ``needed`` members have done it.
    """
    last = None if group.topic is None else roadmap.by_id.get(group.topic)
    waits = group.plan.moves is Moves.QUORUM
    if last is not None and waits and work.groups.done_by(group.id, last.id) < max(needed, 1):
        return last
    return next_after(work, group, roadmap)


def next_after(work: UnitOfWork, group: Group, roadmap: Roadmap) -> Topic | None:
    """Give the topic behind the one that a group stands at; None where that is the last."""
    last = _standing_at(work, group, roadmap)
    return roadmap.numbered(1 if last is None else last.number + 1)


def _standing_at(work: UnitOfWork, group: Group, roadmap: Roadmap) -> Topic | None:
    """Give the topic of a group's last post, or of the last one whose topic is still there."""
    if group.topic is None or group.topic in roadmap.by_id:
        return _there(roadmap, group.topic)
    posted = (each.topic for each in reversed(work.groups.days(group.id)))
    return next((topic for each in posted if (topic := _there(roadmap, each))), None)


def _there(roadmap: Roadmap, topic: TopicId | None) -> Topic | None:
    return None if topic is None else roadmap.by_id.get(topic)
