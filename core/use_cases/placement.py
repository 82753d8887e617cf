"""Placement: saying what is known already, part by part, so that it is not offered to be studied.

What is known counts as done, and earns nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from core.history import ActionNumber, EventKind
from core.learner import Account
from core.placement import PAGE, Part, first_part, part_after, part_at, parts_of
from core.ports import UnitOfWork
from core.progress import Count
from core.roadmap import Topic, TopicId
from core.use_cases.course import Course, open_course
from core.use_cases.sections import TopicState
from core.use_cases.study import Offer, offer_of


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a placement is: at the part of a level that a topic begins.

    ``revision`` is that of the roadmap in which the part was seen; ``single`` asks about its
    topics one by one, on the page that the topic begins.
    """

    topic: TopicId
    level: int
    revision: int
    single: bool = False


@dataclass(frozen=True, slots=True)
class WholeAsked:
    """The learner is asked how much of a part they know; ``parts`` are those it is made of."""

    spot: Spot
    part: Part
    count: Count
    parts: tuple[tuple[Part, Count], ...]


@dataclass(frozen=True, slots=True)
class TopicsAsked:
    """The learner is asked which topics of a page they know; ``page`` of ``pages``, from 1."""

    spot: Spot
    part: Part
    topics: tuple[TopicState, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Answered:
    """What the last answer did: ``known`` were written down by ``action``, None where none were."""

    spot: Spot
    known: tuple[Topic, ...] = ()
    action: ActionNumber | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """How far a placement is; ``question`` is None at its end, ``answered`` at its beginning.

    ``changed`` says that the roadmap is another than was asked about: no answer was taken.
    """

    offer: Offer
    question: WholeAsked | TopicsAsked | None
    answered: Answered | None = None
    changed: bool = False


def ask_placement(
    work: UnitOfWork, account: Account, now: datetime, spot: Spot | None = None
) -> Placement:
    """Ask what is known at a spot, else of the first part that holds anything not done."""
    course = open_course(work, account, now, spot.topic if spot else None)
    if spot is None:
        return _asked(course, _first(course))
    part = _part(course, spot)
    if part is None:
        return _asked_anew(course, spot)
    if spot.single:
        page = _page(course, part, spot)
        return Placement(offer_of(course), _topics_asked(course, part, page))
    return _asked(course, part)


def know_all(work: UnitOfWork, account: Account, now: datetime, spot: Spot) -> Placement:
    """Write down that all topics of a part are known, and ask about the next."""
    course = open_course(work, account, now, spot.topic)
    part = _part(course, spot)
    if part is None:
        return _asked_anew(course, spot)
    after, answered = _answered(work, course, spot, part.topics)
    return _asked(after, _next(after, part), answered)


def know_none(work: UnitOfWork, account: Account, now: datetime, spot: Spot) -> Placement:
    """Leave a part as it is, and ask about the next."""
    course = open_course(work, account, now, spot.topic)
    part = _part(course, spot)
    if part is None:
        return _asked_anew(course, spot)
    return _asked(course, _next(course, part), Answered(spot))


def know_some(work: UnitOfWork, account: Account, now: datetime, spot: Spot) -> Placement:
    """Ask about the parts of a part, or about its topics one by one."""
    course = open_course(work, account, now, spot.topic)
    part = _part(course, spot)
    if part is None:
        return _asked_anew(course, spot)
    done = course.progress.completions
    inner = next((each for each in parts_of(part) if each.is_open(done)), None)
    if inner is not None:
        return _asked(course, inner, Answered(spot))
    question = _topics_asked(course, part, _open_page(course, part, 1) or 1)
    return Placement(offer_of(course), question, Answered(spot))


def know_these(  # noqa: PLR0913 - what every use case takes, and what was chosen where
    work: UnitOfWork,
    account: Account,
    now: datetime,
    spot: Spot,
    places: Iterable[int],
    *,
    rest: bool | None = None,
) -> Placement:
    """Write down that the topics at some places of a page are known; ask about what comes next.

    The places count from 0; those that the page does not have are left aside. ``rest`` says
    whether all topics of the pages behind it are known, None that they are still to be asked about.
    """
    course = open_course(work, account, now, spot.topic)
    part = _part(course, spot)
    if part is None:
        return _asked_anew(course, spot)
    page = _page(course, part, spot)
    topics = part.pages[page - 1]
    chosen = [topics[place] for place in places if 0 <= place < len(topics)]
    if rest:
        chosen += part.topics[page * PAGE :]
    after, answered = _answered(work, course, spot, tuple(chosen))
    following = _open_page(after, part, page + 1) if rest is None else None
    if following is None:
        return _asked(after, _next(after, part), answered)
    return Placement(offer_of(after), _topics_asked(after, part, following), answered)


def _answered(
    work: UnitOfWork, course: Course, spot: Spot, topics: tuple[Topic, ...]
) -> tuple[Course, Answered]:
    """Write down, as one action, what of some topics was not done before."""
    known = tuple(topic for topic in topics if topic.id not in course.progress.completions)
    if not known:
        return course, Answered(spot)
    events = [course.event(EventKind.KNOWN, topic) for topic in known]
    work.history.append(events)
    work.commit()
    return course.after(events), Answered(spot, known, events[0].action)


def _open_page(course: Course, part: Part, begin: int) -> int | None:
    """Find the first page from ``begin`` on that holds anything not done."""
    done = course.progress.completions
    pages = enumerate(part.pages, start=1)
    return next(
        (
            number
            for number, page in pages
            if number >= begin and any(topic.id not in done for topic in page)
        ),
        None,
    )


def _first(course: Course) -> Part | None:
    return first_part(course.roadmap, course.progress.completions)


def _next(course: Course, part: Part) -> Part | None:
    return part_after(course.roadmap, part, course.progress.completions)


def _asked(course: Course, part: Part | None, answered: Answered | None = None) -> Placement:
    question = None if part is None else _whole_asked(course, part)
    return Placement(offer_of(course), question, answered)


def _asked_anew(course: Course, spot: Spot) -> Placement:
    """Take no answer, and ask about the part in which the topic of a spot is now."""
    topic = course.roadmap.by_id.get(spot.topic)
    part = part_at(course.roadmap, topic, spot.level) if topic else None
    if part is None or not part.is_open(course.progress.completions):
        part = _first(course)
    return replace(_asked(course, part), changed=True)


def _part(course: Course, spot: Spot) -> Part | None:
    """Give the part at a spot; None where the roadmap is not the one any more that was seen."""
    topic = course.roadmap.by_id.get(spot.topic)
    if topic is None or course.roadmap.revision != spot.revision:
        return None
    return part_at(course.roadmap, topic, spot.level)


def _page(course: Course, part: Part, spot: Spot) -> int:
    """Give the page of a part, from 1, on which the topic of a spot is."""
    return (course.roadmap.by_id[spot.topic].number - part.topics[0].number) // PAGE + 1


def _whole_asked(course: Course, part: Part) -> WholeAsked:
    count = course.progress.count
    parts = tuple((each, count(each.topics)) for each in parts_of(part))
    spot = Spot(part.topics[0].id, part.level, course.roadmap.revision)
    return WholeAsked(spot, part, count(part.topics), parts)


def _topics_asked(course: Course, part: Part, page: int) -> TopicsAsked:
    pages = part.pages
    topics = pages[page - 1]
    done = course.progress.completions
    states = tuple(TopicState(each, done.get(each.id)) for each in topics)
    spot = Spot(topics[0].id, part.level, course.roadmap.revision, single=True)
    return TopicsAsked(spot, part, states, page, len(pages))
