"""How the bot answers interactions: the first answer, its original message, and what follows."""

from collections.abc import Mapping

from tests.discord_bed.interactions import Callback, Interaction
from tests.discord_bed.places import EPHEMERAL, LOADING, Message
from tests.discord_bed.routes import Handler
from tests.discord_bed.wire import (
    ACKNOWLEDGED,
    INVALID_TOKEN,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Json,
    Refused,
    Request,
    refuse_unless,
)
from tests.discord_bed.world import World
from tests.discord_bed.writing import change, check_form

CALLBACK = "POST /interactions/{interaction}/{token}/callback"
FOLLOWUP = "POST /webhooks/{application}/{token}"
EDIT_ORIGINAL = "PATCH /webhooks/{application}/{token}/messages/@original"
DELETE_ORIGINAL = "DELETE /webhooks/{application}/{token}/messages/@original"
READ_ORIGINAL = "GET /webhooks/{application}/{token}/messages/@original"
EDIT_FOLLOWUP = "PATCH /webhooks/{application}/{token}/messages/{message}"
DELETE_FOLLOWUP = "DELETE /webhooks/{application}/{token}/messages/{message}"


def _callback(world: World, asked: Request) -> Json | None:
    interaction = world.interactions.get(asked.names["token"])
    if interaction is None or interaction.id != asked.number("interaction") or interaction.expired:
        raise Refused(UNKNOWN_INTERACTION)
    refuse_unless(interaction.callback is None, ACKNOWLEDGED)
    _act(world, interaction, asked)
    interaction.callback = asked.body
    world.changes.ring()
    if asked.query.get("with_response") not in {"1", "true"}:
        return None
    told: Json = {"interaction": _described(interaction)}
    original = interaction.original
    if original is not None and asked.body["type"] != Callback.DEFERRED_UPDATE:
        told["interaction"] |= {
            "response_message_id": str(original.id),
            "response_message_loading": original.loading,
            "response_message_ephemeral": original.ephemeral,
        }
        told["resource"] = {"type": asked.body["type"], "message": original.json()}
    return told


def _described(interaction: Interaction) -> Json:
    kind, number = int(interaction.kind), str(interaction.id)
    return {"id": number, "type": kind, "channel_id": str(interaction.channel.id)}


def _act(world: World, interaction: Interaction, asked: Request) -> None:
    data: Json = asked.body.get("data") or {}
    match asked.body["type"]:
        case Callback.MESSAGE:
            check_form(data)
            interaction.original = world.add_message(interaction.channel, data, asked.files)
            interaction.said.append(interaction.original)
        case Callback.DEFERRED_MESSAGE:
            flags = LOADING | ((data.get("flags") or 0) & EPHEMERAL)
            message = Message(world.new_id(), interaction.channel, world.bot, flags=flags)
            interaction.channel.messages.append(message)
            interaction.original = message
        case Callback.DEFERRED_UPDATE:
            interaction.original = interaction.message
        case Callback.UPDATE:
            message = _updated(interaction)
            change(world, message, data, asked.files)
            interaction.original = message
            interaction.said.append(message)
        case _:
            pass  # what is offered, and a form, are no messages


def _updated(interaction: Interaction) -> Message:
    message = interaction.message
    if message is None or message.deleted:
        raise Refused(UNKNOWN_MESSAGE)
    return message


def _acknowledged(world: World, asked: Request) -> Interaction:
    interaction = world.interactions.get(asked.names["token"])
    if interaction is None or interaction.callback is None:
        raise Refused(UNKNOWN_WEBHOOK)
    refuse_unless(not interaction.expired, INVALID_TOKEN)
    return interaction


def _original(interaction: Interaction) -> Message:
    original = interaction.original
    if original is None or original.deleted:
        raise Refused(UNKNOWN_MESSAGE)
    return original


def _read_original(world: World, asked: Request) -> Json:
    return _original(_acknowledged(world, asked)).json()


def _edit_original(world: World, asked: Request) -> Json:
    interaction = _acknowledged(world, asked)
    return _say_in(world, interaction, _original(interaction), asked).json()


def _say_in(world: World, interaction: Interaction, message: Message, asked: Request) -> Message:
    """Make a message say something, the one that said the bot was thinking too.

    How private it is was said before, and stays.
    """
    flags = (asked.body.get("flags") or 0) & ~EPHEMERAL
    change(world, message, asked.body | {"flags": flags}, asked.files)
    message.flags &= ~LOADING
    interaction.said.append(message)
    world.changes.ring()
    return message


def _delete_original(world: World, asked: Request) -> None:
    _original(_acknowledged(world, asked)).deleted = True


def _follow_up(world: World, asked: Request) -> Json:
    interaction = _acknowledged(world, asked)
    original = interaction.original
    if original is not None and original.loading and not original.deleted:
        # The first one takes the place of "is thinking", and is as private as that was.
        return _say_in(world, interaction, original, asked).json()
    check_form(asked.body)
    message = world.add_message(interaction.channel, asked.body, asked.files)
    interaction.said.append(message)
    world.changes.ring()
    return message.json()


def _followup(world: World, asked: Request) -> tuple[Interaction, Message]:
    interaction = _acknowledged(world, asked)
    number = asked.number("message")
    found = [each for each in interaction.said if each.id == number and not each.deleted]
    if not found:
        raise Refused(UNKNOWN_MESSAGE)
    return interaction, found[-1]


def _edit_followup(world: World, asked: Request) -> Json:
    interaction, message = _followup(world, asked)
    return _say_in(world, interaction, message, asked).json()


def _delete_followup(world: World, asked: Request) -> None:
    _followup(world, asked)[1].deleted = True


ANSWERING: Mapping[str, Handler] = {
    CALLBACK: _callback,
    FOLLOWUP: _follow_up,
    READ_ORIGINAL: _read_original,
    EDIT_ORIGINAL: _edit_original,
    DELETE_ORIGINAL: _delete_original,
    EDIT_FOLLOWUP: _edit_followup,
    DELETE_FOLLOWUP: _delete_followup,
}
