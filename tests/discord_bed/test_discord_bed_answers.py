"""The library, unmodified, announces commands, hears of interactions, and answers them."""

import asyncio
import contextlib
import io
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.discord_bed.answering import CALLBACK, EDIT_ORIGINAL
from tests.discord_bed.bed import DiscordBed
from tests.discord_bed.library import LibraryClient, connected
from tests.discord_bed.people import User
from tests.discord_bed.places import Channel, ChannelKind
from tests.discord_bed.wire import Upload
from tests.discord_bed.writing import EDIT, SEND

Heard = discord.Interaction[Any]
Play = Callable[[DiscordBed, LibraryClient, User, Channel], Awaitable[None]]


def played(play: Play, *answering: Callable[..., Any]) -> None:
    """Play a scene in one channel of one server, with these functions as commands."""

    async def run() -> None:
        async with DiscordBed() as bed:
            ada = bed.user("Ada", manages=True)
            channel = bed.channel(bed.guild("Study hall"))
            client = LibraryClient()
            for function in answering:
                client.tree.command(description="Try it")(function)
            async with connected(bed, client):
                await client.tree.sync()
                await play(bed, client, ada, channel)

    asyncio.run(run())


async def greet(heard: Heard, name: str, times: int = 1) -> None:
    assert heard.permissions.manage_guild
    await heard.response.send_message(f"Hello {name}! " * times, ephemeral=True)


