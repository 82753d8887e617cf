"""Study groups: their members, their days, their live messages and their focus sessions."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Protocol

from core.destination import Destination
from core.focus import Participant, Rounds, Session, SessionId
from core.group import Group, GroupDay, GroupId, Member, Plan, Standing
from core.learner import LearnerId
from core.live import LiveEnd, LiveKey, LiveMessage
from core.roadmap import RoadmapId, TopicId
from core.streak_rules import Pause


class Groups(Protocol):
    """Keep study groups, who is in them, and what was studied in them."""

    def get(self, group: GroupId) -> Group:
        """Give a group; raise KeyError where there is none."""
        ...

    def at(self, place: Destination) -> Group | None:
        """Find the group of a chat, or of a thread of one."""
        ...

    def add(self, place: Destination, plan: Plan) -> Group:
        """Make a group of a place that has none; it is not at work yet."""
        ...

    def save(self, group: Group) -> None:
        """Write a group's place, plan, topic and next post; its members are counted elsewhere."""
        ...

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let the groups, live messages and sessions of the old chat be those of the new one.

        What was sent there is sent anew, and knows when it was last shown. A group whose new place
        has one already stays where it was, and is at work no more. So does a session that has not
        been ended.
        """
        ...

    def due(self, platform: str, now: datetime, *, most: int) -> tuple[Group, ...]:
        """Give the groups whose next post has come due, the longest due first.

        They are held until the unit of work ends; those that another holds are left out.
        """
        ...

    def next_due(self, platform: str) -> datetime | None:
        """Say when a group of a platform posts next, or should have; None where none does."""
        ...

    def member(self, group: GroupId, learner: LearnerId) -> Member | None:
        """Find a member of a group."""
        ...

    def join(self, member: Member, pauses: Collection[Pause]) -> None:
        """Let a learner be a member, who was none; ``pauses`` are those they said."""
        ...

    def save_member(self, member: Member) -> None:
        """Write what is kept of a member."""
        ...

    def leave(self, group: GroupId, learner: LearnerId) -> None:
        """Let a learner be a member no more; the days they made count stay counted."""
        ...

    def of_learner(self, learner: LearnerId) -> tuple[Group, ...]:
        """List the groups that a learner is a member of, the oldest first."""
        ...

    def studying(self, learner: LearnerId, roadmap: RoadmapId) -> tuple[Group, ...]:
        """List the groups of a learner that study a roadmap, the oldest first."""
        ...

    def standing_at(self, topic: TopicId) -> tuple[Group, ...]:
        """List the groups whose last post has this topic, the oldest first."""
        ...

    def share(self, group: GroupId) -> None:
        """Let a group not move on to its next day until the unit of work ends."""
        ...

    def pause(self, learner: LearnerId, pauses: Collection[Pause]) -> None:
        """Let these be the pauses of a learner in all their groups."""
        ...

    def present(self, group: GroupId, day: date) -> int:
        """Count the members of a group who are not paused on a date.

        Costs as much as there are paused ones.
        """
        ...

    def buddies(self, group: GroupId, *, most: int) -> tuple[Member, ...]:
        """List some who explain and are explained to, who was asked longest ago first."""
        ...

    def days(self, group: GroupId) -> tuple[GroupDay, ...]:
        """List the days of a group in the order of their dates."""
        ...

    def open_days(self, group: GroupId, before: date) -> tuple[GroupDay, ...]:
        """List the days before a date that are not closed, in the order of their dates."""
        ...

    def day(self, group: GroupId, day: date) -> GroupDay | None:
        """Find the day of a group with this date."""
        ...

    def open_day(self, group: GroupId, day: date, topic: TopicId) -> None:
        """Make a day of a group, where there is none of that date; who studied on it is counted."""
        ...

    def close_day(self, group: GroupId, day: date, needed: int) -> None:
        """Fix how many had to study on a day, where that is open."""
        ...

    def drop_day(self, group: GroupId, day: date) -> bool:
        """Let a day be none, if nobody studied on it; say whether that is so."""
        ...

    def studied(self, group: GroupId, learner: LearnerId, day: date, topic: TopicId) -> None:
        """Count that a member did a topic on a date, counted before or not.

        On ``date.min`` is what they did before they joined.
        """
        ...

    def not_studied(self, group: GroupId, learner: LearnerId, topic: TopicId) -> None:
        """Take back that a member did a topic, counted or not."""
        ...

    def done_by(self, group: GroupId, topic: TopicId) -> int:
        """Count the members who did a topic, on whatever date."""
        ...

    def topics_done(self, group: GroupId, first: date, last: date) -> tuple[int, int]:
        """Count the topics done, and the members who did any, from one date to another.

        A topic that several did is one topic.
        """
        ...

    def board(self, group: GroupId, week: date, month: date, last: date) -> tuple[Standing, ...]:
        """List the members who chose to be seen and studied since the week or the month began.

        ``week`` and ``month`` are the first dates of both, ``last`` is the last date that counts;
        by days in the month, then in the week, both descending, then by name.
        """
        ...


class LiveMessages(Protocol):
    """Keep live messages until nothing of them changes any more."""

    def open(self, key: LiveKey, place: Destination, *, due: datetime) -> None:
        """Let a live message be sent; one that is there already stays as it is."""
        ...

    def touch(self, key: LiveKey, *, at: datetime) -> None:
        """Let a live message be shown anew since what it shows has changed, as often as may be.

        It is due at once, or EDIT_EVERY after it was last shown; one that is due earlier stays so,
        and so does one that waits to be sent or was put off. Of one that has ended, or is none,
        nothing changes.
        """
        ...

    def lease(
        self, platform: str, now: datetime, *, until: datetime, most: int
    ) -> tuple[LiveMessage, ...]:
        """Take the live messages of a platform that are due, the longest due first.

        Nobody else gets them before ``until``; each is due no more unless it is touched.
        """
        ...

    def release(self, platform: str) -> int:
        """Let all that is leased of a platform be due; say how many these are.

        What is being sent for the first time stays leased: who sends it may be about to say so.
        """
        ...

    def hold(self, live: LiveMessage, *, until: datetime, sending: bool) -> bool:
        """Hold a leased message until then, as it is about to be shown; False where it is lost.

        Where it is ``sending``, for the first time, it is kept that it may have been sent.
        """
        ...

    def shown(
        self, live: LiveMessage, message: str, *, at: datetime, again: datetime | None
    ) -> None:
        """Write that a leased message was sent or edited; ``again`` is when it changes by itself.

        Whoever touched it meanwhile is heeded.
        """
        ...

    def put_off(
        self, live: LiveMessage, *, due: datetime, failed: bool, sending: bool = False
    ) -> None:
        """Give a leased message back until it is due again; ``sending``: it may have been sent."""
        ...

    def end(self, live: LiveMessage, end: LiveEnd) -> bool:
        """Let a leased message be shown no more; False where it is lost, or has ended."""
        ...

    def next_due(self, platform: str) -> datetime | None:
        """Say when a live message of a platform is due next, or was; None where none is."""
        ...

    def forget(self, before: date, *, most: int) -> int:
        """Forget some live messages that have ended, of dates before one; say how many."""
        ...


class Sessions(Protocol):
    """Keep focus sessions and who was there."""

    def get(self, session: SessionId) -> Session:
        """Give a session; raise KeyError where there is none."""
        ...

    def open_at(self, place: Destination) -> Session | None:
        """Find the session of a place that has not been ended; its time may be over."""
        ...

    def add(self, place: Destination, host: LearnerId, rounds: Rounds, *, at: datetime) -> Session:
        """Begin a session in a place whose last one has been ended."""
        ...

    def end(self, session: SessionId, *, at: datetime) -> None:
        """End a session; one that was ended stays so."""
        ...

    def participants(self, session: SessionId) -> tuple[Participant, ...]:
        """List who was in a session, in the order they joined; who came twice is there twice."""
        ...

    def join(self, participant: Participant) -> None:
        """Let a learner be in a session from now on, who is not."""
        ...

    def declare(self, session: SessionId, learner: LearnerId, task: str) -> None:
        """Write what a learner who is in a session wants to do."""
        ...

    def leave(self, session: SessionId, learner: LearnerId, *, at: datetime) -> None:
        """Let a learner be in a session no more, who is."""
        ...

    def of_learner(
        self, learner: LearnerId, since: datetime
    ) -> tuple[tuple[Session, Participant], ...]:
        """List the sessions that a learner joined since an instant, in the order they did."""
        ...
