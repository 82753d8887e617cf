"""Everything a learner or host can be refused for.

StudyError
├── RoadmapRefused        a roadmap file that cannot be studied; all its problems together
├── NotEnrolled           a command that needs a roadmap, before one was chosen
├── UnknownRoadmap        no roadmap of that name
├── UnknownOwnRoadmap     no roadmap of that name that the learner brought, or several
├── AllowanceSpent        one more roadmap than a learner may keep, or larger files
├── RoadmapChanged        an update of a roadmap that was changed meanwhile
├── NothingToRollBack     a roadmap that was never updated, or is back already
├── FileGone              a file that was looked at too long ago
├── UnknownTopic          a number out of range, or words that match nothing
├── AmbiguousTopic        words that match several topics
├── UnknownSection        a section of the roadmap that does not exist
├── UnknownZone           a time zone or city that is not known
├── Unclear               words that cannot be read
│   ├── UnclearTime       a time of day, days, dates, a goal or rounds
│   └── UnclearMix        roadmaps and their shares
├── UnknownReminder       a reminder that the learner does not have, or no longer
├── UnknownGroup          a place without a study group, or a button of one seen from elsewhere
├── NoGroupRoadmap        a roadmap for a study group that its chat does not see, or no longer
├── GroupMovedOn          a topic of a roadmap that a study group studies no longer
├── NotAMember            what only a member of a study group can do
├── NotAManager           what only who manages the chat of a study group settles
├── NowhereToWrite        a wish to be written to, with no place where that can be done
├── NothingToUndo         no action left that can be taken back
├── NothingToSkip         every topic is done
├── NothingToNote         no topic to write a note on: every one is done and none was named
├── NoteTooLong           a note longer than can be kept
├── NoSession             a focus session that is over, or none that goes on
├── SessionGoesOn         one more focus session where one goes on
├── NotTheHost            the end of a focus session, by who did not begin it
├── TaskTooLong           a declared task longer than is shown
└── StorageUnavailable    the database did not take the command; nothing was kept
"""

from dataclasses import dataclass
from datetime import datetime

from core.focus import SessionId
from core.roadmap import Roadmap, RoadmapSummary, Topic


class StudyError(Exception):
    """An expected refusal: it becomes a Reply that says what happened and what to do next."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason a file is refused: what, where (a line counted from 1, or None) and what to do."""

    message: str
    advice: str
    line: int | None = None


class RoadmapRefused(StudyError):
    """Refuse a roadmap file, with every problem found in it."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems

    def __reduce__(self) -> tuple[type["RoadmapRefused"], tuple[Problem, ...]]:
        """Pickle by its problems: a refusal travels from the worker process."""
        return type(self), self.problems


class NotEnrolled(StudyError):
    """Refuse what needs a roadmap to a person who has not chosen one."""


class UnknownRoadmap(StudyError):
    """Refuse words that name no roadmap, or ``several``; ``known`` are those that may be meant.

    ``typed`` is None for a button whose roadmap is not shown any more.
    """

    def __init__(
        self, typed: str | None, known: tuple[RoadmapSummary, ...], *, several: bool = False
    ) -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = known
        self.several = several


class UnknownOwnRoadmap(StudyError):
    """Refuse words that name no roadmap the learner brought, or ``several``.

    ``typed`` is None where nothing was said; ``known`` are those that may be meant.
    """

    def __init__(
        self,
        typed: str | None,
        known: tuple[Roadmap | RoadmapSummary, ...],
        *,
        several: bool = False,
    ) -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = known
        self.several = several


class AllowanceSpent(StudyError):
    """Refuse to keep more than a learner may.

    That is so many ``roadmaps``, bytes of their files, or ``topics`` of one, those that left it
    too.
    """

    def __init__(
        self, *, roadmaps: int | None = None, size: int | None = None, topics: int | None = None
    ) -> None:
        super().__init__(roadmaps, size, topics)
        self.roadmaps = roadmaps
        self.size = size
        self.topics = topics


class RoadmapChanged(StudyError):
    """Refuse an update that was compared with a roadmap as it is no more."""

    def __init__(self) -> None:
        super().__init__("The roadmap was changed meanwhile; nothing was updated. Try again.")


class NothingToRollBack(StudyError):
    """Refuse to take back an update of the roadmap called ``title``, which has none left.

    It may have one that is not meant: the roadmap was ``changed_since``.
    """

    def __init__(self, title: str, *, changed_since: bool = False) -> None:
        super().__init__(title)
        self.title = title
        self.changed_since = changed_since


class FileGone(StudyError):
    """Refuse what a button says of a file that is not kept in mind any more."""


class UnknownTopic(StudyError):
    """Refuse a number out of range or words that fit no topic; ``nearest`` may be meant.

    ``typed`` is None for a button whose topic left the roadmap.
    """

    def __init__(
        self, typed: str | None, topic_count: int, nearest: tuple[Topic, ...] = ()
    ) -> None:
        super().__init__(typed)
        self.typed = typed
        self.topic_count = topic_count
        self.nearest = nearest


class AmbiguousTopic(StudyError):
    """Refuse words that fit several topics; ``matches`` are the best of them."""

    def __init__(self, typed: str, matches: tuple[Topic, ...]) -> None:
        super().__init__(typed)
        self.typed = typed
        self.matches = matches


class UnknownSection(StudyError):
    """Refuse a section that the roadmap does not have."""


class UnknownZone(StudyError):
    """Refuse words that name no time zone and no city."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class Unclear(StudyError):
    """Refuse words that cannot be read.

    ``typed`` is all that was, ``understood`` the part that could be read, in our words and empty
    where there is none, ``wrong`` says what is the matter, and ``forms`` are examples that work.
    """

    def __init__(self, typed: str, understood: str, wrong: str, forms: tuple[str, ...]) -> None:
        super().__init__(wrong)
        self.typed = typed
        self.understood = understood
        self.wrong = wrong
        self.forms = forms


