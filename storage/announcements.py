"""Announcements, as rows."""

from collections.abc import Mapping

from sqlalchemy import String, bindparam, delete, func, insert, literal_column, select, update

from storage import tables
from storage.link import Link

_A = tables.announcement.c

_PREFIX = bindparam("prefix", type_=String)
# LIKE reads signs that may stand in a name, and on SQLite it knows no case.
_OF = select(_A.scope, _A.digest).where(
    func.substr(_A.scope, literal_column("1"), func.length(_PREFIX)) == _PREFIX
)
_ADD = insert(tables.announcement)
_SAVE = update(tables.announcement).where(_A.scope == bindparam("its_scope"))
_FORGET = delete(tables.announcement).where(_A.scope == bindparam("its_scope"))


class SqlAnnouncements:
    """Remember in the database what platforms were told."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of(self, prefix: str) -> Mapping[str, str]:
        """Give the digest of each scope whose name begins with ``prefix``."""
        return dict(self._link.rows(_OF, prefix=prefix))

    def save(self, scope: str, digest: str) -> None:
        """Write the digest of a scope, known before or not.

        Of two units of work that race to add one, the second is run again, and finds the first's.
        """
        if not self._link.write(_SAVE, its_scope=scope, digest=digest):
            self._link.write(_ADD, scope=scope, digest=digest)

    def forget(self, scope: str) -> None:
        """Forget a scope, known or not."""
        self._link.write(_FORGET, its_scope=scope)
