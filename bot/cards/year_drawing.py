"""The drawing of a year: two rows of weeks, so that a day is large enough to see on a phone."""

from datetime import timedelta
from typing import assert_never

from bot.cards.canvas import MARGIN, SMALLEST, Canvas
from bot.cards.header import HEADER, draw_header
from bot.cards.theme import Theme
from bot.cards.year import WEEKS, Spared, Year, month_name

_LEAST = (1, 2, 3, 5)
"""From how many topics a day on it has each of the shades."""
_NAMED_DAYS = ((0, "Mon"), (2, "Wed"), (4, "Fri"))
_SHADES = ("none", "1", "2", "3–4", "5+")

_COLUMNS = (WEEKS + 1) // 2
_WEEK = 7
_APART = 3
"""Weeks between the names of two months."""

# Whole pixels everywhere, so that the edges of squares are sharp.
_DAYS = 80
_STEP = 33
_CELL = 29
_ROUND = 5
_STROKE = 4
_MONTHS = 44
_ROW = _MONTHS + _WEEK * _STEP + 24
_LEGEND = 132
_HEIGHT = HEADER + 2 * _ROW + _LEGEND


def draw_year(year: Year, theme: Theme) -> Canvas:
    """Draw a year."""
    canvas = Canvas(_HEIGHT, theme)
    draw_header(canvas, theme, year.title, f"{year.range} · {year.freezes_left}", year.figures)
    for row in range(2):
        _draw_names(canvas, theme, year, row)
    _draw_days(canvas, theme, year)
    _draw_legend(canvas, theme, year)
    return canvas


def _draw_names(canvas: Canvas, theme: Theme, year: Year, row: int) -> None:
    top = HEADER + row * _ROW + _MONTHS
    for weekday, name in _NAMED_DAYS:
        y = top + weekday * _STEP + _CELL - 4
        canvas.words(name, MARGIN, y, size=SMALLEST, fill=theme.quiet)
    named = -_COLUMNS
    for column in range(_COLUMNS if row == 0 else WEEKS - _COLUMNS):
        monday = year.first + timedelta(weeks=row * _COLUMNS + column)
        # A month is named over its first Monday, where the name before leaves room.
        if monday.day <= _WEEK and column - named >= _APART:
            x = MARGIN + _DAYS + column * _STEP
            canvas.words(month_name(monday), x, top - 14, size=SMALLEST, fill=theme.quiet)
            named = column


def _draw_days(canvas: Canvas, theme: Theme, year: Year) -> None:
    """Draw all days, each shade and each mark as one shape: hundreds take twice as long."""
    shades: list[list[str]] = [[] for _ in theme.levels]
    marks: dict[Spared, list[str]] = {why: [] for why in Spared}
    first, topics, spared = year.first, year.shown, year.shown_spared
    last = (year.today - first).days
    for number in range(last + 1):
        day = first + timedelta(days=number)
        x, y = _place(number)
        shades[sum(topics.get(day, 0) >= least for least in _LEAST)].append(_square(x, y))
        if day in spared:
            marks[spared[day]].append(_mark(spared[day], x, y))
    for shade, squares in zip(theme.levels, shades, strict=True):
        canvas.shape("".join(squares), fill=shade)
    for paths in marks.values():
        canvas.shape("".join(paths), fill=theme.quiet, stroke=theme.quiet, width=_STROKE)
    _outline(canvas, *_place(last), theme.words)


def _place(number: int) -> tuple[int, int]:
    """Give the left upper corner of the day so many days after the first."""
    week, weekday = divmod(number, _WEEK)
    row, column = divmod(week, _COLUMNS)
    return MARGIN + _DAYS + column * _STEP, HEADER + row * _ROW + _MONTHS + weekday * _STEP


def _square(x: int, y: int) -> str:
    side = _CELL - 2 * _ROUND
    corners = (f"q{_ROUND} 0 {_ROUND} {_ROUND}v{side}", f"q0 {_ROUND} -{_ROUND} {_ROUND}h-{side}")
    back = (f"q-{_ROUND} 0 -{_ROUND} -{_ROUND}v-{side}", f"q0 -{_ROUND} {_ROUND} -{_ROUND}z")
    return "".join((f"M{x + _ROUND} {y}h{side}", *corners, *back))


def _outline(canvas: Canvas, x: int, y: int, colour: str) -> None:
    side = _CELL + 3
    canvas.shape(f"M{x - 1.5} {y - 1.5}h{side}v{side}h-{side}z", stroke=colour, width=3)


def _mark(why: Spared, left: int, top: int) -> str:
    """Give the outline of what marks a spared day: a star as of snow, a dot, two bars."""
    x, y = left + _CELL // 2, top + _CELL // 2
    match why:
        case Spared.FREEZE:
            return f"M{x} {y - 10}v20M{x - 9} {y - 5}l18 10M{x - 9} {y + 5}l18 -10"
        case Spared.REST:
            return f"M{x - 3} {y}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z"
        case Spared.PAUSE:
            return f"M{x - 4} {y - 7}v14M{x + 4} {y - 7}v14"
        case _:
            assert_never(why)


def _draw_legend(canvas: Canvas, theme: Theme, year: Year) -> None:
    x, y = MARGIN, HEADER + 2 * _ROW + 8
    x += canvas.words("Topics a day:", x, y + 25, size=SMALLEST, fill=theme.quiet) + 24
    for shade, name in zip(theme.levels, _SHADES, strict=True):
        canvas.shape(_square(x, y), fill=shade)
        x += _CELL + 12
        x += canvas.words(name, x, y + 25, size=SMALLEST, fill=theme.quiet) + 32
    x, y = MARGIN, y + 48
    spared = set(year.shown_spared.values())
    for why in (why for why in Spared if why in spared):
        canvas.shape(_square(x, y), fill=theme.levels[0])
        canvas.shape(_mark(why, x, y), fill=theme.quiet, stroke=theme.quiet, width=_STROKE)
        x += _CELL + 12
        x += canvas.words(why.capitalize(), x, y + 25, size=SMALLEST, fill=theme.quiet) + 36
    _outline(canvas, x, y, theme.words)
    canvas.words("Today", x + _CELL + 12, y + 25, size=SMALLEST, fill=theme.quiet)
