"""Places, as rows."""

from sqlalchemy import bindparam, delete, insert, select, update

from core.place import KnownPlace, PlaceKind
from storage import tables
from storage.link import Link

_P = tables.place.c

_HERE = (_P.platform == bindparam("its_platform"), _P.chat == bindparam("its_chat"))
_OF = select(_P.platform, _P.chat, _P.kind, _P.paused_at).where(*_HERE).with_for_update()
_IS_PAUSED = select(_P.chat).where(*_HERE, _P.paused_at.is_not(None))
_PAUSED = select(_P.chat).where(_P.platform == bindparam("platform"), _P.paused_at.is_not(None))
_ADD = insert(tables.place)
_SAVE = update(tables.place).where(*_HERE)
_RENAME = update(tables.place).where(*_HERE)
_DROP = delete(tables.place).where(*_HERE)


class SqlPlaces:
    """Keep places in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, platform: str, chat: str) -> KnownPlace | None:
        """Find a place, held until the unit of work ends."""
        row = self._link.row(_OF, its_platform=platform, its_chat=chat)
        if row is None:
            return None
        platform, chat, kind, paused_at = row
        return KnownPlace(platform, chat, PlaceKind(kind), paused_at)

    def save(self, place: KnownPlace) -> None:
        """Write a place, known before or not.

        Of two units of work that race to add one, the second is run again, and finds the first's.
        """
        state = {"kind": place.kind.value, "paused_at": place.paused_at}
        found = self._link.write(_SAVE, its_platform=place.platform, its_chat=place.chat, **state)
        if not found:
            self._link.write(_ADD, platform=place.platform, chat=place.chat, **state)

    def is_paused(self, platform: str, chat: str) -> bool:
        """Say whether a place is paused just now; it is not held."""
        return self._link.row(_IS_PAUSED, its_platform=platform, its_chat=chat) is not None

    def paused(self, platform: str) -> frozenset[str]:
        """Name the chats of a platform that are paused."""
        return frozenset(chat for (chat,) in self._link.rows(_PAUSED, platform=platform))

    def move(self, platform: str, old_chat: str, new_chat: str) -> None:
        """Let a place be known by its new chat alone."""
        if old_chat == new_chat:
            return
        if self.of(platform, new_chat) is None:
            self._link.write(_RENAME, its_platform=platform, its_chat=old_chat, chat=new_chat)
        else:
            self._link.write(_DROP, its_platform=platform, its_chat=old_chat)
