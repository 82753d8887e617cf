"""The unit of work in memory: what the ports promise, with dicts for tables."""

from tests.fakes.groups import FakeGroups
from tests.fakes.handling import FakeAnnouncements, FakeReceipts
from tests.fakes.live import FakeLiveMessages
from tests.fakes.notes import FakeNotes
from tests.fakes.outbox import FakeOutbox
from tests.fakes.people import FakeDestinations, FakeLearners, FakePlaces, FakePreferences
from tests.fakes.reminders import FakeReminders
from tests.fakes.roadmaps import FakeRoadmaps
from tests.fakes.sessions import FakeSessions
from tests.fakes.shelf import Shelf
from tests.fakes.studying import FakeEnrolments, FakeHistory

__all__ = ["FakeUnitOfWork", "Shelf"]


class FakeUnitOfWork:
    """One piece of work on a shelf of its own; the gateway keeps that shelf or drops it."""

    def __init__(self, shelf: Shelf) -> None:
        self.learners = FakeLearners(shelf)
        self.roadmaps = FakeRoadmaps(shelf)
        self.enrolments = FakeEnrolments(shelf)
        self.history = FakeHistory(shelf)
        self.notes = FakeNotes(shelf)
        self.places = FakePlaces(shelf)
        self.destinations = FakeDestinations(shelf)
        self.preferences = FakePreferences(shelf)
        self.announcements = FakeAnnouncements(shelf)
        self.receipts = FakeReceipts(shelf)
        self.reminders = FakeReminders(shelf.reminding)
        self.outbox = FakeOutbox(shelf.reminding)
        self.groups = FakeGroups(shelf.grouping)
        self.live = FakeLiveMessages(shelf.grouping)
        self.sessions = FakeSessions(shelf.grouping)
        self.committed = False

    def commit(self) -> None:
        """Ask that all written so far is kept."""
        self.committed = True
