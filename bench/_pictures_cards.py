"""Cards to draw: years of learners who study on most days, each a little different."""

from datetime import date, timedelta
from random import Random

from bot.cards.year import WEEKS, Spared, Year

_TODAY = date(2026, 11, 22)
_STUDIES = 0.6
_SPARED = 0.3


def years(count: int) -> tuple[Year, ...]:
    """Give so many years, always the same ones."""
    return tuple(_year(Random(number), number) for number in range(count))


def _year(chance: Random, number: int) -> Year:
    days = [_TODAY - timedelta(days=back) for back in range(WEEKS * 7)][::-1]
    topics = tuple((day, chance.randint(1, 6)) for day in days if chance.random() < _STUDIES)
    studied = {day for day, _ in topics}
    spared = tuple(
        (day, chance.choice(list(Spared)))
        for day in days
        if day not in studied and chance.random() < _SPARED
    )
    title = f"The year of learner {number}"
    return Year(title, _TODAY, topics, spared, chance.randint(0, 30), 30, chance.randint(0, 2))
