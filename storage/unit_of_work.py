"""The unit of work: the repositories over one link, and the wish to keep what they wrote."""

from storage.announcements import SqlAnnouncements
from storage.destinations import SqlDestinations
from storage.enrolments import SqlEnrolments
from storage.groups import SqlGroups
from storage.history import SqlHistory
from storage.learners import SqlLearners
from storage.link import Link
from storage.live import SqlLiveMessages
from storage.memory import Memory
from storage.notes import SqlNotes
from storage.outbox import SqlOutbox
from storage.places import SqlPlaces
from storage.preferences import SqlPreferences
from storage.receipts import SqlReceipts
from storage.reminders import SqlReminders
from storage.roadmaps import SqlRoadmaps
from storage.sessions import SqlSessions


class SqlUnitOfWork:
    """One all-or-nothing piece of work; the gateway that made it keeps it or rolls it back."""

    __slots__ = (
        "announcements",
        "committed",
        "destinations",
        "enrolments",
        "groups",
        "history",
        "learners",
        "live",
        "notes",
        "outbox",
        "places",
        "preferences",
        "receipts",
        "reminders",
        "roadmaps",
        "sessions",
    )

    def __init__(self, link: Link, memory: Memory) -> None:
        self.learners = SqlLearners(link)
        self.roadmaps = SqlRoadmaps(link, memory.roadmaps)
        self.enrolments = SqlEnrolments(link)
        self.history = SqlHistory(link, memory.pasts)
        self.notes = SqlNotes(link)
        self.places = SqlPlaces(link)
        self.destinations = SqlDestinations(link)
        self.preferences = SqlPreferences(link)
        self.announcements = SqlAnnouncements(link)
        self.receipts = SqlReceipts(link)
        self.reminders = SqlReminders(link)
        self.outbox = SqlOutbox(link)
        self.groups = SqlGroups(link)
        self.live = SqlLiveMessages(link)
        self.sessions = SqlSessions(link)
        self.committed = False

    def commit(self) -> None:
        """Ask that all written so far is kept; call it once, last."""
        self.committed = True

    def remember(self) -> None:
        """Let the memory have what was written; call it once that is kept."""
        self.roadmaps.remember()
