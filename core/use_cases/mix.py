"""Mixing: several roadmaps at once, each with its share of the day's topics."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.errors import UnclearMix, UnknownRoadmap
from core.history import EventKind
from core.learner import Account, Enrolment, EnrolmentId
from core.mix import Strand, furthest_behind
from core.naming import typed_names
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import RoadmapId, RoadmapSummary, Topic
from core.spoken_mix import read_mix, said
from core.use_cases.begun import (
    Begun,
    begun_by,
    count_of,
    named_among,
    short_name,
    summaries_of,
)
from core.use_cases.course import Course, open_course


@dataclass(frozen=True, slots=True)
class Mixed:
    """A roadmap that the learner began, and its part in the mix; ``share`` is 0 for none.

    ``done`` counts its topics since the mix was set.
    """

    roadmap: RoadmapSummary
    share: int
    done: int
    count: Count


@dataclass(frozen=True, slots=True)
class Mix:
    """How the day's topic is chosen.

    ``parts`` are all roadmaps the learner began; ``next`` is the one that comes next and its topic,
    None where nothing is mixed or nothing left. ``before`` are the shares there were, where they
    were changed just now; ``example`` is a mix as it may be typed.
    """

    parts: tuple[Mixed, ...]
    next: tuple[RoadmapId, Topic] | None
    example: str
    before: tuple[tuple[RoadmapId, int], ...] | None = None

    @property
    def mixed(self) -> tuple[Mixed, ...]:
        """The roadmaps that have a share."""
        return tuple(part for part in self.parts if part.share)


def look_at_mix(work: UnitOfWork, account: Account, now: datetime) -> Mix:
    """Say which roadmaps are mixed."""
    return _mix(work, open_course(work, account, now))


def set_mix(work: UnitOfWork, account: Account, now: datetime, typed: str | None) -> Mix:
    """Let the day's topic come from the roadmaps typed, by their shares; None for the current one.

    The mix there is stays as it is when it is said again: what was done for it counts on. Raise
    UnclearMix for what cannot be read, and for a roadmap that the learner did not begin.
    """
    course = open_course(work, account, now)
    begun = begun_by(work, course.learner.id)
    wanted = {} if typed is None else _shares(begun, typed)
    before = {enrolment.id: enrolment.share for enrolment, _ in begun if enrolment.share}
    if wanted != before:
        since = _from_now_on(course)
        for enrolment, _ in begun:
            share = wanted.get(enrolment.id, 0)
            if share or enrolment.share:
                work.enrolments.set_share(enrolment.id, share, since if share else None)
        work.commit()
    were = tuple((summary.id, it.share) for it, summary in begun if it.share)
    return replace(_mix(work, course), before=were)


def course_by_mix(work: UnitOfWork, course: Course) -> Course:
    """Give the course that the learner's mix takes the next topic from; else the one given."""
    return _chosen(course, work.enrolments.of_learner(course.learner.id), work) or course


def _chosen(course: Course, enrolments: Sequence[Enrolment], work: UnitOfWork) -> Course | None:
    """Give the course of a mix that is furthest behind its share, if it holds anything to study."""
    strands = []
    for each in enrolments:
        if each.share:
            roadmap = work.roadmaps.get(each.roadmap)
            mixed = replace(course, enrolment=each, roadmap=roadmap)
            if mixed.progress.current is not None:
                strands.append(Strand(mixed, each.share, _done_since_mixed(course, each)))
    return furthest_behind(strands)


def _mix(work: UnitOfWork, course: Course) -> Mix:
    begun = begun_by(work, course.learner.id)
    chosen = _chosen(course, [enrolment for enrolment, _ in begun], work)
    current = chosen.progress.current if chosen else None
    parts = tuple(_mixed(work, course, each) for each in begun)
    up_next = (chosen.roadmap.id, current) if chosen and current else None
    return Mix(parts, up_next, _example(begun))


def _mixed(work: UnitOfWork, course: Course, begun: Begun) -> Mixed:
    enrolment, summary = begun
    done = _done_since_mixed(course, enrolment)
    return Mixed(summary, enrolment.share, done, count_of(work, course.log, begun))


def _example(begun: tuple[Begun, ...]) -> str:
    """Write a mix of the first two that were begun, as a learner would type it."""
    pairs = zip(begun, (2, 1), strict=False)
    return " ".join(f"{short_name(begun, each)} {share}" for each, share in pairs)


def _done_since_mixed(course: Course, enrolment: Enrolment) -> int:
    """Count the topics done since the mix was set; what is known or ticked takes no turn."""
    since = enrolment.mixed
    if since is None:
        return 0
    return sum(
        event.kind is EventKind.DONE
        and event.enrolment == enrolment.id
        and event.moment.at >= since
        for event in course.log.standing
    )


def _from_now_on(course: Course) -> datetime:
    """Give the first instant of which nothing is done yet: a clock may stand still."""
    now = course.moment.at
    at_once = any(event.moment.at == now for event in course.log.standing)
    return now + timedelta(microseconds=1) if at_once else now


def _shares(begun: tuple[Begun, ...], typed: str) -> dict[EnrolmentId, int]:
    """Give the shares typed, by the enrolments that are named."""
    names = typed_names(summaries_of(begun))
    shares: dict[EnrolmentId, int] = {}
    understood: list[tuple[str, int]] = []
    forms = (_example(begun), "off")
    for name, share in read_mix(typed, forms):
        try:
            enrolment, summary = named_among(begun, name)
        except UnknownRoadmap as unknown:
            titles = " or ".join(f"“{names[each.slug]}”" for each in unknown.known)
            wrong = (
                f"“{name}” may be {titles}."
                if unknown.several
                else f"“{name}” is none of what you have begun: {titles}."
            )
            raise UnclearMix(typed, said(understood), wrong, forms) from unknown
        if enrolment.id in shares:
            wrong = f"“{names[summary.slug]}” is named twice."
            raise UnclearMix(typed, said(understood), wrong, forms)
        shares[enrolment.id] = share
        understood.append((names[summary.slug], share))
    return shares
