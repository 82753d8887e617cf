"""Sharing: who sees the roadmap of a learner's own."""

from dataclasses import dataclass
from datetime import datetime

from core.learner import Account
from core.ownership import Audience
from core.place import Chat
from core.ports import UnitOfWork
from core.use_cases.owning import Allowance, Listed, Named, Owned, OwnShelf, list_own, own_roadmap


@dataclass(frozen=True, slots=True)
class RoadmapShared:
    """Others see a roadmap from now on, or see it no more.

    ``chats`` are the chats it is shared with, as (platform, chat).
    """

    owned: Owned
    chats: tuple[Chat, ...]


@dataclass(frozen=True, slots=True)
class SharedListed:
    """A roadmap as it is listed, and the chats it is shared with."""

    owned: Listed
    chats: tuple[Chat, ...]


@dataclass(frozen=True, slots=True)
class SharedShelf:
    """What a learner brought and may keep, and who sees each of the roadmaps."""

    shelf: OwnShelf
    roadmaps: tuple[SharedListed, ...]


def list_sharing(
    work: UnitOfWork, account: Account, now: datetime, allowance: Allowance
) -> SharedShelf:
    """List the roadmaps that a person brought, and who sees them; they need not be a learner."""
    shelf = list_own(work, account, now, allowance)
    shared = (work.roadmaps.shared_with(each.roadmap.id) for each in shelf.roadmaps)
    return SharedShelf(shelf, tuple(map(SharedListed, shelf.roadmaps, shared)))


def look_at_sharing(
    work: UnitOfWork, account: Account, _now: datetime, named: Named
) -> RoadmapShared:
    """Say who sees a learner's roadmap."""
    return _shared(work, own_roadmap(work, account, named))


def share_by_link(
    work: UnitOfWork, account: Account, _now: datetime, named: Named, token: str
) -> RoadmapShared:
    """Let who has the link begin a learner's roadmap; the link it has already stays.

    ``token`` is random, and makes the link where there is none. What everybody sees stays so.
    """
    owned = own_roadmap(work, account, named)
    link = owned.ownership.link or token
    public = owned.ownership.audience is Audience.PUBLIC
    return _shown_to(work, owned, Audience.PUBLIC if public else Audience.LINK, link)


def take_link_back(
    work: UnitOfWork, account: Account, _now: datetime, named: Named
) -> RoadmapShared:
    """Let the link of a learner's roadmap lead nowhere any more; all else stays."""
    owned = own_roadmap(work, account, named)
    public = owned.ownership.audience is Audience.PUBLIC
    return _shown_to(work, owned, Audience.PUBLIC if public else Audience.OWNER, None)


def publish(work: UnitOfWork, account: Account, _now: datetime, named: Named) -> RoadmapShared:
    """Let everybody see a learner's roadmap; whether they may is for the caller to know."""
    owned = own_roadmap(work, account, named)
    return _shown_to(work, owned, Audience.PUBLIC, owned.ownership.link)


def share_with_chat(
    work: UnitOfWork, account: Account, _now: datetime, named: Named, chat: Chat
) -> RoadmapShared:
    """Let all who are in a chat (its platform and id) see a learner's roadmap there."""
    owned = own_roadmap(work, account, named)
    work.roadmaps.share_with(owned.roadmap.id, *chat)
    work.commit()
    return _shared(work, owned)


def stop_sharing_with_chat(
    work: UnitOfWork, account: Account, _now: datetime, named: Named, chat: Chat
) -> RoadmapShared:
    """Show a learner's roadmap in a chat no longer; all else stays."""
    owned = own_roadmap(work, account, named)
    work.roadmaps.unshare(owned.roadmap.id, *chat)
    work.commit()
    return _shared(work, owned)


def stop_sharing(work: UnitOfWork, account: Account, _now: datetime, named: Named) -> RoadmapShared:
    """Let nobody else begin a learner's roadmap; who began it goes on with it.

    Its link leads nowhere any more, and it is shown in no chat.
    """
    owned = own_roadmap(work, account, named)
    for platform, chat in work.roadmaps.shared_with(owned.roadmap.id):
        work.roadmaps.unshare(owned.roadmap.id, platform, chat)
    return _shown_to(work, owned, Audience.OWNER, None)


def _shown_to(
    work: UnitOfWork, owned: Owned, audience: Audience, link: str | None
) -> RoadmapShared:
    work.roadmaps.set_audience(owned.roadmap.id, audience, link)
    work.commit()
    return _shared(work, owned)


def _shared(work: UnitOfWork, owned: Owned) -> RoadmapShared:
    roadmap = owned.roadmap.id
    now = Owned(owned.roadmap, work.roadmaps.ownership(roadmap))
    return RoadmapShared(now, work.roadmaps.shared_with(roadmap))
