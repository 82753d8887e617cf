"""The drawing of a course: its phases as bars, as long as they have topics, filled as done."""

from bot.cards.canvas import MARGIN, WIDTH, Canvas
from bot.cards.course import Course, Phase
from bot.cards.header import HEADER, draw_header
from bot.cards.theme import Theme

_ROW = 88
_BAR = 22
_SHORTEST = 60
_BAR_TOP = 46
_COUNT = 190
_MARK = 44
_FOOT = 32


def draw_course(course: Course, theme: Theme) -> Canvas:
    """Draw a course."""
    rows = course.rows
    canvas = Canvas(HEADER + _ROW * len(rows) + _FOOT, theme)
    draw_header(canvas, theme, course.title, course.share, course.figures)
    longest = max((phase.total for phase in course.phases), default=1)
    for place, phase in enumerate(rows):
        _draw_phase(canvas, theme, phase, HEADER + place * _ROW, longest)
    return canvas


def _draw_phase(canvas: Canvas, theme: Theme, phase: Phase, top: float, longest: int) -> None:
    left, y = MARGIN, top + 30
    if phase.complete:
        canvas.shape(f"M{left + 3} {y - 10}l9 9l17 -19", stroke=theme.accent, width=5)
    elif phase.current:
        canvas.shape(f"M{left + 5} {y - 24}l22 13l-22 13z", fill=theme.accent)
    canvas.words(
        phase.title,
        left + _MARK,
        y,
        size=34,
        smallest=30,
        room=WIDTH - 2 * MARGIN - _MARK - _COUNT,
        fill=theme.words,
        bold=phase.current,
    )
    right = WIDTH - MARGIN
    canvas.words(
        phase.count,
        right,
        y,
        size=32,
        smallest=24,
        room=_COUNT - 16,
        fill=theme.quiet,
        anchor="end",
    )
    room = WIDTH - 2 * MARGIN - _MARK
    # Phases that are summed may be longer together than any.
    length = min(max(room * phase.total / max(longest, 1), _SHORTEST), room)
    canvas.rectangle(left + _MARK, top + _BAR_TOP, length, _BAR, theme.levels[0], radius=_BAR / 2)
    filled = length * phase.done / phase.total if phase.total else 0
    if filled:
        filled = max(filled, _BAR)
        canvas.rectangle(
            left + _MARK, top + _BAR_TOP, filled, _BAR, theme.levels[3], radius=_BAR / 2
        )
