"""The unit of work: the repositories, and the wish to keep what was written."""

from typing import Protocol

from core.ports.groups import Groups, LiveMessages, Sessions
from core.ports.handling import Announcements, Receipts
from core.ports.notes import Notes
from core.ports.people import Destinations, KeptPreferences, Learners, Places
from core.ports.reminding import Outbox, Reminders
from core.ports.roadmaps import Roadmaps
from core.ports.studying import Enrolments, History


class UnitOfWork(Protocol):
    """One all-or-nothing piece of work; without a commit nothing of it is kept."""

    @property
    def learners(self) -> Learners:
        """The learners."""
        ...

    @property
    def roadmaps(self) -> Roadmaps:
        """The roadmaps."""
        ...

    @property
    def enrolments(self) -> Enrolments:
        """The enrolments."""
        ...

    @property
    def history(self) -> History:
        """The event log."""
        ...

    @property
    def notes(self) -> Notes:
        """What learners wrote about topics."""
        ...

    @property
    def places(self) -> Places:
        """The places."""
        ...

    @property
    def destinations(self) -> Destinations:
        """The destinations of learners."""
        ...

    @property
    def preferences(self) -> KeptPreferences:
        """How learners want to be written to."""
        ...

    @property
    def announcements(self) -> Announcements:
        """What platforms were told."""
        ...

    @property
    def receipts(self) -> Receipts:
        """The receipts of what was handled."""
        ...

    @property
    def reminders(self) -> Reminders:
        """The reminders."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The notifications that wait for delivery."""
        ...

    @property
    def groups(self) -> Groups:
        """The study groups."""
        ...

    @property
    def live(self) -> LiveMessages:
        """The live messages."""
        ...

    @property
    def sessions(self) -> Sessions:
        """The focus sessions."""
        ...

    @property
    def committed(self) -> bool:
        """Whether all written so far is to be kept."""
        ...

    def commit(self) -> None:
        """Ask that all written so far is kept; call it once, last."""
        ...
