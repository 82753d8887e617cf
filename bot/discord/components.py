"""Components: a reply's buttons, choices, links and form as Discord has them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, groupby
from typing import Any

import discord
from discord import ButtonStyle

from bot.dialogue.reply import LABEL_LIMIT, Ask, Button, Link, Row
from bot.dialogue.visible import visible
from bot.discord.addresses import linkable
from bot.discord.custom_ids import Carried
from bot.discord.escape import clean

MOST_IN_A_ROW = 5
_MOST_BELOW_EACH_OTHER = 5
"""So many choices stand below each other as buttons; more become a select."""

_MOST_OPTIONS = 25
_CHOOSE = "Choose…"
_TAKES_BACK = "undo"

Item = discord.ui.Button[Any] | discord.ui.Select[Any]
ItemRow = tuple[Item, ...]


def link_button(link: Link) -> Item | None:
    """Give a link as a button, None where none could show and hold all of it."""
    address, label = linkable(clean(link.url)), clean(link.text).strip()
    if not address or not visible(label) or len(label) > LABEL_LIMIT:
        return None
    return discord.ui.Button(label=label, url=address)


def item_rows(
    rows: Sequence[Row], asks: Ask | None, owner: str | None, *, room: int
) -> list[ItemRow]:
    """Give buttons in rows, long columns of choices as selects, and a form's button at the end.

    ``room`` is how many components they may be, rows included. Where they are more, all become
    selects, and what still finds no room is left out.
    """
    maker = _Maker(owner)
    shown = list(maker.rows(rows))
    form = maker.form(asks) if asks else ()
    room -= components([form])
    if components(shown) > room:
        shown = list(maker.selects(chain(*rows)))[: room // 2]
    return [*shown, form] if form else shown


def components(rows: Iterable[ItemRow]) -> int:
    """Count the components that rows are, themselves included."""
    return sum(1 + len(row) for row in rows if row)


class _Maker:
    """Makes components for one message, in which no two custom ids may be alike."""

    def __init__(self, owner: str | None) -> None:
        self._owner = owner
        self._numbers = count()

    def rows(self, rows: Sequence[Row]) -> Iterator[ItemRow]:
        """Give buttons in rows, and more choices than stand below each other as selects."""
        main = _main(rows)
        for group in _groups(rows):
            if len(group) > MOST_IN_A_ROW:
                yield from self.selects(group)
            else:
                yield tuple(self._button(each, main=each is main) for each in group)

    def selects(self, buttons: Iterable[Button]) -> Iterator[ItemRow]:
        """Give buttons as options of selects; of several with one call, the first."""
        by_call: dict[str, Button] = {}
        for button in buttons:
            by_call.setdefault(button.invokes.short(), button)
        options = [
            discord.SelectOption(label=_label(button), value=short)
            for short, button in by_call.items()
        ]
        for first in range(0, len(options), _MOST_OPTIONS):
            yield (
                discord.ui.Select(
                    custom_id=self._custom_id(Carried("", self._owner)),
                    placeholder=_CHOOSE,
                    options=options[first : first + _MOST_OPTIONS],
                ),
            )

    def form(self, asks: Ask) -> ItemRow:
        """Give the button that opens a form; none where it could not carry all that it needs."""
        carried = Carried(asks.invokes.short(), self._owner, asks.parameter)
        try:
            custom_id = self._custom_id(carried)
        except ValueError:
            return ()
        label = _label(Button(asks.label, asks.invokes))
        return (discord.ui.Button(label=label, custom_id=custom_id),)

    def _button(self, button: Button, *, main: bool) -> Item:
        carried = Carried(button.invokes.short(), self._owner)
        return discord.ui.Button(
            label=_label(button),
            custom_id=self._custom_id(carried),
            style=ButtonStyle.primary if main else ButtonStyle.secondary,
        )

    def _custom_id(self, carried: Carried) -> str:
        return carried.custom_id(next(self._numbers))


def _main(rows: Sequence[Row]) -> Button | None:
    """Give the button that stands out: the first that goes on, where it is no choice of several."""
    first = rows[0] if rows else ()
    if len(rows) > 1 and len(first) == 1:
        return None
    return next((each for each in first if each.invokes.command != _TAKES_BACK), None)


def _groups(rows: Sequence[Row]) -> Iterator[Row]:
    """Give buttons row by row, wide rows broken, and a long column of like choices as one."""
    narrow = (
        row[first : first + MOST_IN_A_ROW]
        for row in rows
        for first in range(0, len(row), MOST_IN_A_ROW)
    )
    for kind, found in groupby(narrow, key=_kind):
        column = list(found)
        if kind and len(column) > _MOST_BELOW_EACH_OTHER:
            yield tuple(chain(*column))
        else:
            yield from column


def _kind(row: Row) -> tuple[str, ...] | None:
    """Say what choices of one column have in common: their command and what they name."""
    if len(row) != 1:
        return None
    (button,) = row
    return (button.invokes.command, *button.invokes.arguments)


def _label(button: Button) -> str:
    return clean(button.label).strip() if visible(button.label) else button.invokes.command
