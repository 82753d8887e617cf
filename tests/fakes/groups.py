"""Study groups in memory; all that is counted is counted anew."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from core.destination import Destination
from core.group import Group, GroupDay, GroupId, Member, Plan, Standing
from core.learner import LearnerId
from core.roadmap import RoadmapId, TopicId
from core.streak_rules import Pause
from tests.fakes.group_shelf import GroupShelf, KeptLive, Study
from tests.fakes.rules import refuse, utc


class FakeGroups:
    """Keep study groups in memory."""

    def __init__(self, shelf: GroupShelf) -> None:
        self._shelf = shelf

    def get(self, group: GroupId) -> Group:
        """Give a group; raise KeyError where there is none."""
        members = sum(each.group == group for each in self._shelf.members.values())
        return replace(self._shelf.groups[group], members=members)

    def at(self, place: Destination) -> Group | None:
        """Find the group of a chat, or of a thread of one."""
        here = _key(place)
        return next((each for each in self._all() if _key(each.place) == here), None)

    def add(self, place: Destination, plan: Plan) -> Group:
        """Make a group of a place that has none; it is not at work yet."""
        refuse(_key(place), among=(_key(each.place) for each in self._all()))
        group = Group(GroupId(len(self._shelf.groups) + 1), place, plan)
        self._shelf.groups[group.id] = group
        return group

    def save(self, group: Group) -> None:
        """Write a group's place, plan, topic and next post; its members are counted elsewhere."""
        others = (each for each in self._all() if each.id != group.id)
        refuse(_key(group.place), among=(_key(each.place) for each in others))
        next_post = None if group.next_post is None else utc(group.next_post)
        started = None if group.started is None else utc(group.started)
        self._shelf.groups[group.id] = replace(group, next_post=next_post, started=started)

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let the groups, live messages and sessions of the old chat be those of the new one."""
        if old_chat == new_chat:
            return
        old = (platform, old_chat)
        taken = {_key(each.place) for each in self._in_chat(platform, new_chat)}
        for group in self._in_chat(platform, old_chat):
            place = replace(group.place, chat=new_chat)
            if _key(place) in taken:
                self._shelf.groups[group.id] = replace(group, next_post=None)
            else:
                self._shelf.groups[group.id] = replace(group, place=place, moved_from=old_chat)
        for key, kept in self._shelf.live.items():
            place = kept.live.place
            if (place.platform, place.chat) == old:
                self._shelf.live[key] = _moved(kept, new_chat)
        sessions = self._shelf.sessions.items()
        go_on = {_key(each.place) for _, each in sessions if each.ended is None}
        for number, session in sessions:
            place = replace(session.place, chat=new_chat)
            stays = session.ended is None and _key(place) in go_on
            if (session.place.platform, session.place.chat) == old and not stays:
                self._shelf.sessions[number] = replace(session, place=place)

    def due(self, platform: str, now: datetime, *, most: int) -> tuple[Group, ...]:
        """Give the groups whose next post has come due, the longest due first."""
        due = [(at, each.id) for at, each in self._posting(platform) if at <= now]
        return tuple(self.get(number) for _, number in sorted(due)[:most])

    def next_due(self, platform: str) -> datetime | None:
        """Say when a group of a platform posts next, or should have; None where none does."""
        return min((at for at, _ in self._posting(platform)), default=None)

    def member(self, group: GroupId, learner: LearnerId) -> Member | None:
        """Find a member of a group."""
        return self._shelf.members.get((group, learner))

    def join(self, member: Member, pauses: Collection[Pause]) -> None:
        """Let a learner be a member, who was none; ``pauses`` are those they said."""
        key = (member.group, member.learner)
        refuse(key, among=self._shelf.members)
        self._shelf.members[key] = replace(member, joined=utc(member.joined))
        self._shelf.pauses[key] = frozenset(pauses)

    def save_member(self, member: Member) -> None:
        """Write what is kept of a member."""
        key = (member.group, member.learner)
        kept = self._shelf.members.get(key)
        if kept is not None:
            self._shelf.members[key] = replace(member, joined=kept.joined)

    def leave(self, group: GroupId, learner: LearnerId) -> None:
        """Let a learner be a member no more; the days they made count stay counted."""
        self._shelf.members.pop((group, learner), None)
        self._shelf.pauses.pop((group, learner), None)

    def of_learner(self, learner: LearnerId) -> tuple[Group, ...]:
        """List the groups that a learner is a member of, the oldest first."""
        return tuple(each for each in self._all() if (each.id, learner) in self._shelf.members)

    def studying(self, learner: LearnerId, roadmap: RoadmapId) -> tuple[Group, ...]:
        """List the groups of a learner that study a roadmap, the oldest first."""
        return tuple(it for it in self.of_learner(learner) if it.plan.roadmap == roadmap)

    def standing_at(self, topic: TopicId) -> tuple[Group, ...]:
        """List the groups whose last post has this topic, the oldest first."""
        return tuple(each for each in self._all() if each.topic == topic)

    def pause(self, learner: LearnerId, pauses: Collection[Pause]) -> None:
        """Let these be the pauses of a learner in all their groups."""
        for group in self.of_learner(learner):
            self._shelf.pauses[group.id, learner] = frozenset(pauses)

    def present(self, group: GroupId, day: date) -> int:
        """Count the members of a group who are not paused on a date."""
        return sum(
            not any(pause.first <= day <= pause.last for pause in pauses)
            for (paused_in, _), pauses in self._shelf.pauses.items()
            if paused_in == group
        )

    def buddies(self, group: GroupId, *, most: int) -> tuple[Member, ...]:
        """List some who explain and are explained to, who was asked longest ago first."""
        members = (it for it in self._shelf.members.values() if it.group == group and it.buddy)
        in_turn = sorted(members, key=lambda it: (it.asked or date.min, it.joined, it.learner))
        return tuple(in_turn[:most])

    def days(self, group: GroupId) -> tuple[GroupDay, ...]:
        """List the days of a group in the order of their dates."""
        dates = sorted(day for of, day in self._shelf.days if of == group)
        return tuple(self._counted(group, day) for day in dates)

    def open_days(self, group: GroupId, before: date) -> tuple[GroupDay, ...]:
        """List the days before a date that are not closed, in the order of their dates."""
        return tuple(it for it in self.days(group) if it.date < before and it.needed is None)

    def share(self, group: GroupId) -> None:
        """Nobody else writes meanwhile."""

    def day(self, group: GroupId, day: date) -> GroupDay | None:
        """Find the day of a group with this date."""
        return self._counted(group, day) if (group, day) in self._shelf.days else None

    def open_day(self, group: GroupId, day: date, topic: TopicId) -> None:
        """Make a day of a group, where there is none of that date; who studied on it is counted."""
        self._shelf.days.setdefault((group, day), GroupDay(day, topic))

    def close_day(self, group: GroupId, day: date, needed: int) -> None:
        """Fix how many had to study on a day, where that is open."""
        kept = self._shelf.days.get((group, day))
        if kept is not None and kept.needed is None:
            self._shelf.days[group, day] = replace(kept, needed=needed)

    def drop_day(self, group: GroupId, day: date) -> bool:
        """Let a day be none, if nobody studied on it; say whether that is so."""
        if (group, day) not in self._shelf.days or self._counted(group, day).studied:
            return False
        del self._shelf.days[group, day]
        return True

    def studied(self, group: GroupId, learner: LearnerId, day: date, topic: TopicId) -> None:
        """Count that a member did a topic on a date, counted before or not."""
        self._shelf.studies.add(Study(group, day, learner, topic))

    def not_studied(self, group: GroupId, learner: LearnerId, topic: TopicId) -> None:
        """Take back that a member did a topic, counted or not."""
        self._shelf.studies -= {
            each
            for each in self._shelf.studies
            if (each.group, each.learner, each.topic) == (group, learner, topic)
        }

    def done_by(self, group: GroupId, topic: TopicId) -> int:
        """Count the members who did a topic, on whatever date."""
        return len({it.learner for it in self._of_members(group) if it.topic == topic})

    def topics_done(self, group: GroupId, first: date, last: date) -> tuple[int, int]:
        """Count the topics done, and the members who did any, from one date to another."""
        done = [each for each in self._of_members(group) if first <= each.date <= last]
        return len({each.topic for each in done}), len({each.learner for each in done})

    def board(self, group: GroupId, week: date, month: date, last: date) -> tuple[Standing, ...]:
        """List the members who chose to be seen and studied since the week or the month began."""
        first = min(week, month)
        done = {
            (each.learner, each.date)
            for each in self._of_members(group)
            if first <= each.date <= last and self._shelf.members[group, each.learner].on_board
        }
        standings = (
            Standing(
                learner,
                self._shelf.members[group, learner].name,
                sum(who == learner and day >= week for who, day in done),
                sum(who == learner and day >= month for who, day in done),
            )
            for learner in {who for who, _ in done}
        )
        return tuple(
            sorted(standings, key=lambda it: (-it.month, -it.week, it.name, it.learner)),
        )

    def _in_chat(self, platform: str, chat: str) -> list[Group]:
        here = (platform, chat)
        return [each for each in self._all() if (each.place.platform, each.place.chat) == here]

    def _all(self) -> Iterable[Group]:
        return [self.get(number) for number in sorted(self._shelf.groups)]

    def _posting(self, platform: str) -> list[tuple[datetime, Group]]:
        return [
            (each.next_post, each)
            for each in self._all()
            if each.next_post is not None and each.place.platform == platform
        ]

    def _counted(self, group: GroupId, day: date) -> GroupDay:
        there = {it.learner for it in self._shelf.studies if (it.group, it.date) == (group, day)}
        return replace(self._shelf.days[group, day], studied=len(there))

    def _of_members(self, group: GroupId) -> list[Study]:
        return [
            each
            for each in self._shelf.studies
            if each.group == group and (group, each.learner) in self._shelf.members
        ]


def _key(place: Destination) -> tuple[str, str, str | None]:
    return place.platform, place.chat, place.thread


def _moved(kept: KeptLive, chat: str) -> KeptLive:
    live = replace(kept.live, place=replace(kept.live.place, chat=chat))
    if live.message is None or kept.end is not None:
        return replace(kept, live=live)
    unsent = replace(live, message=None, leases=live.leases + 1)
    return KeptLive(unsent, kept.rests_until, kept.rests_until)