def test_a_command_comes_typed_and_is_answered_at_once() -> None:
    async def play(_bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        gesture = await ada.slash(channel, "greet", name="Ada", times=2)
        answer = await gesture.answer()
        assert (answer.text, answer.ephemeral) == ("Hello Ada! Hello Ada! ", True)
        assert channel.messages == [answer]

    played(play, greet)


async def think(heard: Heard) -> None:
    await heard.response.defer(ephemeral=True, thinking=True)
    await heard.edit_original_response(content="First")
    assert (await heard.original_response()).content == "First"
    await heard.followup.send("Second", ephemeral=True, file=discord.File(io.BytesIO(b"#"), "a.md"))
    await heard.delete_original_response()


def test_an_answer_may_be_put_off_edited_followed_and_deleted() -> None:
    async def play(bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        gesture = await ada.slash(channel, "think")
        second = await gesture.answer(2)
        await bed.until(lambda: channel.texts == ["Second"])
        assert [each.text for each in gesture.interaction.said] == ["First", "Second"]
        assert second.ephemeral
        assert [each["filename"] for each in second.attachments] == ["a.md"]
        [edit] = bed.asked(EDIT_ORIGINAL)
        assert (edit.status, edit.body["content"]) == (200, "First")

    played(play, think)


@pytest.mark.parametrize("aside", [True, False])
def test_the_first_thing_after_thinking_is_as_private_as_the_thought(*, aside: bool) -> None:
    async def follow(heard: Heard) -> None:
        await heard.response.defer(ephemeral=aside, thinking=True)
        await heard.followup.send("Everybody?", ephemeral=not aside)

    async def play(_bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        answer = await (await ada.slash(channel, "follow")).answer()
        assert (answer.text, answer.ephemeral, answer.loading) == ("Everybody?", aside, False)
        assert channel.messages == [answer]

    played(play, follow)


async def twice(heard: Heard) -> None:
    for _ in range(2):
        with contextlib.suppress(discord.HTTPException):
            await discord.InteractionResponse(heard).send_message("Hello")


def test_an_interaction_is_answered_first_but_once_and_not_after_it_expired() -> None:
    async def play(bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        def codes() -> list[int | None]:
            return [each.code for each in bed.asked(CALLBACK) if each.status]

        gesture = await ada.slash(channel, "twice")
        await bed.until(lambda: codes() == [None, 40060])
        gesture.interaction.expired = True
        await gesture.again()
        await bed.until(lambda: codes() == [None, 40060, 10062, 10062])
        assert channel.texts == ["Hello"]

    played(play, twice)


class Ask(discord.ui.Modal, title="Your name"):
    name: discord.ui.Label[Any] = discord.ui.Label(
        text="Name", component=discord.ui.TextInput(custom_id="name")
    )

    async def on_submit(self, interaction: Heard, /) -> None:
        assert isinstance(self.name.component, discord.ui.TextInput)
        await interaction.response.edit_message(content=f"Hello {self.name.component.value}")


class Choose(discord.ui.View):
    @discord.ui.button(label="Who?", custom_id="who")
    async def who(self, heard: Heard, _: discord.ui.Button[Any]) -> None:
        await heard.response.send_modal(Ask())

    @discord.ui.select(
        placeholder="Pick", custom_id="pick", options=[discord.SelectOption(label="A", value="1")]
    )
    async def pick(self, heard: Heard, select: discord.ui.Select[Any]) -> None:
        await heard.response.defer()
        await heard.edit_original_response(content=f"Picked {select.values}", view=None)


async def choose(heard: Heard) -> None:
    await heard.response.send_message("Choose", view=Choose())


def test_buttons_forms_and_selects_reach_the_bot_and_change_their_message() -> None:
    async def play(_bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        message = await (await ada.slash(channel, "choose")).answer()
        pressed = await ada.press(message, "Who?")
        assert (await pressed.form())["title"] == "Your name"
        await (await ada.submit(pressed, "Ada")).answer()
        assert (message.text, message.edits) == ("Hello Ada", 1)
        await (await ada.select(message, "Pick", "A")).answer()
        assert (message.text, message.edits) == ("Picked ['1']", 2)
        assert [each for each in message.parts() if each["type"] == 2] == []
        with pytest.raises(AssertionError, match="nothing called 'Who"):
            await ada.press(message, "Who?")

    played(play, choose)


@app_commands.describe(topic="Which")
async def find(heard: Heard, topic: str) -> None:
    await heard.response.send_message(topic)


async def offer(_: Heard, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=typed.upper(), value=typed)]


def test_what_is_typed_in_an_option_is_offered_something() -> None:
    async def play(_bed: DiscordBed, client: LibraryClient, ada: User, channel: Channel) -> None:
        command = client.tree.get_command("find")
        assert isinstance(command, app_commands.Command)
        command.autocomplete("topic")(offer)
        await client.tree.sync()
        gesture = await ada.types(channel, "find", "topic", "lists")
        assert await gesture.choices() == [{"name": "LISTS", "value": "lists"}]

    played(play, find)


async def read(heard: Heard, file: discord.Attachment) -> None:
    content = await file.read()
    await heard.response.send_message(f"{file.filename}: {content.decode()}")


def test_a_file_comes_along_and_is_downloaded() -> None:
    async def play(_bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        gesture = await ada.slash(channel, "read", file=Upload("plan.md", b"# Plan"))
        assert (await gesture.answer()).text == "plan.md: # Plan"

    played(play, read)


def test_a_group_of_commands_is_used_by_its_whole_name_in_a_direct_chat_and_in_a_thread() -> None:
    async def add(heard: Heard, name: str) -> None:
        where = heard.channel
        direct = heard.context.dm_channel
        await heard.response.send_message(f"{name} in {type(where).__name__}, direct: {direct}")

    async def run() -> None:
        async with DiscordBed() as bed:
            ada = bed.user("Ada")
            forum = bed.channel(bed.guild("Study hall"), "questions", ChannelKind.FORUM)
            client = LibraryClient()
            group = app_commands.Group(name="roadmap", description="Roadmaps")
            group.command(name="add", description="Add one")(add)
            client.tree.add_command(group)
            async with connected(bed, client):
                await client.tree.sync()
                answers = [
                    await (await ada.slash(place, "roadmap add", name="Git")).answer()
                    for place in (bed.direct(ada), bed.thread(forum, "A post"))
                ]
        assert [each.text for each in answers] == [
            "Git in DMChannel, direct: True",
            "Git in Thread, direct: False",
        ]

    asyncio.run(run())


def test_a_message_unasked_comes_once_for_one_nonce_and_can_be_edited() -> None:
    async def play(bed: DiscordBed, client: LibraryClient, _ada: User, channel: Channel) -> None:
        place = client.get_partial_messageable(channel.id)
        first = await place.send("Time to study", nonce="outbox-1")
        again = await place.send("Time to study", nonce="outbox-1")
        await first.edit(content="Done")
        assert (again.id, channel.texts) == (first.id, ["Done"])
        assert [each.status for each in bed.asked(SEND) + bed.asked(EDIT)] == [200, 200, 200]

    played(play)


async def lay_out(heard: Heard) -> None:
    view = discord.ui.LayoutView()
    picture = discord.File(io.BytesIO(b"png"), "graph.png", description="3 of 8 done")
    view.add_item(discord.ui.TextDisplay("## Git"))
    view.add_item(
        discord.ui.MediaGallery(discord.MediaGalleryItem(picture, description="3 of 8 done"))
    )
    await heard.response.send_message(view=view, file=picture)
    await heard.edit_original_response(content="plain", view=None)


def test_a_message_laid_out_of_components_stays_so() -> None:
    async def play(bed: DiscordBed, client: LibraryClient, ada: User, channel: Channel) -> None:
        failed = asyncio.Event()

        async def told(_: Heard, error: app_commands.AppCommandError) -> None:
            assert "50035" in str(error)
            failed.set()

        client.tree.error(told)
        message = await (await ada.slash(channel, "lay_out")).answer()
        async with asyncio.timeout(5):
            await failed.wait()
        [gallery] = [each for each in message.parts() if "items" in each]
        assert message.text == "## Git"
        assert gallery["items"][0]["media"]["url"] == message.attachments[0]["url"]
        assert message.attachments[0]["description"] == "3 of 8 done"
        assert bed.asked(EDIT_ORIGINAL)[0].code == 50035

    played(play, lay_out)


def test_a_command_that_was_not_announced_cannot_be_used() -> None:
    async def play(_bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        with pytest.raises(AssertionError, match="/coffee is none of \\['greet'\\]"):
            await ada.slash(channel, "coffee")

    played(play, greet)


@pytest.mark.parametrize(
    ("label", "violation"), [("a" * 81, "is longer than 80 characters"), ("a", None)]
)
def test_a_careless_request_fails_the_test(label: str, violation: str | None) -> None:
    async def offers(heard: Heard) -> None:
        view = discord.ui.View()
        view.add_item(discord.ui.Button(label=label))
        await heard.response.send_message("Press", view=view)

    async def play(bed: DiscordBed, _client: LibraryClient, ada: User, channel: Channel) -> None:
        await (await ada.slash(channel, "offers")).answer()
        told = "\n".join(bed.violations)
        bed.violations.clear()
        assert (violation is None and not told) or (violation is not None and violation in told)

    played(play, offers)
