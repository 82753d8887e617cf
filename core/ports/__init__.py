"""What the core asks of the outside: repositories, the unit of work, the clock, the gazetteer."""

from core.ports.groups import Groups, LiveMessages, Sessions
from core.ports.handling import Announcements, Receipts
from core.ports.notes import Notes
from core.ports.outside import City, Clock, Gazetteer
from core.ports.people import Destinations, KeptPreferences, Learners, Places
from core.ports.reminding import Outbox, Reminders
from core.ports.roadmaps import Roadmaps
from core.ports.studying import Enrolments, History
from core.ports.unit_of_work import UnitOfWork

__all__ = [
    "Announcements",
    "City",
    "Clock",
    "Destinations",
    "Enrolments",
    "Gazetteer",
    "Groups",
    "History",
    "KeptPreferences",
    "Learners",
    "LiveMessages",
    "Notes",
    "Outbox",
    "Places",
    "Receipts",
    "Reminders",
    "Roadmaps",
    "Sessions",
    "UnitOfWork",
]
