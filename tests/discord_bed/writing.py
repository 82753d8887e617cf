"""What the bot writes into channels by itself, and changes there."""

from collections.abc import Iterable, Mapping

from tests.discord_bed.places import COMPONENTS_V2, Channel, Message
from tests.discord_bed.routes import Handler
from tests.discord_bed.wire import (
    ARCHIVED,
    INVALID_FORM,
    UNKNOWN_MESSAGE,
    UNKNOWN_USER,
    Json,
    Refused,
    Request,
    Upload,
    refuse_unless,
)
from tests.discord_bed.world import World

SEND = "POST /channels/{channel}/messages"
EDIT = "PATCH /channels/{channel}/messages/{message}"
DELETE = "DELETE /channels/{channel}/messages/{message}"
OPEN_DM = "POST /users/@me/channels"


def _channel(world: World, asked: Request) -> Channel:
    return world.channel(asked.number("channel"))


def _told(world: World, asked: Request) -> Json:
    return _channel(world, asked).json()


def _send(world: World, asked: Request) -> Json:
    channel = _channel(world, asked)
    refuse_unless(not channel.locked, ARCHIVED)
    nonce = asked.body.get("nonce") if asked.body.get("enforce_nonce") else None
    if nonce in channel.nonces:
        return channel.nonces[nonce].json() | {"nonce": nonce}
    check_form(asked.body)
    message = world.add_message(channel, asked.body, asked.files)
    channel.archived = False  # what is written into an archived thread opens it
    if nonce is not None:
        channel.nonces[nonce] = message
    return message.json() | {"nonce": nonce}


def _edit(world: World, asked: Request) -> Json:
    message = _message(world, asked)
    change(world, message, asked.body, asked.files)
    return message.json()


def _delete(world: World, asked: Request) -> None:
    _message(world, asked).deleted = True


def _read(world: World, asked: Request) -> Json:
    return _message(world, asked).json()


def _message(world: World, asked: Request) -> Message:
    """Find a message that everybody sees; others are not reached in this way."""
    message = _channel(world, asked).message(asked.number("message"))
    if message is None or message.ephemeral:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def _open_dm(world: World, asked: Request) -> Json:
    number = int(asked.body["recipient_id"])
    recipient = world.people.get(number)
    if recipient is None:
        raise Refused(UNKNOWN_USER)
    return world.direct(recipient).json()


def change(world: World, message: Message, body: Json, files: Iterable[Upload]) -> None:
    """Edit a message."""
    check_form(body, message.flags)
    world.write(message, body, files)
    message.edits += 1


def check_form(body: Json, flags: int = 0) -> None:
    """Refuse what does not go together; ``flags`` are those that a message has for good."""
    layout = ((body.get("flags") or 0) | flags) & COMPONENTS_V2
    beside = body.get("content") or body.get("embeds") or body.get("poll")
    refuse_unless(not (layout and beside), INVALID_FORM)


WRITING: Mapping[str, Handler] = {
    "GET /channels/{channel}": _told,
    SEND: _send,
    EDIT: _edit,
    DELETE: _delete,
    "GET /channels/{channel}/messages/{message}": _read,
    OPEN_DM: _open_dm,
}
