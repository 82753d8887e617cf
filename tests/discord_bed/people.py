"""People: what they do with the bot's commands, components and forms."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from tests.discord_bed.components import walk
from tests.discord_bed.gateway import Gateway
from tests.discord_bed.interactions import Interaction, InteractionKind
from tests.discord_bed.places import Channel, Message
from tests.discord_bed.wire import Json, Upload
from tests.discord_bed.world import World

ANSWER_WITHIN = 30.0
"""Seconds after which a test fails whose bot says nothing; a busy machine needs some."""

_SUBCOMMAND, _GROUP, _TEXT, _NUMBER, _FILE = 1, 2, 3, 4, 11
_LABEL = 18


@dataclass(frozen=True, slots=True)
class Gesture:
    """An interaction as somebody sees it: what came back to them."""

    world: World
    interaction: Interaction
    tell: Callable[[], Awaitable[None]]

    async def again(self) -> None:
        """Tell the bot of it once more, as Discord may after a lost connection."""
        await self.tell()

    async def acknowledged(self) -> Interaction:
        """Wait for the first answer, whatever it is."""
        await self._until(lambda: self.interaction.callback is not None)
        return self.interaction

    async def answer(self, count: int = 1) -> Message:
        """Wait until the bot has said something for the so manieth time, and give that."""
        await self._until(lambda: len(self.interaction.said) >= count)
        return self.interaction.said[count - 1]

    async def form(self) -> Json:
        """Wait for the form that it opens."""
        interaction = await self.acknowledged()
        return interaction.form

    async def choices(self) -> list[Json]:
        """Wait for what is offered."""
        interaction = await self.acknowledged()
        return interaction.choices

    async def _until(self, holds: Any) -> None:
        try:
            await self.world.changes.until(holds, ANSWER_WITHIN)
        except TimeoutError:
            message = f"the bot does not answer {self.interaction.data}"
            raise AssertionError(message) from None


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at Discord; ``manages`` the servers they are in, or does not."""

    world: World
    gateway: Gateway
    json: Json
    manages: bool = False
    locale: str = "en-US"

    @property
    def id(self) -> int:
        """Their snowflake."""
        return int(self.json["id"])

    async def slash(self, channel: Channel, name: str, /, **given: Any) -> Gesture:
        """Use a command; an ``Upload`` is sent along."""
        data, files = self._command(channel, name)
        options = [_option(self.world, *each, files) for each in given.items()]
        _innermost(data)["options"] = options
        if files:
            data["resolved"] = {"attachments": files}
        return await self._do(InteractionKind.COMMAND, channel, data)

    async def types(
        self, channel: Channel, name: str, option: str, typed: str, /, **given: Any
    ) -> Gesture:
        """Begin to write an option's value, and wait for what is offered."""
        data, files = self._command(channel, name)
        options = [_option(self.world, *each, files) for each in given.items()]
        focused = {"name": option, "type": _TEXT, "value": typed, "focused": True}
        _innermost(data)["options"] = [*options, focused]
        return await self._do(InteractionKind.AUTOCOMPLETE, channel, data)

    async def press(self, message: Message, label: str) -> Gesture:
        """Press a button, known by its label or custom id."""
        button = message.part(label)
        data = {"custom_id": button["custom_id"], "component_type": button["type"]}
        return await self._do(InteractionKind.COMPONENT, message.channel, data, message)

    async def select(self, message: Message, select: str, label: str) -> Gesture:
        """Choose from a select, known by its placeholder or custom id."""
        part = message.part(select)
        values = [each["value"] for each in part["options"] if each["label"] == label]
        data = {"custom_id": part["custom_id"], "component_type": part["type"], "values": values}
        return await self._do(InteractionKind.COMPONENT, message.channel, data, message)

    async def submit(self, opened: Gesture, *written: str) -> Gesture:
        """Fill the form that something opened, field by field, and send it off."""
        interaction = await opened.acknowledged()
        form = interaction.form
        data = {"custom_id": form["custom_id"], "components": _filled(form, iter(written))}
        return await self._do(InteractionKind.FORM, interaction.channel, data, interaction.message)

    def _command(self, channel: Channel, name: str) -> tuple[Json, Json]:
        """Find a command as it was announced; the innermost one bears the options."""
        first, *rest = name.split()
        scopes = [channel.guild.id if channel.guild else None, None]
        known = [each for scope in scopes for each in self.world.commands.get(scope, [])]
        found = next((each for each in known if each["name"] == first), None)
        if found is None:
            message = f"/{first} is none of {[each['name'] for each in known]}"
            raise AssertionError(message)
        data: Json = {"id": found["id"], "name": first, "type": 1}
        if found["guild_id"] is not None:
            data["guild_id"] = found["guild_id"]
        for depth, part in enumerate(rest, start=1):
            kind = _SUBCOMMAND if depth == len(rest) else _GROUP
            _innermost(data)["options"] = [{"name": part, "type": kind}]
        return data, {}

    async def _do(
        self,
        kind: InteractionKind,
        channel: Channel,
        data: Json,
        message: Message | None = None,
    ) -> Gesture:
        number = self.world.new_id()
        interaction = Interaction(number, f"token-{number}", kind, channel, data, message)
        self.world.interactions[interaction.token] = interaction
        event = interaction.event(
            self.world.application, self.json, manages=self.manages, locale=self.locale
        )
        shard = self.world.shard_of(channel)
        tell = partial(self.gateway.tell, "INTERACTION_CREATE", event, shard)
        await tell()
        return Gesture(self.world, interaction, tell)


def _innermost(data: Json) -> Json:
    options = data.get("options") or []
    if options and options[0]["type"] in {_SUBCOMMAND, _GROUP}:
        return _innermost(options[0])
    return data


def _option(world: World, name: str, value: Any, files: Json) -> Json:
    if isinstance(value, Upload):
        kept = world.keep(value)
        files[kept["id"]] = kept
        return {"name": name, "type": _FILE, "value": kept["id"]}
    kind = _NUMBER if isinstance(value, int) else _TEXT
    return {"name": name, "type": kind, "value": value}


def _filled(form: Json, written: Iterator[str]) -> list[Json]:
    """Give the form's parts with what was written in its fields, in order."""
    parts: list[Json] = []
    for number, part in enumerate(form["components"], start=1):
        name = "component" if part["type"] == _LABEL else "components"
        fields = [
            {"type": each["type"], "custom_id": each["custom_id"], "value": next(written)}
            for each in walk([part])
            if "custom_id" in each
        ]
        inner: Any = fields[0] if name == "component" else fields
        parts.append({"type": part["type"], "id": number, name: inner})
    return parts
