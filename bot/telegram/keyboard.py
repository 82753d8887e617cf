"""The keyboard under a message: a reply's buttons as Telegram takes them."""

from collections.abc import Iterator, Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.dialogue.invocation import Call
from bot.dialogue.reply import LABEL_LIMIT, Button, Link, Row
from bot.dialogue.visible import visible
from bot.telegram.addresses import linkable
from bot.telegram.clean import clean

MOST_IN_A_ROW = 8
MOST_BUTTONS = 100
DATA_LIMIT = 64
"""Bytes; the library does not check it, and the dialogue's own limit is its own to change."""


def link_button(link: Link) -> InlineKeyboardButton | None:
    """Give a link as a button, None where none could show and open all of it."""
    address, label = linkable(link.url), clean(link.text).strip()
    if not address or not visible(label) or len(label) > LABEL_LIMIT:
        return None
    return InlineKeyboardButton(label, url=address)


def keyboard(
    rows: Sequence[Row], links: Sequence[InlineKeyboardButton] = ()
) -> InlineKeyboardMarkup | None:
    """Give links below each other, then the buttons in their rows.

    Wide rows are broken, and what is above 100 is left out.
    """
    left = MOST_BUTTONS - len(links)
    shown = [[link] for link in links]
    for row in _narrow(rows):
        shown.append([_button(button) for button in row[:left]])
        left -= len(shown[-1])
    filled = [row for row in shown if row]
    return InlineKeyboardMarkup(filled) if filled else None


def _narrow(rows: Sequence[Row]) -> Iterator[Row]:
    for row in rows:
        for first in range(0, len(row), MOST_IN_A_ROW):
            yield row[first : first + MOST_IN_A_ROW]


def _button(button: Button) -> InlineKeyboardButton:
    label = button.label if visible(button.label) else button.invokes.command
    return InlineKeyboardButton(clean(label), callback_data=callback_data(button.invokes))


def callback_data(call: Call) -> str:
    """Write what a button carries; raise ValueError outside Telegram's 1 to 64 bytes."""
    data = call.short()
    if not 1 <= len(data.encode()) <= DATA_LIMIT:
        message = f"a button carries 1 to {DATA_LIMIT} bytes, not {data!r}"
        raise ValueError(message)
    return data
