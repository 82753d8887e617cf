"""Views: rows below content, and layouts, as the library sends them.

Every view is stopped at once, so that the library keeps none: whatever is pressed is read from its
custom id, in this run of the program or a later one.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import discord

from bot.discord.components import ItemRow
from bot.discord.files import FilePart
from bot.discord.split import Text

_ACCENT = 0x5B8DB8


def rows_view(rows: Sequence[ItemRow]) -> discord.ui.View | None:
    """Give the rows below a message's content, None where there are none."""
    if not rows:
        return None
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for item in row:
            item.row = number
            view.add_item(item)
    view.stop()
    return view


def layout_view(
    texts: Sequence[Text],
    picture: FilePart | None = None,
    documents: Sequence[FilePart] = (),
    rows: Sequence[ItemRow] = (),
) -> discord.ui.LayoutView:
    """Give a message as one container: its texts, its files, and its rows."""
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(
        discord.ui.Container(
            *_texts(texts),
            *_files(picture, documents),
            *(discord.ui.ActionRow(*row) for row in rows),
            accent_colour=_ACCENT,
        )
    )
    view.stop()
    return view


def _texts(texts: Sequence[Text]) -> Iterator[discord.ui.Item[Any]]:
    for text in texts:
        if text.ruled:
            yield discord.ui.Separator()
        yield discord.ui.TextDisplay(text.markdown)


def _files(
    picture: FilePart | None, documents: Sequence[FilePart]
) -> Iterator[discord.ui.Item[Any]]:
    if picture:
        description = picture.description or None
        shown = discord.MediaGalleryItem(picture.address, description=description)
        yield discord.ui.MediaGallery(shown)
    for document in documents:
        yield discord.ui.File(document.address)
