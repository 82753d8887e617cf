"""The view of the ledger: why the streak is what it is, day by day."""

from itertools import zip_longest

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Block,
    Button,
    Heading,
    Items,
    Line,
    Paragraph,
    Quote,
    Reply,
    Row,
    Strong,
)
from bot.dialogue.views.aims import date_words
from bot.dialogue.views.times import clock_time, instant_words
from bot.dialogue.views.words import next_button, quantity, weekday_words, zone_words
from core.history import Event
from core.ledger import DayKind, LedgerDay
from core.streak import FREEZE_PRICE, MOST_FREEZES
from core.use_cases.overview import StreakExplained

PAGE = 14
"""Days on one page: two weeks."""

_KINDS = {
    DayKind.FROZEN: "frozen",
    DayKind.REST: "rest",
    DayKind.PAUSE: "pause",
    DayKind.MISSED: "missed",
    DayKind.OPEN: "not over yet",
}
_RULE = (
    "Frozen is a missed day that a freeze covered. "
    f"{FREEZE_PRICE} days of study earn a freeze back; there are never more than {MOST_FREEZES}."
)


def ledger(explained: StreakExplained, page: int) -> Reply:
    """Tell each day with the streak and the freezes at its end, the newest first, in pages."""
    if not explained.days:
        return Reply(
            blocks=(
                Heading(("Nothing to tell yet",)),
                Paragraph(("Your first topic done begins a streak.",)),
            ),
            buttons=((next_button(),),),
            private=True,
            replace=True,
        )
    pages = -(-len(explained.days) // PAGE)
    page = min(max(page, 1), pages)
    # One more than is shown: what a day ended, only the day before it says.
    told = explained.days[(page - 1) * PAGE : page * PAGE + 1]
    shown = told[:PAGE]
    first, last = (date_words(day.date, explained.today) for day in (shown[-1], shown[0]))
    blocks: list[Block] = [
        Heading((f"Why: {first} to {last}" if first != last else f"Why: {last}",)),
        Items(tuple(_line(day, before) for day, before in zip_longest(shown, told[1:]))),
        Quote((_RULE,)),
    ]
    return Reply(
        blocks=tuple(blocks),
        buttons=(*_pager(page, pages), (Button("My streak", Call("streak")), next_button())),
        private=True,
        replace=True,
    )


def why_button() -> Button:
    """Offer to tell why the streak is what it is."""
    return Button("Day by day", _why(1))


def _line(day: LedgerDay, before: LedgerDay | None) -> Line:
    """Say "Sat 21 Nov: frozen · streak 12 · 1 freeze left"."""
    freezes = f"{quantity(day.freezes, 'freeze') if day.freezes else 'no freeze'} left"
    words = f": {_what(day, before)} · streak {day.streak} · {freezes}"
    return (Strong(weekday_words(day.date)), words)


def _what(day: LedgerDay, before: LedgerDay | None) -> str:
    studied = f"studied {_when(day.event)}" if day.event else "studied"
    if day.kind is DayKind.STUDIED:
        return studied
    what = _KINDS[day.kind]
    if day.event:
        return f"{what}; {studied}, too soon after a move to be another day"
    if day.kind is DayKind.MISSED and before and before.streak:
        return f"{what}, which ended a streak of {quantity(before.streak, 'day')}"
    return what


def _when(event: Event) -> str:
    """Say when something was studied, by the clock that the learner had then."""
    at, zone = event.moment.at, event.moment.zone
    if event.added_later:
        return f"(added {instant_words(at, zone).text})"
    return f"at {clock_time(at, zone)} {zone_words(zone)}"


def _pager(page: int, pages: int) -> tuple[Row, ...]:
    newer = (Button("Newer", _why(page - 1)),) if page > 1 else ()
    older = (Button("Older", _why(page + 1)),) if page < pages else ()
    return ((*newer, *older),) if newer or older else ()


def _why(page: int) -> Call:
    return Call("streak", {"detail": "why", **({"page": page} if page > 1 else {})})
