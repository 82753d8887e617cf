"""Pictures on Telegram: a photo with its words below it, and what a press on it becomes."""

import asyncio
from io import BytesIO

from PIL import Image

from tests.bot.telegram.stage import Stage, on_stage
from tests.telegram_bed.chats import Chat, Message
from tests.telegram_bed.faults import Refuses
from tests.telegram_bed.people import User


async def studying(stage: Stage) -> tuple[User, Chat]:
    ada = stage.bed.user("Ada")
    chat = stage.bed.private(ada)
    await ada.says(chat, "/start django-backend-developer")
    await chat.next_message()
    return ada, chat


def is_dark(stage: Stage) -> bool:
    """Say whether the picture that came last is dark, by its corner."""
    (upload,) = stage.bed.requests[-1].files.values()
    return Image.open(BytesIO(upload.data)).convert("L").tobytes()[0] < 128


def width(message: Message) -> int:
    assert message.photo is not None
    wide: int = message.photo[-1]["width"]
    return wide


def test_a_picture_comes_as_one_message_with_its_words_and_buttons() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, chat = await studying(stage)
            await ada.says(chat, "/stats")
            await stage.bed.settled()

            (message,) = chat.unread()
            assert width(message) == 1080
            assert message.text.splitlines()[0] == "Ada"
            assert "0 days in a row, 0 days at best" in message.text
            assert message.entities[0] == {"type": "bold", "offset": 0, "length": 3}
            assert message.labels == ("Dark picture", "Map", "Badges", "Next topic")

    asyncio.run(converse())


def test_a_picture_becomes_another_in_its_place() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, chat = await studying(stage)
            await ada.says(chat, "/stats")
            message = await chat.next_message()
            before = is_dark(stage)
            await ada.presses(message, "Dark picture")
            await stage.bed.settled()

            assert chat.unread() == (message,)
            assert message.entities == [{"type": "bold", "offset": 0, "length": 3}]
            assert (before, is_dark(stage)) == (False, True)
            await ada.presses(message, "Map")
            await stage.bed.settled()
            assert chat.unread() == (message,)
            assert message.text.splitlines()[0].endswith("Django")
            assert "Light picture" in message.labels

    asyncio.run(converse())


def test_a_text_becomes_a_picture_in_its_place() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, chat = await studying(stage)
            await ada.says(chat, "/badges")
            message = await chat.next_message()
            await ada.presses(message, "Stats")
            await stage.bed.settled()

            assert chat.unread() == (message,)
            assert width(message) == 1080

    asyncio.run(converse())


def test_a_picture_stays_where_a_text_answers_its_button() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, chat = await studying(stage)
            await ada.says(chat, "/stats")
            picture = await chat.next_message()
            await ada.presses(picture, "Badges")
            await stage.bed.settled()

            (answer,) = chat.unread()
            assert answer is not picture
            assert answer.text.startswith("Badges")
            assert (picture.photo is not None, picture.deleted) == (True, False)

    asyncio.run(converse())


def test_where_the_pressed_message_is_gone_the_picture_comes_anew() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, chat = await studying(stage)
            await ada.says(chat, "/stats")
            message = await chat.next_message()
            gone = Refuses(400, "Bad Request: message to edit not found")
            stage.bed.fail("editMessageMedia", gone)
            await ada.presses(message, "Dark picture")
            await stage.bed.settled()

            (anew,) = chat.unread()
            assert anew is not message
            assert anew.photo is not None
            assert anew.labels == ("Light picture", "Map", "Badges", "Next topic")

    asyncio.run(converse())


def test_a_group_never_sees_the_picture_of_one() -> None:
    async def converse() -> None:
        async with on_stage() as stage:
            ada, chat = await studying(stage)
            group = stage.bed.group("Readers")
            await ada.says(group, "/stats")
            await stage.bed.settled()

            assert [message.photo for message in group.unread()[-1:]] == [None]
            assert [message.photo is not None for message in chat.unread()] == [True]

    asyncio.run(converse())
