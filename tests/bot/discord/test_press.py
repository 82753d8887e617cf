"""Presses: what a component carries is enough, and the library keeps nothing for any of them."""

import asyncio
from typing import Annotated, Any

import discord
import pytest

from bot.dialogue.command import Option, command
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn
from bot.discord.custom_ids import Carried
from bot.discord.press import Press, form_for
from tests.bot.discord.interacting import MESSAGE, TEXT, in_server
from tests.bot.discord.turns import Turns
from tests.bot.discord.wire import wired

HELLO = Reply((Paragraph(("Hello",)),), private=True)
NOT_YOURS = "message aside: That button belongs to somebody else. `/next` gives you yours."
FORM_LOST = "message aside: That form is from an earlier version of me, and nothing was done."


@command(example="/say hello")
async def say(_turn: Turn, words: Annotated[str, Option("what to say " + "x" * 80)]) -> Reply:
    """Say it back."""
    return Reply((Paragraph((words,)),), private=True)


class Client(discord.Client):
    """A client with nothing but the press and a conversation."""

    def __init__(self, turns: Turns) -> None:
        super().__init__(intents=discord.Intents(guilds=True))
        self.conversation = turns.conversation
        self.add_dynamic_items(Press)


def button(custom_id: str, label: str = "Say it") -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id}


def select(custom_id: str, *values: str) -> dict[str, Any]:
    options = [{"label": value, "value": value} for value in values]
    return {"type": 3, "custom_id": custom_id, "options": options}


async def use(client: Client, component: dict[str, Any], *values: str) -> None:
    """Let Ada use a component of a message that somebody's bot sent."""
    rows = [{"type": 1, "components": [component]}]
    used = {"custom_id": component["custom_id"], "component_type": component["type"]}
    heard = in_server(
        TEXT,
        client=client,
        type=3,
        data={**used, "values": list(values)},
        message={**MESSAGE, "components": rows},
    )
    store = client._connection._view_store  # noqa: SLF001 - where the library hears of it
    before = asyncio.all_tasks()
    store.dispatch_view(component["type"], component["custom_id"], heard)
    await asyncio.gather(*(asyncio.all_tasks() - before))


def used(component: dict[str, Any], *values: str) -> tuple[list[str], list[str]]:
    """Give what Discord is asked for, and the calls that reached the dialogue."""

    async def play() -> tuple[list[str], list[str]]:
        with wired() as wire:
            turns = Turns([HELLO])
            await use(Client(turns), component, *values)
            calls = [each.invocation.call.short() for each in turns.invocations]
            return wire.steps, calls

    return asyncio.run(play())


@pytest.mark.parametrize("owner", [None, "1001"], ids=["anybody's", "their own"])
def test_a_button_is_the_call_that_it_carries(owner: str | None) -> None:
    asked = used(button(Carried("say|words=hi", owner).custom_id()))
    assert asked == (["message aside: Hello"], ["say|words=hi"])


def test_a_menu_is_the_call_that_was_chosen() -> None:
    menu = select(Carried("", "1001").custom_id(3), "say|words=one", "say|words=two")
    assert used(menu, "say|words=two") == (["message aside: Hello"], ["say|words=two"])


@pytest.mark.parametrize("field", [None, "words"], ids=["a press", "a form"])
def test_somebody_elses_button_is_told_so_and_does_nothing(field: str | None) -> None:
    assert used(button(Carried("say", "1002", field).custom_id())) == ([NOT_YOURS], [])


def test_somebody_elses_menu_is_told_so_and_does_nothing() -> None:
    menu = select(Carried("", "1002").custom_id(), "say|words=one")
    assert used(menu, "say|words=one") == ([NOT_YOURS], [])


def test_a_button_of_something_else_is_left_alone() -> None:
    assert used(button("another-bots")) == ([], [])


def test_a_button_that_asks_opens_a_form_before_anything_else() -> None:
    carried = Carried("say", "1001", "words")

    async def play() -> dict[str, Any]:
        with wired() as wire:
            turns = Turns([], defer_first=True)
            turns.lexicon(Lexicon([say]))
            await use(Client(turns), button(carried.custom_id(7), "Type it " + "x" * 70))
            (body,) = wire.bodies
            return body

    form = asyncio.run(play())

    assert form == {
        "type": 9,
        "data": {
            "custom_id": carried.custom_id(),
            "title": "Type it " + "x" * 36 + "…",
            "components": [
                {
                    "type": 18,
                    "label": "What to say " + "x" * 32 + "…",
                    "component": {
                        "type": 4,
                        "style": 1,
                        "label": None,
                        "custom_id": "words",
                        "required": True,
                    },
                }
            ],
        },
    }


@pytest.mark.parametrize("carried", [Carried("gone", None, "words"), Carried("say", None, "gone")])
def test_a_form_for_what_is_no_more_is_a_press_that_says_so(carried: Carried) -> None:
    assert form_for(carried, "Type it", Lexicon([say])) is None


def test_a_form_is_answered_by_what_its_id_carries() -> None:
    steps, calls = submitted(Carried("say|x=1", "1001", "words").custom_id(), "hi | there")
    assert (steps, calls) == (["message aside: Hello"], ["say|x=1|words=hi %7C there"])


@pytest.mark.parametrize(
    ("custom_id", "words"),
    [
        ("another", "hi"),
        (Carried("say").custom_id(), "hi"),
        (Carried("say", None, "x").custom_id(), None),
    ],
    ids=["not ours", "not a form's", "without a field"],
)
def test_a_form_that_cannot_be_read_is_answered_kindly(custom_id: str, words: str | None) -> None:
    (step,), calls = submitted(custom_id, words)
    assert (step.partition("\n")[0], calls) == (FORM_LOST, [])


def submitted(custom_id: str, words: str | None) -> tuple[list[str], list[str]]:
    """Give what Discord is asked for after a form, and the calls that reached the dialogue."""

    async def play() -> tuple[list[str], list[str]]:
        with wired() as wire:
            turns = Turns([HELLO])
            await turns.conversation.submitted(form(custom_id, words))
            calls = [each.invocation.call.short() for each in turns.invocations]
            return wire.steps, calls

    return asyncio.run(play())


def form(custom_id: str, words: str | None) -> discord.Interaction:
    field = {"type": 4, "custom_id": "words", "value": words}
    components = [] if words is None else [{"type": 18, "component": field}]
    data = {"custom_id": custom_id, "components": components}
    return in_server(TEXT, type=5, data=data, message=MESSAGE)


def test_nothing_is_kept_for_a_form_or_a_message() -> None:
    async def play() -> tuple[int, int]:
        with wired():
            turns = Turns([HELLO])
            turns.lexicon(Lexicon([say]))
            client = Client(turns)
            await use(client, button(Carried("say|words=hi").custom_id()))
            await use(client, button(Carried("say", None, "words").custom_id()))
            store = client._connection._view_store  # noqa: SLF001 - where the library would keep it
            return len(store._views), len(store._modals)  # noqa: SLF001 - the same

    assert asyncio.run(play()) == (0, 0)
