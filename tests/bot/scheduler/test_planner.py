"""The planner: a clock that ran ahead takes no prompt away."""

from datetime import date, timedelta

import pytest

from core.outbox import Outcome
from core.ports import UnitOfWork
from tests.bot.scheduler.strict_second import play
from tests.bot.scheduler.town import LoopClock, Town, settle_in
from tests.builders import NOON

DAY = timedelta(days=1)


def brought(work: UnitOfWork) -> list[date]:
    """End what waits, and give the dates it was for."""
    far = NOON + 99 * DAY
    rows = work.outbox.lease("telegram", far, until=far, most=9, lease="test")
    for row in rows:
        work.outbox.settle(row, Outcome.SENT, at=NOON)
    work.commit()
    return [row.notification.date for row in rows]


@pytest.mark.parametrize("restarted", [False, True])
def test_after_a_clock_that_ran_days_ahead_every_day_has_its_prompt(*, restarted: bool) -> None:
    clock = LoopClock()
    town = Town(clock=clock)
    planner = town.planner()

    async def on_day(days: int) -> list[date]:
        clock.ahead = days * DAY
        await (town.planner() if restarted else planner).tick()
        return await town.ask(brought)

    play(town.ask(lambda work: settle_in(work, 1)))

    prompts = [play(on_day(days)) for days in (0, 5, 1, 2, 3, 4, 5, 6)]

    assert prompts == [[NOON.date() + days * DAY] for days in (0, 5, 1, 2, 3, 4)] + [
        [],
        [NOON.date() + 6 * DAY],
    ]
