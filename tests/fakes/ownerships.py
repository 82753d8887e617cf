"""Whose roadmaps are and who sees them, in memory."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from core.learner import LearnerId
from core.ownership import Audience, Ownership
from core.place import Chat
from core.roadmap import RoadmapId, RoadmapSummary
from tests.fakes.roadmap_shelf import KeptRoadmap
from tests.fakes.rules import refuse, utc
from tests.fakes.shelf import Shelf


class FakeOwnerships:
    """Keep in memory what is said of roadmaps beside what stands in their files."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def visible(self, viewer: LearnerId | None, chat: Chat | None) -> tuple[RoadmapSummary, ...]:
        """List the roadmaps that somebody sees, by title; ``chat`` is a (platform, chat)."""
        begun = {each.roadmap for each in self._shelf.enrolments.values() if each.learner == viewer}

        def is_seen(kept: KeptRoadmap) -> bool:
            its = kept.ownership
            return its.roadmap in begun or (
                its.removed is None
                and (
                    its.audience is Audience.PUBLIC
                    or (its.owner is not None and its.owner == viewer)
                    or (chat is not None and (its.roadmap, *chat) in self._shelf.shares)
                )
            )

        return self._summaries(is_seen)

    def ownership(self, roadmap: RoadmapId) -> Ownership:
        """Say whose a roadmap is; raise KeyError where there is none."""
        return self._shelf.roadmaps[roadmap].ownership

    def owned_by(self, learner: LearnerId) -> tuple[Ownership, ...]:
        """List what a learner owns and did not remove, the oldest first."""
        return tuple(
            kept.ownership
            for kept in self._shelf.roadmaps.values()
            if kept.ownership.owner == learner and kept.ownership.removed is None
        )

    def removed_by(self, learner: LearnerId) -> tuple[Ownership, ...]:
        """List what a learner owned and removed while others were enrolled in it."""
        return tuple(
            kept.ownership
            for roadmap, kept in self._shelf.roadmaps.items()
            if kept.ownership.owner == learner
            and kept.ownership.removed is not None
            and set(self.learners_of(roadmap, LearnerId(0), 2)) - {learner}
        )

    def summaries_of(self, learner: LearnerId) -> tuple[RoadmapSummary, ...]:
        """List the same roadmaps in the same order, with their titles and counts."""
        owned = self.owned_by(learner)
        return tuple(self._shelf.roadmaps[each.roadmap].summary for each in owned)

    def set_audience(self, roadmap: RoadmapId, audience: Audience, link: str | None) -> None:
        """Write who may see a roadmap, and the token of its link."""
        if link is not None:
            others = (each.ownership for each in self._shelf.roadmaps.values())
            refuse(link, among=(each.link for each in others if each.roadmap != roadmap))
        its = self.ownership(roadmap)
        if its.removed is None:
            self._own(replace(its, audience=audience, link=link))

    def shared_with(self, roadmap: RoadmapId) -> tuple[Chat, ...]:
        """List the (platform, chat) pairs that a roadmap is shared with, sorted."""
        return tuple(
            sorted(
                (platform, chat) for each, platform, chat in self._shelf.shares if each == roadmap
            )
        )

    def share_with(self, roadmap: RoadmapId, platform: str, chat: str) -> None:
        """Let everybody in a chat see a roadmap, whether they did before or not."""
        self._shelf.shares.add((roadmap, platform, chat))

    def unshare(self, roadmap: RoadmapId, platform: str, chat: str) -> None:
        """Let a chat see a roadmap no longer, whether it did before or not."""
        self._shelf.shares.discard((roadmap, platform, chat))

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let what is shared with the old chat be shared with the new one instead."""
        for roadmap, *shared in list(self._shelf.shares):
            if shared == [platform, old_chat]:
                self.unshare(roadmap, platform, old_chat)
                self.share_with(roadmap, platform, new_chat)

    def remove(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Remove a roadmap: only who is enrolled in it sees it, and goes on with its topics."""
        its = self.ownership(roadmap)
        if its.removed is None:
            self._own(replace(its, link=None, removed=utc(at)))
            kept = self._shelf.roadmaps[roadmap]
            self._shelf.roadmaps[roadmap] = replace(kept, before=None)
            self._shelf.untold[roadmap] = LearnerId(0)

    def next_untold(self) -> tuple[RoadmapId, LearnerId] | None:
        """Give a removed roadmap of which some are still to be told, and the last who was."""
        waiting = ((upto, roadmap) for roadmap, upto in self._shelf.untold.items())
        upto, roadmap = min(waiting, default=(None, None))
        return None if upto is None or roadmap is None else (roadmap, upto)

    def tell(self, roadmap: RoadmapId, upto: LearnerId | None) -> None:
        """Write up to which learner all were told of a removal; None: nobody is left."""
        if upto is None:
            del self._shelf.untold[roadmap]
        else:
            self._shelf.untold[roadmap] = upto

    def learners_of(self, roadmap: RoadmapId, after: LearnerId, most: int) -> tuple[LearnerId, ...]:
        """List who is enrolled in a roadmap, in the order of their ids, at most so many."""
        enrolled = (
            each.learner for each in self._shelf.enrolments.values() if each.roadmap == roadmap
        )
        return tuple(sorted(learner for learner in enrolled if learner > after)[:most])

    def _own(self, ownership: Ownership) -> None:
        kept = self._shelf.roadmaps[ownership.roadmap]
        self._shelf.roadmaps[ownership.roadmap] = replace(kept, ownership=ownership)

    def _summaries(self, fits: Callable[[KeptRoadmap], bool]) -> tuple[RoadmapSummary, ...]:
        fitting = (each.summary for each in self._shelf.roadmaps.values() if fits(each))
        return tuple(sorted(fitting, key=lambda each: (each.title, each.id)))
