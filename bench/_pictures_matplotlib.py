"""The same card by matplotlib: the usual way to make a picture of numbers in Python.

It draws all that ours does, with plain squares in place of rounded ones, and all of them in one
collection: by itself each would cost as much as all of them so.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bot.cards.canvas import MARGIN, WIDTH
from bot.cards.theme import LIGHT
from bot.cards.year import WEEKS, Spared, Year, month_name

_HEIGHT = 1050
_DPI = 100
_POINTS = 72 / _DPI
_WEEK = 7
_COLUMNS = 27
_STEP = 33
_CELL = 29
_TOP = 364
_ROW = 299
_LEAST = (1, 2, 3, 5)
_MARKS = {Spared.FREEZE: "x", Spared.REST: "o", Spared.PAUSE: "$||$"}

_Square = tuple[float, float, int]


def draw_with_matplotlib(year: Year) -> bytes:
    """Draw a year as PNG, on axes that count in pixels."""
    figure = Figure(figsize=(WIDTH / _DPI, _HEIGHT / _DPI), dpi=_DPI, facecolor=LIGHT.ground)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(_HEIGHT, 0)
    _header(axes, year)
    _names(axes, year)
    _days(axes, year)
    out = BytesIO()
    figure.savefig(out, format="png")
    return out.getvalue()


def _words(axes: Axes, text: str, place: tuple[float, float], *, size: float, colour: str) -> None:
    weight = "bold" if colour != LIGHT.quiet else "normal"
    axes.text(*place, text, fontsize=size * _POINTS, color=colour, fontweight=weight)


def _header(axes: Axes, year: Year) -> None:
    _words(axes, year.title, (MARGIN, 104), size=60, colour=LIGHT.words)
    below = f"{year.range} · {year.freezes_left}"
    _words(axes, below, (MARGIN, 152), size=32, colour=LIGHT.quiet)
    for place, figure in enumerate(year.figures):
        x = MARGIN + place * 246
        _words(axes, figure.number, (x, 242), size=60, colour=LIGHT.accent)
        _words(axes, figure.label, (x, 284), size=30, colour=LIGHT.quiet)


def _names(axes: Axes, year: Year) -> None:
    for week in range(WEEKS):
        monday = year.first + timedelta(weeks=week)
        if monday.day <= _WEEK:
            x, y = _place(week * _WEEK)
            _words(axes, month_name(monday), (x, y - 14), size=28, colour=LIGHT.quiet)
    for row in range(2):
        for weekday, name in ((0, "Mon"), (2, "Wed"), (4, "Fri")):
            y = _TOP + row * _ROW + weekday * _STEP + 25
            _words(axes, name, (MARGIN, y), size=28, colour=LIGHT.quiet)
    _words(axes, "Topics a day:", (MARGIN, 955), size=28, colour=LIGHT.quiet)
    for level, name in enumerate(("none", "1", "2", "3–4", "5+")):
        _words(axes, name, (300 + level * 110, 955), size=28, colour=LIGHT.quiet)
    for place, why in enumerate(Spared):
        x = MARGIN + 41 + place * 190
        _words(axes, why.capitalize(), (x, 1005), size=28, colour=LIGHT.quiet)


def _days(axes: Axes, year: Year) -> None:
    squares = (*_studied(year), *_legend())
    axes.add_collection(
        PolyCollection(
            [
                [(x, y), (x + _CELL, y), (x + _CELL, y + _CELL), (x, y + _CELL)]
                for x, y, _ in squares
            ],
            facecolors=[LIGHT.levels[level] for _, _, level in squares],
            linewidths=0,
        )
    )
    spared = year.shown_spared
    for place, why in enumerate(Spared):
        places = [_place((day - year.first).days) for day, it in spared.items() if it is why]
        places.append((MARGIN + place * 190, 980))
        xs, ys = ([at[axis] + _CELL / 2 for at in places] for axis in range(2))
        line = Line2D(xs, ys, linestyle="", marker=_MARKS[why], color=LIGHT.quiet, markersize=10)
        axes.add_line(line)


def _studied(year: Year) -> Iterator[_Square]:
    topics = year.shown
    for number in range((year.today - year.first).days + 1):
        day: date = year.first + timedelta(days=number)
        yield *_place(number), sum(topics.get(day, 0) >= least for least in _LEAST)


def _legend() -> Iterator[_Square]:
    yield from ((260 + level * 110, 930, level) for level in range(5))
    yield from ((MARGIN + place * 190, 980, 0) for place in range(len(Spared)))


def _place(number: int) -> tuple[float, float]:
    week, weekday = divmod(number, _WEEK)
    row, column = divmod(week, _COLUMNS)
    return MARGIN + 80 + column * _STEP, _TOP + row * _ROW + weekday * _STEP
