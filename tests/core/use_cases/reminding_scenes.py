"""Scenes for what comes unasked: learners in Lisbon, who are planned for and written to."""

from datetime import UTC, datetime, timedelta

from core.destination import Destination
from core.learner import Account, Learner
from core.outbox import Outcome
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.use_cases.delivering import Parcel, Prepared, lease_due, prepare, settle
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.planning import WINDOW, plan_due
from tests.builders import outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

LISBON = "Europe/Lisbon"
ADA, BOB = Account("telegram", "1"), Account("telegram", "2")
CHAT = Destination("telegram", "1")
GROUP = Destination("telegram", "-42", PlaceKind.GROUP)
CHANNEL = Destination("discord", "42", PlaceKind.GROUP)
PACE = 27.0
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def monday(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Give a time of Monday 23 November 2026, when the clocks of Lisbon show UTC."""
    return datetime(2026, 11, 23, hour, minute, second, tzinfo=UTC)


def school(*destinations: Destination) -> FakeUnitOfWork:
    """Give a unit of work with a roadmap, and Ada who studies it and is written to in places."""
    work = FakeUnitOfWork(Shelf())
    ship(work, "python", outline(), added=monday(0))
    for each in destinations or (None,):
        enrol(work, ADA, monday(0), "python", Newcomer(LISBON, "en"), destination=each)
    work.committed = False
    return work


def learner(work: UnitOfWork, account: Account = ADA) -> Learner:
    """Give the learner behind an account."""
    known = work.learners.of_account(account)
    assert known is not None
    return known


def plan(work: UnitOfWork, now: datetime, platform: str = "telegram") -> None:
    """Plan all that is due."""
    while plan_due(work, platform, now, pace=PACE, window=WINDOW, most=9).more:
        pass


def prepared(work: UnitOfWork, now: datetime, platform: str = "telegram") -> list[Prepared]:
    """Plan, lease and prepare all that is due, and send nothing of it."""
    plan(work, now, platform)
    until = now + MINUTE
    rows = lease_due(work, platform, now, most=9, lease="one", until=until)
    return [prepare(work, row, now, until=until) for row in rows]


def brought(work: UnitOfWork, now: datetime, platform: str = "telegram") -> list[Parcel]:
    """Bring all that is due to where it belongs."""
    parcels = [each.parcel for each in prepared(work, now, platform) if each.parcel]
    for parcel in parcels:
        assert settle(work, parcel.rows, Outcome.SENT, now) == len(parcel.rows)
    return parcels
