"""Roadmaps in memory: what stands in their files, topic by topic."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from core.learner import LearnerId
from core.ownership import Audience, Ownership, RoadmapFile
from core.reconcile import KnownTopic, Reconciliation, names_of
from core.roadmap import Roadmap, RoadmapId, Topic, TopicId
from core.roadmap_markdown.outline import Outline
from core.twins import short_form
from tests.fakes.ownerships import FakeOwnerships
from tests.fakes.roadmap_shelf import KeptRoadmap, KeptTopic, State, in_the_file
from tests.fakes.rules import refuse, utc


class FakeRoadmaps(FakeOwnerships):
    """Keep roadmaps in memory."""

    def get(self, roadmap: RoadmapId) -> Roadmap:
        """Give a roadmap, removed or not; raise KeyError where there is none."""
        return self._shelf.roadmaps[roadmap].roadmap

    def of_slug(self, slug: str) -> Roadmap | None:
        """Find a roadmap by its slug, removed or not, whoever may see it."""
        every = (kept.roadmap for kept in self._shelf.roadmaps.values())
        return next((each for each in every if each.slug == slug), None)

    def of_link(self, token: str) -> Roadmap | None:
        """Find the roadmap whose link has this token."""
        every = self._shelf.roadmaps.values()
        return next((each.roadmap for each in every if each.ownership.link == token), None)

    def standing(self, roadmap: RoadmapId) -> AbstractSet[TopicId]:
        """Give the ids of the topics that stand in a roadmap's file."""
        return self._shelf.roadmaps[roadmap].roadmap.by_id.keys()

    def called(self, roadmap: RoadmapId, short: str, most: int) -> tuple[Topic, ...]:
        """Give what stands in a roadmap and is called so for short."""
        its = self._shelf.roadmaps[roadmap].roadmap
        found = sorted(each.id for each in its.topics if short_form(each.text) == short)[:most]
        return tuple(each for each in its.topics if each.id in found)

    def holding(self, topic: TopicId) -> RoadmapId | None:
        """Give the roadmap that a topic belongs to, retired or not."""
        for roadmap, kept in self._shelf.roadmaps.items():
            if any(each.topic.id == topic for each in kept.state.topics):
                return roadmap
        return None

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
        """Store an outline as a new roadmap."""
        refuse(slug, among=(each.roadmap.slug for each in self._shelf.roadmaps.values()))
        number = RoadmapId(self._shelf.new_id("roadmap"))
        state = State(
            outline.title,
            outline.about,
            self._new_topics(outline, range(1, len(outline.topics) + 1)),
            file,
        )
        roadmap = Roadmap(number, slug, state.title, state.about, in_the_file(state.topics))
        ownership = Ownership(
            number, owner, audience, None, len(file.source), utc(added), utc(added)
        )
        self._shelf.roadmaps[number] = KeptRoadmap(roadmap, state, ownership)
        return roadmap

    def file(self, roadmap: RoadmapId) -> RoadmapFile | None:
        """Give the file that a roadmap was last read from."""
        kept = self._shelf.roadmaps.get(roadmap)
        return None if kept is None else kept.state.file

    def revision(self, roadmap: RoadmapId) -> int:
        """Give the revision of a roadmap; raise KeyError where there is none."""
        return self._shelf.roadmaps[roadmap].roadmap.revision

    def known_topics(self, roadmap: RoadmapId) -> tuple[KnownTopic, ...]:
        """Give all topics of a roadmap by their ids, retired ones too."""
        topics = self._shelf.roadmaps[roadmap].state.topics
        return tuple(sorted((each.known for each in topics), key=lambda known: known.id))

    def update(
        self, roadmap: RoadmapId, result: Reconciliation, file: RoadmapFile, *, at: datetime
    ) -> Roadmap:
        """Let a roadmap be what a file says, in a new revision; keep what it was."""
        before = self._shelf.roadmaps[roadmap].state
        matched = {match.known.id: KeptTopic.matched(match) for match in result.matches}
        there = (
            matched.get(each.topic.id) or replace(each, retired=True)
            for each in before.topics
            if each.topic.id in matched or not each.retired or self._is_needed(each.topic.id)
        )
        topics = (*there, *self._new_topics(result.outline, result.new))
        state = State(result.outline.title, result.outline.about, topics, file)
        kept = {each.topic.id for each in topics}
        left = tuple(each for each in before.topics if each.topic.id in kept)
        return self._become(roadmap, state, replace(before, topics=left), at)

    def hold(self, roadmap: RoadmapId) -> None:
        """Hold a roadmap; raise KeyError where there is none."""
        self.revision(roadmap)

    def strip(self, roadmap: RoadmapId, *, at: datetime) -> None:
        """Keep of a roadmap what somebody did or noted something on, in a new revision."""
        before = self._shelf.roadmaps[roadmap].state
        left = tuple(each for each in before.topics if self._is_needed(each.topic.id))
        numbers = {topic.id: number for number, topic in enumerate(in_the_file(left), start=1)}
        topics = tuple(
            replace(each, topic=replace(each.topic, number=numbers[each.topic.id]))
            if each.topic.id in numbers
            else each
            for each in left
        )
        self._become(roadmap, replace(before, topics=topics, file=None), None, at)

    def delete(self, roadmap: RoadmapId) -> None:
        """Delete a roadmap with its topics; nobody is enrolled in it, or noted anything on it."""
        for platform, chat in self.shared_with(roadmap):
            self.unshare(roadmap, platform, chat)
        del self._shelf.roadmaps[roadmap]

    def roll_back(self, roadmap: RoadmapId, *, at: datetime) -> Roadmap | None:
        """Let a roadmap be exactly what it was before its last update, in a new revision."""
        kept = self._shelf.roadmaps[roadmap]
        if kept.before is None:
            return None
        earlier = {each.topic.id for each in kept.before.topics}
        came = (
            replace(each, retired=True)
            for each in kept.state.topics
            if each.topic.id not in earlier
        )
        state = replace(kept.before, topics=(*kept.before.topics, *came))
        return self._become(roadmap, state, None, at)

    def _is_needed(self, topic: TopicId) -> bool:
        noted = {each for _, each in self._shelf.notes}
        return topic in noted or any(event.topic == topic for event in self._shelf.events)

    def _become(
        self, roadmap: RoadmapId, state: State, before: State | None, at: datetime
    ) -> Roadmap:
        kept = self._shelf.roadmaps[roadmap]
        became = replace(
            kept.roadmap,
            title=state.title,
            about=state.about,
            topics=in_the_file(state.topics),
            revision=kept.roadmap.revision + 1,
        )
        size = len(state.file.source) if state.file else 0
        self._shelf.roadmaps[roadmap] = KeptRoadmap(
            became, state, replace(kept.ownership, size=size, changed=utc(at)), before
        )
        return became

    def _new_topics(self, outline: Outline, numbers: Iterable[int]) -> tuple[KeptTopic, ...]:
        names = tuple(names_of(outline.topics))
        return tuple(
            KeptTopic.new(
                number,
                names[number - 1],
                outline.topics[number - 1],
                TopicId(self._shelf.new_id("topic")),
            )
            for number in numbers
        )
