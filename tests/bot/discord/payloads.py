"""A rendered message as it is sent: its payload, what a reader sees in it, and Discord's limits."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from bot.dialogue.reply import Block, Link
from bot.discord.addresses import linkable
from bot.discord.escape import clean
from bot.discord.render import Message
from tests.bot.discord.intended import Meant, seen
from tests.bot.discord.reader import Char, read
from tests.discord_bed.specification import Specification

_COMPONENTS_V2 = 1 << 15
_SUPPRESS_EMBEDS = 1 << 2
_TEXT, _BUTTON, _SELECT, _ROW = 10, 2, 3, 1
_LINK = 5


def payload(message: Message) -> dict[str, Any]:
    """Give the JSON that creates a message."""
    components = message.view.to_components() if message.view else []
    attachments = [
        {"id": str(number), "filename": file.name, "description": file.description}
        for number, file in enumerate(message.files)
    ]
    parts = {"content": message.content, "components": components, "attachments": attachments}
    flags = _COMPONENTS_V2 if message.layout else _SUPPRESS_EMBEDS
    return {"flags": flags, **{name: part for name, part in parts.items() if part}}


def texts(message: Message) -> list[str]:
    """Give what is Markdown in a message: each of these is read on its own."""
    shown = [each["content"] for each in parts(payload(message)) if each["type"] == _TEXT]
    return [message.content, *shown] if message.content else shown


def shown(messages: Iterable[Message]) -> list[Char]:
    """Give every character that a reader sees in messages, blanks apart."""
    return [
        char
        for message in messages
        for text in texts(message)
        for char in read(text)
        if seen(char.char)
    ]


def links(message: Message) -> list[tuple[str, str]]:
    """Give the labels and addresses of link buttons."""
    return [(each["label"], each["url"]) for each in parts(payload(message)) if "url" in each]


def in_texts(blocks: Iterable[Block], messages: Iterable[Message]) -> list[Block]:
    """Give the blocks that are said in texts: all but the links that are buttons."""
    buttons = [link for message in messages for link in links(message)]
    return [
        block
        for block in blocks
        if not isinstance(block, Link)
        or (clean(block.text).strip(), linkable(clean(block.url))) not in buttons
    ]


def parts(sent: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give all components of a message, nested ones too."""
    for component in sent.get("components", ()):
        yield component
        yield from parts(component)


def broken_limits(message: Message) -> list[str]:
    """Say which of Discord's limits a message breaks."""
    sent = payload(message)
    every = list(parts(sent))
    content = sent.get("content", "")
    layout = [each["content"] for each in every if each["type"] == _TEXT]
    rows = [each["components"] for each in every if each["type"] == _ROW]
    ids = [each["custom_id"] for each in every if "custom_id" in each]
    names = [file.name for file in message.files]
    kept = {
        "content": len(content) <= 2000,
        "layout": not message.layout or (not content and sum(map(len, layout)) <= 4000),
        "components": len(every) <= (40 if message.layout else 30),
        "rows": all(row and (len(row) <= 5) for row in rows) and (message.layout or len(rows) <= 5),
        "something": bool(content or every or names),
        "ids": len(ids) == len(set(ids)) and all(1 <= len(each) <= 100 for each in ids),
        "names": len(names) == len(set(names)) and all(1 <= len(name) <= 120 for name in names),
        **{f"component {number}": _fits(each) for number, each in enumerate(every)},
    }
    specification = Specification.load()
    against = (
        specification.violations("POST", "/channels/1/messages", sent) if specification else []
    )
    return [limit for limit, holds in kept.items() if not holds] + against


def _fits(component: dict[str, Any]) -> bool:
    match component["type"]:
        case type_ if type_ == _BUTTON:
            url = component.get("url")
            linked = component["style"] == _LINK and len(url) <= 512 if url else True
            return linked and 1 <= len(component["label"]) <= 80
        case type_ if type_ == _SELECT:
            options = component["options"]
            values = {option["value"] for option in options}
            return len(values) == len(options) <= 25 and all(
                1 <= len(option["label"]) <= 100 and 1 <= len(option["value"]) <= 100
                for option in options
            )
        case type_ if type_ == _TEXT:
            return bool(component["content"].strip())
        case _:
            return True


def differences(found: Sequence[Char], meant: Sequence[Meant]) -> list[str]:
    """Say where what is shown differs from what was meant, in its text or in its looks."""
    said, to_say = (_text(each) for each in (found, meant))
    if said != to_say:
        return [f"shown {said!r}, meant {to_say!r}"]
    wrong = [
        f"{got.char!r} is {sorted(got.looks)}, not {sorted(want.looks)}"
        for got, want in zip(found, meant, strict=True)
        if not _as_meant(got, want, to_say)
    ]
    return [difference for difference, _ in groupby(wrong)]


def _text(chars: Sequence[Char] | Sequence[Meant]) -> str:
    return "".join(each.char for each in chars)


def _as_meant(got: Char, want: Meant, text: str) -> bool:
    """Compare looks; an address within the text itself may be a link to just there."""
    looks = {look.rpartition(" ")[0] if look.startswith("instant") else look for look in got.looks}
    own = {f"link {look.partition(' ')[2]}" for look in looks if look.partition(" ")[2] in text}
    return want.looks <= looks and looks - own <= want.looks | want.perhaps
