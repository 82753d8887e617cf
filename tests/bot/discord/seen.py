"""What a person sees of a message, and how they press what it offers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from discord import ComponentType
from simcord import InteractionResult, MemberActor, ResponseMessage, UserHandle

from bot.discord.custom_ids import Carried

Actor = UserHandle | MemberActor
"""Somebody in their private channel with the bot, or somebody in a server."""

_MARK = re.compile(
    r"""
      \\(?P<escaped>[^\w\s])
    | `(?P<code>[^`]+)`
    | \[(?P<label>(?:\\.|[^\\\]])+)\]\(<?(?P<address>[^\s>)]+)>?\)
    | </(?P<command>[^:]+):\d+>
    | <(?P<bare>https?://[^>]+)>
    | (?P<mark>\*\*|\u200b|^(?:\#{1,3}|>|-\#)\s)
    | (?P<own_time>\ \(<t:\d+:t>\ for\ you\))
    """,
    re.VERBOSE | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it looks: its words without marks, and what can be pressed, in order."""

    text: str
    labels: tuple[str, ...]
    private: bool


def seen(message: ResponseMessage) -> Seen:
    """Look at a message."""
    parts = [_unmarked(message.content)] if message.content else []
    labels: list[str] = []
    for component in components(message.components):
        match component["type"]:
            case ComponentType.text_display.value:
                parts.append(_unmarked(component["content"]))
            case ComponentType.button.value if "url" in component:
                parts.append(component["label"])
            case ComponentType.button.value:
                labels.append(component["label"])
            case ComponentType.select.value:
                labels += [option["label"] for option in component["options"]]
            case _:
                pass
    return Seen("\n".join(parts), tuple(labels), message.ephemeral)


def answers(result: InteractionResult) -> list[ResponseMessage]:
    """Give the messages that answered somebody, in order."""
    first = [result.response] if result.response else []
    return [*first, *result.followups]


def answer(result: InteractionResult) -> Seen:
    """Look at the one message that answered somebody."""
    (message,) = answers(result)
    return seen(message)


async def press(actor: Actor, message: ResponseMessage, label: str) -> InteractionResult:
    """Press the button of this label, or choose the option of it in a menu."""
    for component in components(message.components):
        if component["type"] == ComponentType.button.value and component["label"] == label:
            pressed: InteractionResult = await actor.click(
                message, custom_id=component.get("custom_id")
            )
            return pressed
        for option in component.get("options", ()):
            if option["label"] == label:
                chosen: InteractionResult = await actor.select(
                    message, [option["value"]], custom_id=component["custom_id"]
                )
                return chosen
    message_ = f"there is no {label!r} among {seen(message).labels}"
    raise LookupError(message_)


def form_button(message: ResponseMessage) -> str | None:
    """Give the label of the button that opens a form, if the message has one."""
    for component in components(message.components):
        carried = Carried.of(component.get("custom_id", ""))
        if carried and carried.field:
            label: str = component["label"]
            return label
    return None


async def write(actor: Actor, form: InteractionResult, words: str) -> InteractionResult:
    """Write into the one field of an open form, and send it."""
    assert form.modal is not None
    (field,) = (each for each in components(form.modal["components"]) if is_field(each))
    sent: InteractionResult = await actor.submit_modal(form, {field["custom_id"]: words})
    return sent


def is_field(component: dict[str, Any]) -> bool:
    """Say whether a component of a form is written into."""
    return bool(component["type"] == ComponentType.text_input.value)


def components(nested: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give all components, also those within others, in the order they are shown."""
    for component in nested:
        yield component
        yield from components(component.get("components", []))
        for key in ("component", "accessory"):
            if key in component:
                yield from components([component[key]])


def _unmarked(text: str) -> str:
    """Read Discord's Markdown as far as the bot writes it.

    An instant in the reader's own time is left out: nobody here says which that is.
    """

    def plain(found: re.Match[str]) -> str:
        if found["label"]:
            return _unmarked(found["label"])
        if found["command"]:
            return f"/{found['command']}"
        return found["escaped"] or found["code"] or found["bare"] or ""

    return _MARK.sub(plain, text)
