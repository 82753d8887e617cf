"""On PostgreSQL two who begin a focus session in one place at the same instant get one session."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from threading import Barrier

import pytest

import storage
from core.destination import Destination
from core.errors import SessionGoesOn
from core.focus import SessionId
from core.learner import Account
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.use_cases.enrolment import Newcomer
from core.use_cases.focusing import Comer, begin_session

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
PLACE = Destination("telegram", "-42", PlaceKind.GROUP)
COMER = Comer("Somebody", Newcomer("UTC", "en"))
PATIENCE = 30
"""Seconds after which a test that hangs fails."""


def begin(unit: UnitOfWork, user: str, now: datetime, here: Destination) -> SessionId:
    account = Account("telegram", user)
    return begin_session(unit, account, now, here, "25", comer=COMER).shown.session.id


@pytest.mark.parametrize("here", [PLACE, Destination("telegram", "-42", PlaceKind.GROUP, "9")])
@pytest.mark.parametrize("before", [False, True], ids=["the first there", "after one is over"])
def test_two_who_begin_one_at_once_get_one_session(
    postgres_url: str, here: Destination, *, before: bool
) -> None:
    both, met = Barrier(2, timeout=PATIENCE), set[str]()

    def race(unit: UnitOfWork, user: str) -> SessionId:
        if user not in met:
            met.add(user)
            # So that both look before one of them begins.
            if not before:
                assert unit.sessions.open_at(here) is None
            both.wait()
        return begin(unit, user, NOON, here)

    with closing(storage.open_gateway(postgres_url)) as gateway:

        async def together() -> list[SessionId | BaseException]:
            if before:
                await gateway.run(lambda unit: begin(unit, "1", NOON - HOUR, here))
            racing = [gateway.run(partial(race, user=user)) for user in "23"]
            return await asyncio.gather(*racing, return_exceptions=True)

        answers = asyncio.run(together())
        open_one = asyncio.run(gateway.run(lambda unit: unit.sessions.open_at(here)))

    [begun] = [each for each in answers if not isinstance(each, BaseException)]
    [refused] = [each for each in answers if isinstance(each, BaseException)]
    assert isinstance(refused, SessionGoesOn)
    assert open_one is not None
    assert (refused.session, open_one.id) == (begun, begun)
