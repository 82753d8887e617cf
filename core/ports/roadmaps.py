"""Roadmaps: what stands in their files, topic by topic."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Protocol

from core.learner import LearnerId
from core.ownership import Audience, RoadmapFile
from core.ports.ownerships import Ownerships
from core.reconcile import KnownTopic, Reconciliation
from core.roadmap import Roadmap, RoadmapId, Topic, TopicId
from core.roadmap_markdown.outline import Outline


class Roadmaps(Ownerships, Protocol):
    """Keep roadmaps. What one says is only ever changed by importing its file."""

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap, removed or not; raise KeyError where there is none."""
        ...

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug, removed or not, whoever may see it."""
        ...

    def of_link(self, token: str) -> Roadmap | None:
        """Find the roadmap whose link has this token, unless it is removed."""
        ...

    def standing(self, roadmap: RoadmapId) -> AbstractSet[TopicId]:
        """Give the ids of the topics that stand in a roadmap's file."""
        ...

    def called(self, roadmap: RoadmapId, short: str, most: int) -> tuple[Topic, ...]:
        """Give what stands in a roadmap and is called so for short.

        The short form is that of core.twins; of two long ones the beginnings may decide. At most
        so many are given, of more those that were added first.
        """
        ...

    def holding(self, topic: TopicId) -> RoadmapId | None:
        """Give the roadmap that a topic belongs to, retired or not; None where there is none."""
        ...

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
        """Store an outline as a new roadmap; its topics get their ids and numbers here."""
        ...

    def file(self, roadmap: RoadmapId) -> RoadmapFile | None:
        """Give the file that a roadmap was last read from; None where it was not kept."""
        ...

    def revision(self, roadmap: RoadmapId) -> int:
        """Give the revision of a roadmap; raise KeyError where there is none.

        The roadmap is held until the unit of work ends, so what was decided on this revision is
        still true when it is written.
        """
        ...

    def known_topics(self, roadmap: RoadmapId) -> tuple[KnownTopic, ...]:
        """Give all topics of a roadmap by their ids, retired ones too; hold it as above."""
        ...

    def update(
        self, roadmap: RoadmapId, result: Reconciliation, file: RoadmapFile, *, at: datetime
    ) -> Roadmap:
        """Let a roadmap be what a file says, in a new revision.

        Matched topics keep their ids, missing ones are retired and keep their numbers. What the
        roadmap was is kept for one roll-back. Topics that had left it before, and that nobody did
        or noted anything on, are forgotten.
        """
        ...

    def hold(self, roadmap: RoadmapId) -> None:
        """Hold a roadmap, so that nobody enrols in it until the unit of work ends.

        Raise KeyError where there is none.
        """
        ...

    def strip(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Keep of a roadmap what somebody did or noted something on, in a new revision.

        Its file, what it was before and its other topics are forgotten; those that are left are
        numbered anew.
        """
        ...

    def delete(self, roadmap: RoadmapId) -> None:
        """Delete a roadmap with its topics; nobody is enrolled in it, or noted anything on it."""
        ...

    def roll_back(self, roadmap: RoadmapId, *, at: datetime) -> Roadmap | None:
        """Let a roadmap be exactly what it was before its last update, in a new revision.

        The topics that came with that update are retired. Give None where no update is left to
        take back; raise KeyError where there is no such roadmap.
        """
        ...
