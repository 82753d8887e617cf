"""Learners, as rows."""

from datetime import UTC, datetime

from sqlalchemy import bindparam, insert, select, update

from core.learner import Account, Learner, LearnerId
from storage import tables
from storage.link import Link, Row

_L = tables.learner.c
_A = tables.account.c

_LEARNER = select(_L.id, _L.zone, _L.language, _L.joined, _L.enrolment, _L.rhythm)
# FOR NO KEY UPDATE: holds the learner, yet lets other rows be written that point at them.
_OF_ACCOUNT = (
    _LEARNER.join_from(tables.account, tables.learner, _A.learner == _L.id)
    .where(_A.platform == bindparam("platform"), _A.user == bindparam("user"))
    .with_for_update(of=tables.learner, key_share=True)
)
_GET = _LEARNER.where(_L.id == bindparam("learner")).with_for_update(key_share=True)
_ACCOUNTS = (
    select(_A.platform, _A.user)
    .where(_A.learner == bindparam("learner"))
    .order_by(_A.platform, _A.user)
)
_ADD = insert(tables.learner).returning(_L.id)
_ADD_ACCOUNT = insert(tables.account)
_SAVE = update(tables.learner).where(_L.id == bindparam("learner"))


class SqlLearners:
    """Keep learners in the database."""

    __slots__ = ("_link",)

    def __init__(self, link: Link) -> None:
        self._link = link

    def of_account(self, account: Account) -> Learner | None:
        """Find the learner behind an account, held until the unit of work ends."""
        row = self._link.row(_OF_ACCOUNT, platform=account.platform, user=account.user)
        return None if row is None else self._held(row)

    def get(self, learner: LearnerId) -> Learner:
        """Give a learner, held as by ``of_account``; raise KeyError where there is none."""
        row = self._link.row(_GET, learner=learner)
        if row is None:
            raise KeyError(learner)
        return self._held(row)

    def accounts(self, learner: LearnerId) -> tuple[Account, ...]:
        """List the accounts that lead to a learner."""
        return tuple(Account(*row) for row in self._link.rows(_ACCOUNTS, learner=learner))

    def add(self, account: Account, *, zone: str, language: str, joined: datetime) -> Learner:
        """Make a learner for an account that has none.

        Of two units of work that race to do so, the second is run again, and finds the first's.
        """
        number = LearnerId(self._link.added(_ADD, zone=zone, language=language, joined=joined))
        self._link.write(_ADD_ACCOUNT, platform=account.platform, user=account.user, learner=number)
        self._link.held.add(number)
        return Learner(number, zone, language, joined.astimezone(UTC))

    def save(self, learner: Learner) -> None:
        """Write a learner's zone, language, current enrolment and rhythm."""
        self._link.write(
            _SAVE,
            learner=learner.id,
            zone=learner.zone,
            language=learner.language,
            enrolment=learner.enrolment,
            rhythm=learner.rhythm,
        )

    def _held(self, row: Row) -> Learner:
        learner = Learner(*row)
        self._link.held.add(learner.id)
        return learner
