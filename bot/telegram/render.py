"""Render a reply as Telegram's messages: entities for the looks, a keyboard below the last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.dialogue.reply import Block, Document, Heading, Link, Picture, Reply
from bot.dialogue.visible import visible
from bot.telegram.blocks import gap, shown
from bot.telegram.clean import clean_lines
from bot.telegram.keyboard import keyboard, link_button
from bot.telegram.split import Gap, split
from bot.telegram.styled import Styled, joined, units

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
"""UTF-16 units of a message and of a caption."""

MOST_PARTS = 3
MOST_LINKS = 5
"""So many links stand below a message as buttons; more stay in its text."""

_BLANK_LINE = "\n\n"
_ELLIPSIS = "…"
_REST = "This goes on in the file rest.txt."
_REST_NAME = "rest.txt"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A message; the places and lengths of its entities are in UTF-16 units."""

    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file with its caption, which may be empty; its entities are as those of a text."""

    name: str
    content: bytes
    caption: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reply as messages: the photo goes first, then the documents, then the parts of its text.

    A text that has room below the photo is its caption; what else says the photo's facts is left
    out, for Telegram has no place for words that only some readers need.
    There is at least one message, and the last of them has the keyboard.
    """

    parts: tuple[TextPart, ...]
    photo: FilePart | None = None
    documents: tuple[FilePart, ...] = ()


def rendered(reply: Reply) -> Rendered:
    """Give the messages that say a reply; its first links become buttons."""
    reply, links = _with_link_buttons(reply)
    documents = [_file(reply.document)] if reply.document else []
    parts, rest = _parts(reply)
    photo = _file(reply.picture) if reply.picture else None
    if photo and _says_something(reply):
        photo, parts = _with_caption(photo, parts)
    if rest:
        documents.append(FilePart(_REST_NAME, rest.encode(), ""))
    buttons = keyboard(reply.buttons, links)
    if parts:
        parts[-1] = replace(parts[-1], keyboard=buttons)
    elif documents:
        documents[-1] = replace(documents[-1], keyboard=buttons)
    elif photo:
        photo = replace(photo, keyboard=buttons)
    else:
        parts = [TextPart(_ELLIPSIS, keyboard=buttons)]
    return Rendered(tuple(parts), photo, tuple(documents))


def _with_link_buttons(reply: Reply) -> tuple[Reply, list[InlineKeyboardButton]]:
    """Take links out of a reply as buttons, where its other blocks still say something."""
    kept: list[Block] = []
    links: list[InlineKeyboardButton] = []
    for block in reply.blocks:
        button = link_button(block) if isinstance(block, Link) else None
        if button and len(links) < MOST_LINKS:
            links.append(button)
        else:
            kept.append(block)
    shorter = replace(reply, blocks=tuple(kept))
    return (shorter, links) if links and _says_something(shorter) else (reply, [])


def _parts(reply: Reply) -> tuple[list[TextPart], str]:
    """Give the messages of text, and the text left for a file where they would be too many."""
    pieces = list(_pieces(reply))
    # What may go below the third part is taken off each: two parts are no worse for it.
    limit = TEXT_LIMIT - units(_BLANK_LINE + _REST)
    whole = joined((before, look) for before, look, _ in pieces)
    parts, rest = split(whole, _gaps(pieces), limit=limit, most=MOST_PARTS)
    if not visible(rest.text):
        return [TextPart(part.text, part.entities()) for part in parts], ""
    parts[-1] = joined((("", parts[-1]), (_BLANK_LINE, Styled(_REST))))
    return [TextPart(part.text, part.entities()) for part in parts], rest.plain()


def _says_something(reply: Reply) -> bool:
    return any(visible(shown(block).text) for block in reply.blocks)


_Piece = tuple[str, Styled, bool]
"""What stands before a text, the text, and whether a message may begin with it."""


def _pieces(reply: Reply) -> Iterator[_Piece]:
    """Give the blocks that show something, then the words that are too long for a caption."""
    last: Block | None = None
    for block in reply.blocks:
        look = shown(block)
        if visible(look.text):
            yield gap(last, block) if last else "", look, not isinstance(last, Heading)
            last = block
    # What a picture shows is said by the blocks, if there are any.
    for file in (None if last else reply.picture, reply.document):
        if file and units(_words(file).text) > CAPTION_LIMIT:
            yield _BLANK_LINE if last else "", _words(file), True


def _gaps(pieces: Sequence[_Piece]) -> list[Gap]:
    """Give the places between pieces where the text may be cut."""
    gaps = []
    end = 0
    for before, look, may_begin in pieces:
        if may_begin and end:
            gaps.append((end, end + len(before)))
        end += len(before) + len(look.text)
    return gaps


def _with_caption(photo: FilePart, parts: list[TextPart]) -> tuple[FilePart, list[TextPart]]:
    """Let a photo have the text as its caption where that has room; give what is left of both."""
    if len(parts) == 1 and units(parts[0].text) <= CAPTION_LIMIT:
        return replace(photo, caption=parts[0].text, entities=parts[0].entities), []
    return replace(photo, caption=""), parts


def _file(file: Picture | Document) -> FilePart:
    words = _words(file)
    if units(words.text) <= CAPTION_LIMIT:
        return FilePart(file.name, file.content, words.text)
    (head,), _ = split(words, (), limit=CAPTION_LIMIT - len(_ELLIPSIS), most=1)
    return FilePart(file.name, file.content, f"{head.text}{_ELLIPSIS}")


def _words(file: Picture | Document) -> Styled:
    words = Styled(clean_lines(file.alternative)).trimmed()
    return words if visible(words.text) else Styled("")
