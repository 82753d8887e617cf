"""The database that the command benchmarks work on: learners with a past in a large roadmap."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.history import ActionNumber, Event, EventKind
from core.learner import Account, Moment
from core.ownership import Audience, RoadmapFile
from core.ports import UnitOfWork
from core.roadmap_markdown import parse

TOPICS = 746
"""So many topics the roadmap has; in a new database their ids count from 1."""
LEARNERS = 32
PAST = 100
ZONE = "Europe/Berlin"
JOINED = datetime(2026, 1, 5, 18, tzinfo=UTC)
NOW = datetime(2026, 5, 4, 18, 30, tzinfo=UTC)
_ROADMAP = Path(__file__).parent.parent / "roadmaps" / "python-backend-developer.md"


def account(learner: int) -> Account:
    """Give the account of a learner, counted from 0."""
    return Account("bench", str(learner))


def seed(work: UnitOfWork) -> None:
    """Write the Python roadmap that ships with the bot, and learners who did a topic a day."""
    file = RoadmapFile(_ROADMAP.name, _ROADMAP.read_bytes())
    roadmap = work.roadmaps.add(
        "python",
        parse(file.source, name=file.name),
        file=file,
        owner=None,
        audience=Audience.PUBLIC,
        added=JOINED,
    )
    for number in range(LEARNERS):
        learner = work.learners.add(account(number), zone=ZONE, language="en", joined=JOINED)
        enrolment = work.enrolments.add(learner.id, roadmap.id, started=JOINED)
        work.learners.save(replace(learner, enrolment=enrolment.id))
        work.history.append(
            Event(
                learner=learner.id,
                enrolment=enrolment.id,
                action=ActionNumber(day + 1),
                kind=EventKind.DONE,
                moment=Moment.of(JOINED + timedelta(days=day), ZONE),
                topic=roadmap.topics[day].id,
            )
            for day in range(PAST)
        )
    work.commit()
