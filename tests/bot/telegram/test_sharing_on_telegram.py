"""Sharing on Telegram: by a deep link, and with a group by who manages it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from tests.bot.telegram.stage import Stage, on_stage
from tests.telegram_bed.chats import Chat
from tests.telegram_bed.faults import Fault, Refuses, Throttles
from tests.telegram_bed.people import User

RUST = b"# Rust in a week\n\n- [ ] Ownership\n- [ ] Borrowing\n"


@dataclass(frozen=True, slots=True)
class Scene:
    """Ada, who brought a roadmap in private, and a group that she is in."""

    stage: Stage
    ada: User
    private: Chat
    group: Chat


@contextlib.asynccontextmanager
async def brought() -> AsyncIterator[Scene]:
    async with on_stage() as stage:
        ada = stage.bed.user("Ada")
        private, group = stage.bed.private(ada), stage.bed.group("Readers")
        await ada.sends_document(private, "rust.md", RUST, caption="/roadmap add")
        preview = await private.next_message()
        await ada.presses(preview, "Add it")
        await stage.bed.settled()
        private.unread()
        yield Scene(stage, ada, private, group)


def test_a_link_opens_the_bot_and_begins_the_roadmap() -> None:
    async def converse() -> None:
        async with brought() as scene:
            await scene.ada.says(scene.private, "/roadmap share link")
            shared = await scene.private.next_message()
            await scene.stage.bed.settled()
            address = shared.text.split()[-1]
            token = address.partition("?start=")[2]
            bob = scene.stage.bed.user("Bob")
            chat = scene.stage.bed.private(bob)
            await bob.says(chat, f"/start {token}")
            begun = await chat.next_message()

            assert address.startswith("https://t.me/")
            assert "You study Rust in a week." in begun.text

    asyncio.run(converse())


@pytest.mark.parametrize("manages", [True, False])
def test_only_who_manages_a_group_shares_with_it(*, manages: bool) -> None:
    async def converse() -> None:
        async with brought() as scene:
            if manages:
                scene.group.managers.add(scene.ada.id)
            await scene.ada.says(scene.group, "/roadmap share here")
            await scene.stage.bed.settled()
            (said,) = scene.private.unread()

            assert ("You see it, and 1 group." in said.text) is manages
            assert ("only who manages it may share" in said.text) is not manages

    asyncio.run(converse())


@pytest.mark.parametrize(
    ("fault", "shared"), [(Throttles(0), True), (Refuses(400, "chat not found"), False)]
)
def test_where_telegram_does_not_say_at_once_who_manages_a_group_it_is_asked_again(
    fault: Fault, *, shared: bool
) -> None:
    async def converse() -> None:
        async with brought() as scene:
            scene.group.managers.add(scene.ada.id)
            scene.stage.bed.fail("getChatMember", fault)
            await scene.ada.says(scene.group, "/roadmap share here")
            await scene.stage.bed.settled()
            (said,) = scene.private.unread()

            assert ("You see it, and 1 group." in said.text) is shared

    asyncio.run(converse())


@pytest.mark.parametrize("still_manages", [True, False])
def test_a_button_that_was_asked_for_in_a_group_shares_with_it_from_the_private_chat(
    *, still_manages: bool
) -> None:
    async def converse() -> None:
        async with brought() as scene:
            await scene.ada.says(scene.group, "/roadmap share")
            offered = await scene.private.next_message()
            if still_manages:
                scene.group.managers.add(scene.ada.id)
            await scene.ada.presses(offered, "Share in the group")
            said = await scene.private.next_message()

            assert ("You see it, and 1 group." in said.text) is still_manages
            assert ("only who manages it may share" in said.text) is not still_manages
            if still_manages:
                await scene.ada.presses(said, "End it in the group")
                assert "You alone see it." in (await scene.private.next_message()).text

    asyncio.run(converse())


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("asked", ["/roadmaps", "/switch", "/switch something else"])
def test_what_a_group_sees_is_begun_by_button_in_private_by_who_is_in_it(
    asked: str, *, left: bool
) -> None:
    async def converse() -> None:
        async with brought() as scene:
            scene.group.managers.add(scene.ada.id)
            await scene.ada.says(scene.group, "/roadmap share here")
            bob = scene.stage.bed.user("Bob")
            chat = scene.stage.bed.private(bob)
            await bob.says(scene.group, asked)
            shelf = await chat.next_message()
            if left:
                scene.group.strangers.add(bob.id)
            await bob.presses(shelf, "Rust in a week")
            begun = await chat.next_message()

            assert ("You study Rust in a week." in begun.text) is not left
            assert ("That roadmap is not shown to you any more." in begun.text) is left

    asyncio.run(converse())


def test_what_everybody_sees_is_begun_by_a_groups_button_whatever_became_of_the_group() -> None:
    async def converse() -> None:
        async with brought() as scene:
            bob = scene.stage.bed.user("Bob")
            chat = scene.stage.bed.private(bob)
            await bob.says(scene.group, "/roadmaps")
            shelf = await chat.next_message()
            scene.group.strangers.add(bob.id)
            await bob.presses(shelf, shelf.labels[0])

            assert f"You study {shelf.labels[0]}." in (await chat.next_message()).text

    asyncio.run(converse())