class UnclearTime(Unclear):
    """Refuse a time of day, days, hours, dates, a goal or rounds that cannot be read."""


class UnclearMix(Unclear):
    """Refuse roadmaps and their shares that cannot be read."""


class UnknownReminder(StudyError):
    """Refuse a reminder that was removed, or is another learner's."""


class UnknownGroup(StudyError):
    """Refuse what needs a study group, where there is none, or the person does not see it."""


class NoGroupRoadmap(StudyError):
    """Refuse a study group a roadmap that not all of its chat see; ``known`` are those they do."""

    def __init__(self, known: tuple[RoadmapSummary, ...]) -> None:
        super().__init__()
        self.known = known


class GroupMovedOn(StudyError):
    """Refuse a topic of a roadmap that a study group left for another one, of this ``title``."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class NotAMember(StudyError):
    """Refuse what only a member of a study group can do."""


class NotAManager(StudyError):
    """Refuse what only who manages the chat of a study group settles."""


class NowhereToWrite(StudyError):
    """Refuse a wish to be written to unasked where every place is closed, this one too."""


class NothingToUndo(StudyError):
    """Refuse to take back an action; ``undone_before`` says that it was taken back already."""

    def __init__(self, *, undone_before: bool = False) -> None:
        super().__init__()
        self.undone_before = undone_before


class NothingToSkip(StudyError):
    """Refuse to skip where no topic is left, or the topic is done."""


class NothingToNote(StudyError):
    """Refuse a note where no topic was named and none is left to study."""


class NoteTooLong(StudyError):
    """Refuse a note of ``length`` characters, more than ``limit``."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"Your note has {length:,} characters; at most {limit:,} are kept.")
        self.length = length
        self.limit = limit


class NoSession(StudyError):
    """Refuse what is meant for a focus session; ``over`` says that the one meant is over."""

    def __init__(self, *, over: bool = False) -> None:
        super().__init__()
        self.over = over


class SessionGoesOn(StudyError):
    """Refuse to begin a focus session in a place where ``session`` goes on until ``until``.

    ``zone`` is the one whose clocks that place goes by.
    """

    def __init__(self, session: SessionId, until: datetime, zone: str) -> None:
        super().__init__(session)
        self.session = session
        self.until = until
        self.zone = zone


class NotTheHost(StudyError):
    """Refuse to end ``session`` for all to a person who neither began it nor manages its place."""

    def __init__(self, session: SessionId) -> None:
        super().__init__(session)
        self.session = session


class TaskTooLong(StudyError):
    """Refuse a declared task of ``length`` characters, more than ``limit``."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"Your task has {length:,} characters; at most {limit:,} are shown.")
        self.length = length
        self.limit = limit


class StorageUnavailable(StudyError):
    """Refuse a command that the database did not take; nothing of it was kept."""
