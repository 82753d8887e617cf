"""Files go both ways, and the menus are kept by scope and language."""

import asyncio
import struct

import pytest
from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputMediaPhoto,
    MenuButtonCommands,
    MenuButtonDefault,
    MessageEntity,
)
from telegram.error import BadRequest, InvalidToken

from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.library import library_bot

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", 640, 200)
NEXT = BotCommand("next", "The next topic")
DONE = BotCommand("done", "Mark it done")


def test_a_file_of_a_person_is_downloaded_as_it_was_sent() -> None:
    async def exchange() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            data = "# Português\r\n\x00".encode()
            await ada.sends_document(bed.private(ada), "roadmap.md", data, caption="Mine")
            (update,) = await bot.get_updates()
            assert update.message is not None
            assert update.message.caption == "Mine"
            document = update.message.document
            assert document is not None
            assert (document.file_name, document.mime_type, document.file_size) == (
                "roadmap.md",
                "text/markdown",
                len(data),
            )
            file = await document.get_file()
            assert bytes(await file.download_as_bytearray()) == data

    asyncio.run(exchange())


def test_a_file_above_20_megabytes_is_not_handed_out() -> None:
    async def exchange() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            size = 20 * 1024 * 1024 + 1
            await ada.sends_document(bed.private(ada), "roadmap.md", b"#", size=size)
            (update,) = await bot.get_updates()
            assert update.message is not None
            assert update.message.document is not None
            with pytest.raises(BadRequest, match="File is too big"):
                await update.message.document.get_file()
            bed.violations.clear()

    asyncio.run(exchange())


def test_a_document_arrives_byte_by_byte_with_its_name_and_caption() -> None:
    async def exchange() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            data = bytes(range(256))
            await bot.send_document(
                chat.id,
                InputFile(data, "plan.md"),
                caption="All of it",
                caption_entities=[MessageEntity("bold", 0, 3)],
                disable_notification=True,
            )
            (message,) = chat.messages
            assert message.document is not None
            assert (message.document["file_name"], message.document["file_size"]) == (
                "plan.md",
                256,
            )
            assert message.text == "All of it"
            assert message.entities == [{"type": "bold", "offset": 0, "length": 3}]
            assert message.silent
            assert bed.requests[-1].files["document"].data == data
            await bot.send_document(chat.id, message.document["file_id"])
            assert chat.messages[-1].document == message.document

    asyncio.run(exchange())


def test_a_photo_is_shown_and_its_caption_edited() -> None:
    async def exchange() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            sent = await bot.send_photo(chat.id, PNG, caption="Half")
            again = InlineKeyboardMarkup.from_button(InlineKeyboardButton("Go", callback_data="go"))
            await bot.edit_message_caption(chat.id, sent.id, caption="All", reply_markup=again)
            (message,) = chat.messages
            assert message.photo is not None
            assert (message.photo[-1]["width"], message.photo[-1]["height"]) == (640, 200)
            assert (message.text, message.labels) == ("All", ("Go",))
            with pytest.raises(BadRequest, match="There is no text in the message to edit"):
                await bot.edit_message_text("All", chat.id, sent.id)
            await bot.edit_message_reply_markup(chat.id, sent.id)
            assert (message.text, message.labels) == ("All", ())

    asyncio.run(exchange())


def test_a_text_becomes_a_photo_but_a_photo_never_a_text() -> None:
    async def exchange() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            sent = await bot.send_message(chat.id, "Half")
            photo = InputMediaPhoto(
                PNG, caption="All", caption_entities=[MessageEntity("bold", 0, 3)]
            )
            await bot.edit_message_media(photo, chat.id, sent.id)
            (message,) = chat.messages
            assert message.photo is not None
            assert message.photo[-1]["width"] == 640
            assert (message.text, message.entities) == (
                "All",
                [{"type": "bold", "offset": 0, "length": 3}],
            )
            with pytest.raises(BadRequest, match="There is no text in the message to edit"):
                await bot.edit_message_text("Half", chat.id, sent.id)

    asyncio.run(exchange())


def test_a_strangers_download_is_turned_away() -> None:
    async def exchange() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            with pytest.raises(InvalidToken, match="Not Found"):
                await bot.request.retrieve(f"{bed.file_url}{bed.token}/documents/file_77")

    asyncio.run(exchange())


def test_commands_are_kept_by_scope_and_language() -> None:
    async def announce() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            private, groups = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
            await bot.set_my_commands([NEXT, DONE], private)
            await bot.set_my_commands([NEXT], groups, "de")
            await bot.set_my_commands([DONE], BotCommandScopeChat(-77))
            assert await bot.get_my_commands(private) == (NEXT, DONE)
            assert await bot.get_my_commands(groups) == ()
            assert await bot.get_my_commands(groups, "de") == (NEXT,)
            assert await bot.get_my_commands(BotCommandScopeChat(-77)) == (DONE,)
            assert bed.menus.commands_of("all_private_chats") == ("next", "done")
            await bot.delete_my_commands(private)
            assert await bot.get_my_commands(private) == ()

    asyncio.run(announce())


def test_texts_are_kept_by_language_and_fall_back_to_the_common_one() -> None:
    async def announce() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            await bot.set_my_description("Study with me")
            await bot.set_my_description("Lerne mit mir", "de")
            await bot.set_my_short_description("A study bot")
            assert (await bot.get_my_description()).description == "Study with me"
            assert (await bot.get_my_description("de")).description == "Lerne mit mir"
            assert (await bot.get_my_description("pt")).description == "Study with me"
            assert (await bot.get_my_short_description()).short_description == "A study bot"
            assert (await bot.get_my_name()).name == "Study Buddy"

    asyncio.run(announce())


def test_the_menu_button_is_kept() -> None:
    async def announce() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            assert await bot.get_chat_menu_button() == MenuButtonDefault()
            await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
            assert await bot.get_chat_menu_button() == MenuButtonCommands()
            assert bed.menus.buttons == {None: {"type": "commands"}}

    asyncio.run(announce())
