"""Render a reply as Discord's messages: a short one as content, any other as a layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import discord

from bot.dialogue.reply import Block, Heading, Items, Link, Meter, Paragraph, Reply
from bot.discord.bundles import Bundle, bundled, called, content
from bot.discord.components import MOST_IN_A_ROW, Item, ItemRow, components, item_rows, link_button
from bot.discord.files import (
    ALTERNATIVE_LIMIT,
    FilePart,
    distinct,
    document_part,
    picture_part,
    spoken,
)
from bot.discord.mentions import NO_MENTIONS, Mentions
from bot.discord.runs import Look
from bot.discord.split import Limits, Text, split
from bot.discord.views import layout_view, rows_view

CONTENT_LIMIT = 2000
LAYOUT_LIMIT = 4000
"""Characters of a message's content, and of all texts of a layout."""

MOST_COMPONENTS = 40
MOST_ROWS = 5
"""Components of a layout, nested ones counted; rows below content."""

MOST_MESSAGES = 3
_MOST_SHORT_BLOCKS = 4
_ROOM_FOR_ROWS = 24
"""Components of a layout that can be pressed, with their rows; the others are for its texts."""

_ELLIPSIS = "…"
_REST = Text("This goes on in the file rest.txt.")
_REST_NAME = "rest.txt"


@dataclass(frozen=True, slots=True)
class Message:
    """One message: content with rows of components below, or a layout of all it shows.

    To be sent with previews of links suppressed; ``content`` is None where it is a layout, or has
    files and nothing to say. ``people`` and ``roles`` are the ids of those whom it calls.
    """

    content: str | None
    view: discord.ui.View | discord.ui.LayoutView | None = None
    files: tuple[FilePart, ...] = ()
    people: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()

    @property
    def layout(self) -> bool:
        """Whether it is made of Components V2; a message once sent so has to stay so."""
        return isinstance(self.view, discord.ui.LayoutView)

    @property
    def allowed_mentions(self) -> discord.AllowedMentions:
        """Who hears of it: whom it calls, whatever else its words hold."""
        people, roles = (
            [discord.Object(each) for each in ids] for ids in (self.people, self.roles)
        )
        return discord.AllowedMentions(
            everyone=False, roles=roles or False, replied_user=False, users=people or False
        )


def rendered(
    reply: Reply,
    *,
    owner: str | None,
    layout: bool = False,
    mentions: Mentions = NO_MENTIONS,
) -> tuple[Message, ...]:
    """Give the one to three messages that say a reply; what can be pressed is on the last.

    ``owner`` is the Discord id of the only person its buttons are for, None for anybody; ``layout``
    says that the message to be replaced is a layout already; ``mentions`` has the ids of commands
    by their names, so that "/next" can be tapped.
    """
    blocks, links = _with_link_buttons((*reply.blocks, *_said_of_files(reply, mentions)))
    room = _ROOM_FOR_ROWS - components([links])
    rows = [row for row in (links, *item_rows(reply.buttons, reply.asks, owner, room=room)) if row]
    bundles = bundled(blocks, mentions)
    if not layout and not _needs_layout(reply) and len(rows) <= MOST_ROWS:
        said, files = content(bundles), _files(reply)
        if len(said) <= CONTENT_LIMIT:
            said = said if said or files else _ELLIPSIS
            return (Message(said or None, rows_view(rows), files, *_called(bundles)),)
    return tuple(_laid_out(reply, bundles, rows))


def _needs_layout(reply: Reply) -> bool:
    looks = any(isinstance(block, Heading | Items | Meter) for block in reply.blocks)
    return looks or len(reply.blocks) > _MOST_SHORT_BLOCKS


def _laid_out(
    reply: Reply, bundles: Sequence[Bundle], rows: Sequence[ItemRow]
) -> Iterator[Message]:
    """Give a layout a page; files, and what can be pressed, are on the last."""
    # The container, the words that it goes on in a file, and that file are components too.
    others = 3 + components(rows) + len(_files(reply))
    limits = Limits(LAYOUT_LIMIT - len(_REST.markdown), MOST_COMPONENTS - others, MOST_MESSAGES)
    pages, left = split(bundles, limits)
    last = pages.pop()
    if left:
        last.append(_REST)
    rest = "\n".join(line.plain() for line in left)
    files = _files(reply, rest)
    if not last and not files:
        last.append(Text(_ELLIPSIS))
    people, roles = _called(bundles)
    for page in pages:
        yield Message(None, layout_view(page), people=people, roles=roles)
    picture = files[0] if reply.picture else None
    documents = files[1:] if picture else files
    yield Message(None, layout_view(last, picture, documents, rows), files, people, roles)


def _called(bundles: Sequence[Bundle]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the ids of the people and of the roles whom a reply calls."""
    return called(bundles, Look.PERSON), called(bundles, Look.ROLE)


def _files(reply: Reply, rest: str = "") -> tuple[FilePart, ...]:
    """Give the files to send along: the picture, the document, and what is too long to be said."""
    picture = (picture_part(reply.picture),) if reply.picture else ()
    document = (document_part(reply.document),) if reply.document else ()
    too_long = (FilePart(_REST_NAME, rest.encode()),) if rest else ()
    return tuple(distinct((*picture, *document, *too_long)))


def _said_of_files(reply: Reply, mentions: Mentions) -> Iterator[Block]:
    """Give the words of files that have to stand beside them: a picture's blocks say its facts."""
    alone = reply.picture if not bundled(reply.blocks, mentions) else None
    picture = spoken(alone) if alone else ""
    document = spoken(reply.document) if reply.document else ""
    for words in (picture if len(picture) > ALTERNATIVE_LIMIT else "", document):
        yield from (Paragraph((line,)) for line in words.split("\n"))


def _with_link_buttons(blocks: Sequence[Block]) -> tuple[Sequence[Block], ItemRow]:
    """Take a row of links out of blocks as buttons, where the others still say something."""
    buttons: dict[int, Item] = {}
    for number, block in enumerate(blocks):
        button = link_button(block) if isinstance(block, Link) else None
        if button and len(buttons) < MOST_IN_A_ROW:
            buttons[number] = button
    kept = [block for number, block in enumerate(blocks) if number not in buttons]
    if not buttons or not bundled(kept, NO_MENTIONS):
        return blocks, ()
    return kept, tuple(buttons.values())
