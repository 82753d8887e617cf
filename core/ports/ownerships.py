"""Whose roadmaps are, who sees them, and the chats they are shared with."""

from datetime import datetime
from typing import Protocol

from core.learner import LearnerId
from core.ownership import Audience, Ownership
from core.place import Chat
from core.roadmap import RoadmapId, RoadmapSummary


class Ownerships(Protocol):
    """Keep what is said of roadmaps beside what stands in their files."""

    def visible(self, viewer: LearnerId | None, chat: Chat | None) -> tuple[RoadmapSummary, ...]:
        """List the roadmaps that somebody sees, by title; ``chat`` is a (platform, chat).

        Those are the public ones, the viewer's own, those shared with that chat, and those that
        the viewer is enrolled in, these alone also where they are removed.
        """
        ...

    def ownership(self, roadmap: RoadmapId) -> Ownership:
        """Say whose a roadmap is; raise KeyError where there is none."""
        ...

    def owned_by(self, learner: LearnerId) -> tuple[Ownership, ...]:
        """List what a learner owns and did not remove, the oldest first."""
        ...

    def removed_by(self, learner: LearnerId) -> tuple[Ownership, ...]:
        """List what a learner owned and removed while others were enrolled in it."""
        ...

    def summaries_of(self, learner: LearnerId) -> tuple[RoadmapSummary, ...]:
        """List the same roadmaps in the same order, with their titles and counts."""
        ...

    def set_audience(self, roadmap: RoadmapId, audience: Audience, link: str | None) -> None:
        """Write who may see a roadmap, and the token of its link; no two roadmaps share one.

        Of one that is removed nothing changes.
        """
        ...

    def shared_with(self, roadmap: RoadmapId) -> tuple[Chat, ...]:
        """List the (platform, chat) pairs that a roadmap is shared with, sorted."""
        ...

    def share_with(self, roadmap: RoadmapId, platform: str, chat: str) -> None:
        """Let everybody in a chat see a roadmap, whether they did before or not."""
        ...

    def unshare(self, roadmap: RoadmapId, platform: str, chat: str) -> None:
        """Let a chat see a roadmap no longer, whether it did before or not."""
        ...

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let what is shared with the old chat be shared with the new one instead."""
        ...

    def remove(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Remove a roadmap: only who is enrolled in it sees it then, and goes on with its topics.

        Its link and what it was before are taken away, and its learners are to be told; of one
        that is removed already nothing changes.
        """
        ...

    def next_untold(self) -> tuple[RoadmapId, LearnerId] | None:
        """Give a removed roadmap of which some are still to be told, and the last who was.

        It is held until the unit of work ends. The learner is 0 where nobody was told yet; None
        where no removal is left to be told of.
        """
        ...

    def tell(self, roadmap: RoadmapId, upto: LearnerId | None) -> None:
        """Write up to which learner all were told of a removal; None: nobody is left."""
        ...

    def learners_of(self, roadmap: RoadmapId, after: LearnerId, most: int) -> tuple[LearnerId, ...]:
        """List who is enrolled in a roadmap, in the order of their ids, at most so many."""
        ...
