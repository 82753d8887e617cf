"""Preferences, as rows."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from core.learner import LearnerId
from core.preferences import Preferences
from core.quiet import Quiet
from storage import tables
from storage.link import Link

_P = tables.preference.c

_KEPT = (_P.quiet_begin, _P.quiet_end, _P.streak_news, _P.badges, _P.dark_pictures)
_OF_LEARNER = select(*_KEPT).where(_P.learner == bindparam("learner"))
# SQLite has the same words for it.
_ADD = insert(tables.preference)
_SAVE = _ADD.on_conflict_do_update(
    index_elements=[_P.learner],
    set_={each.name: _ADD.excluded[each.name] for each in _KEPT},
)


class SqlPreferences:
    """Keep in the database how learners want to be written to."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_learner(self, learner: LearnerId) -> Preferences:
        """Give a learner's preferences, the usual ones where they never said any."""
        row = self._link.row(_OF_LEARNER, learner=learner)
        if row is None:
            return Preferences()
        begin, end, streak_news, badges, dark_pictures = row
        return Preferences(
            None if begin is None else Quiet(begin, end),
            streak_news=streak_news,
            badges=badges,
            dark_pictures=dark_pictures,
        )

    def save(self, learner: LearnerId, preferences: Preferences) -> None:
        """Write a learner's preferences."""
        quiet = preferences.quiet
        self._link.write(
            _SAVE,
            learner=learner,
            quiet_begin=quiet and quiet.begin,
            quiet_end=quiet and quiet.end,
            streak_news=preferences.streak_news,
            badges=preferences.badges,
            dark_pictures=preferences.dark_pictures,
        )
