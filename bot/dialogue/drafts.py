"""Drafts: roadmap files that were looked at, until their senders say what becomes of them.

They are kept in memory alone: nothing of a file is stored before it is confirmed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import FileGone
from core.learner import Account
from core.ownership import RoadmapFile
from core.roadmap_markdown.limits import MAX_BYTES

LETTERS = 6
"""So many letters name a draft, among those of one person."""

_KEPT_FOR = timedelta(hours=1)
_OF_ONE_PERSON = 3


@dataclass(frozen=True, slots=True)
class _Draft:
    file: RoadmapFile
    since: datetime


class Drafts:
    """The files that wait for a word of their senders, each for an hour.

    Of each person the last three wait, of all ``most`` files of ``size`` bytes together. Where
    there are more, the oldest go.
    """

    def __init__(self, size: int = 32 * MAX_BYTES, most: int = 1000) -> None:
        self._size = size
        self._most = most
        self._kept: dict[tuple[Account, str], _Draft] = {}

    def keep(self, account: Account, name: str, file: RoadmapFile, now: datetime) -> None:
        """Keep a file under a short name."""
        self._kept.pop((account, name), None)
        self._kept[account, name] = _Draft(file, now)
        self._forget(account, now)

    def get(self, account: Account, name: str, now: datetime) -> RoadmapFile:
        """Give a file of that person and name; raise FileGone where it is not kept any more."""
        draft = self._kept.get((account, name))
        if draft is None or draft.since <= now - _KEPT_FOR:
            raise FileGone
        return draft.file

    def take(self, account: Account, name: str, now: datetime) -> RoadmapFile:
        """Give a file as ``get`` does, and keep it no longer: of two who confirm, one does."""
        file = self.get(account, name, now)
        del self._kept[account, name]
        return file

    def drop(self, account: Account, name: str) -> None:
        """Keep a file no longer, kept or not."""
        self._kept.pop((account, name), None)

    def _forget(self, account: Account, now: datetime) -> None:
        for key, draft in list(self._kept.items()):
            if draft.since <= now - _KEPT_FOR:
                del self._kept[key]
        of_one = [key for key in self._kept if key[0] == account]
        for key in of_one[:-_OF_ONE_PERSON]:
            del self._kept[key]
        total = sum(len(draft.file.source) for draft in self._kept.values())
        for key, draft in list(self._kept.items())[:-1]:
            if total <= self._size and len(self._kept) <= self._most:
                break
            total -= len(draft.file.source)
            del self._kept[key]
