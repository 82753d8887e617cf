"""The bed refuses what Telegram refuses, and the library sees the right error."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyParameters,
)
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    TelegramError,
)

from tests.telegram_bed.asked import Json
from tests.telegram_bed.bed import TelegramBed
from tests.telegram_bed.chats import Chat
from tests.telegram_bed.clock import BedClock
from tests.telegram_bed.library import library_bot

Attempt = Callable[[Bot, Chat], Awaitable[Any]]
ADA = 1001
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
STRANGER = f"4242:{'x' * 35}"
TWO_WORDS = "two words"


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup.from_column(buttons)


def says(text: str, *entities: MessageEntity, **options: Any) -> Attempt:
    return lambda bot, chat: bot.send_message(chat.id, text, entities=entities, **options)


def shows(*buttons: InlineKeyboardButton) -> Attempt:
    return lambda bot, chat: bot.send_message(chat.id, "Hi", reply_markup=keyboard(*buttons))


def lists(*commands: BotCommand) -> Attempt:
    return lambda bot, _: bot.set_my_commands(commands)


CARELESS: dict[str, tuple[Attempt, str]] = {
    "no text": (says(""), "Message text is empty"),
    "blank text": (says(" \n"), "Text must be non-empty"),
    "text of 4097 units": (says("x" * 4097), "Message is too long"),
    "text of 2049 emoji": (says("😀" * 2049), "Message is too long"),
    "long caption": (
        lambda bot, chat: bot.send_document(chat.id, b"data", caption="x" * 1025),
        "Message caption is too long",
    ),
    "entity after the end": (
        says("Hi", MessageEntity("bold", 9, 1)),
        "Entity begins after the end of the text at UTF-16 offset 9",
    ),
    "entity beyond the end": (
        says("Hi", MessageEntity("bold", 0, 3)),
        "Entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 3",
    ),
    "entity amid an emoji": (
        says("😀 Hi", MessageEntity("bold", 1, 2)),
        "Entity begins in a middle of a UTF-16 symbol at byte offset 4",
    ),
    "entity before the text": (
        says("Hi", MessageEntity("bold", -1, 2)),
        "Receive an entity with incorrect offset -1",
    ),
    "entity of no type": (
        says("Hi", MessageEntity("sparkling", 0, 2)),
        "Can't parse MessageEntity: Unsupported type specified",
    ),
    "entity that links nowhere": (
        says("Hi", MessageEntity("text_link", 0, 2, url="nowhere")),
        "Entity URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    "entity without its link": (
        says("Hi", MessageEntity("text_link", 0, 2)),
        "Can't parse MessageEntity: Can't find field \"url\"",
    ),
    "time without an instant": (
        says("Hi", MessageEntity("date_time", 0, 2)),
        "Can't parse MessageEntity: Can't find field \"unix_time\"",
    ),
    "time in no format": (
        says("Hi", MessageEntity("date_time", 0, 2, unix_time=NOON, date_time_format="??")),
        "Can't parse entities: Invalid date format used",
    ),
    "markup that does not end": (
        says("<b>Hi", parse_mode="HTML"),
        "Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    "parse mode": (says("Hi", parse_mode="RTF"), "Unsupported parse_mode"),
    "data of 65 bytes": (
        shows(InlineKeyboardButton("Go", callback_data="é" * 32 + "x")),
        "Button_data_invalid",
    ),
    "data of no bytes": (
        shows(InlineKeyboardButton("Go", callback_data="")),
        "Can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "button that does two things": (
        shows(InlineKeyboardButton("Go", callback_data="a", url="https://example.org")),
        "Can't parse inline keyboard button: exactly one action must be used",
    ),
    "button that links nowhere": (
        shows(InlineKeyboardButton("Go", url="nowhere")),
        "Inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    "101 buttons": (
        shows(*(InlineKeyboardButton("Go", callback_data=str(n)) for n in range(101))),
        "Reply markup is too long",
    ),
    "long answer": (
        lambda bot, _: bot.answer_callback_query("query-1", "x" * 201),
        "Message_too_long",
    ),
    "command in capitals": (lists(BotCommand("Next", "What is next")), "Bot_command_invalid"),
    "command without words": (lists(BotCommand("next", "")), "Bot_command_description_invalid"),
    "101 commands": (
        lists(*(BotCommand(f"c{n}", "One of many") for n in range(101))),
        "Bot_commands_too_much",
    ),
    "long description": (
        lambda bot, _: bot.set_my_description("x" * 513),
        "Bot description is too long",
    ),
    "long about text": (
        lambda bot, _: bot.set_my_short_description("x" * 121),
        "Bot short description is too long",
    ),
    "language": (
        lambda bot, _: bot.set_my_name("Study Buddy", "english"),
        "Invalid language code specified",
    ),
    "photo that is none": (lambda bot, chat: bot.send_photo(chat.id, b"?"), "Image_process_failed"),
    "unknown file": (lambda bot, _: bot.get_file("lost"), "Wrong file_id"),
    "webhook in the open": (
        lambda bot, _: bot.set_webhook("http://example.org/hook"),
        "Bad webhook: An HTTPS URL must be provided for webhook",
    ),
    "secret": (
        lambda bot, _: bot.set_webhook("https://example.org/hook", secret_token=TWO_WORDS),
        "Secret token contains unallowed characters",
    ),
}


@pytest.mark.parametrize("case", CARELESS)
def test_what_no_bot_gets_through_is_refused_and_noted(case: str) -> None:
    attempt, words = CARELESS[case]

    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            with pytest.raises(BadRequest) as caught:
                await attempt(bot, chat)
            assert caught.value.message.casefold().startswith(words.casefold())
            assert chat.messages == []
            assert bed.violations
            bed.violations.clear()

    asyncio.run(meet())


INVALID: dict[str, tuple[str, Json, str]] = {
    "no message": (
        "editMessageText",
        {"chat_id": ADA, "text": "Hi"},
        "message identifier is not specified",
    ),
    "no chat": ("sendMessage", {"text": "Hi"}, "chat_id is empty"),
    "no text": ("sendMessage", {"chat_id": ADA}, "message text is empty"),
    "no document": ("sendDocument", {"chat_id": ADA}, "there is no document in the request"),
    "no offset": (
        "sendMessage",
        {"chat_id": ADA, "text": "Hi", "entities": [{"type": "bold", "length": 2}]},
        "can't parse MessageEntity: Can't find field \"offset\"",
    ),
    "no label": (
        "sendMessage",
        {"chat_id": ADA, "text": "Hi", "reply_markup": {"inline_keyboard": [[{"url": "x"}]]}},
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    "no language": ("setMyName", {"language_code": []}, 'field "language_code" is wrong'),
    "unknown field": (
        "sendMessage",
        {"chat_id": ADA, "text": "Hi", "colour": "red"},
        "no field colour is known",
    ),
}


@pytest.mark.parametrize("case", INVALID)
def test_a_request_of_the_wrong_form_is_refused_and_noted(case: str) -> None:
    method, fields, words = INVALID[case]

    async def meet() -> None:
        async with TelegramBed() as bed, httpx.AsyncClient(trust_env=False) as client:
            bed.private(bed.user("Ada"))
            url = f"{bed.bot_url}{bed.token}/{method}"
            answer = await client.post(url, json=fields)
            told = answer.json()
            assert (answer.status_code, told["ok"], told["error_code"]) == (400, False, 400)
            assert told["description"].startswith(f"Bad Request: {words}")
            assert bed.violations
            bed.violations.clear()

    asyncio.run(meet())


UNLUCKY: dict[str, tuple[Attempt, type[TelegramError], str]] = {
    "unknown chat": (
        lambda bot, _: bot.send_message(-77, "Hi"),
        BadRequest,
        "Chat not found",
    ),
    "person who never wrote": (
        lambda bot, _: bot.send_message(ADA + 1, "Hi"),
        Forbidden,
        "Forbidden: bot can't initiate conversation with a user",
    ),
    "unknown message": (
        lambda bot, chat: bot.edit_message_text("Hi", chat.id, 77),
        BadRequest,
        "Message to edit not found",
    ),
    "message that nobody can delete": (
        lambda bot, chat: bot.delete_message(chat.id, 77),
        BadRequest,
        "Message to delete not found",
    ),
    "somebody else's message": (
        lambda bot, chat: bot.edit_message_text("Hi", chat.id, 1),
        BadRequest,
        "Message can't be edited",
    ),
    "thread in a chat without": (
        lambda bot, chat: bot.send_message(chat.id, "Hi", message_thread_id=77),
        BadRequest,
        "Message thread not found",
    ),
    "answer to nothing": (
        lambda bot, chat: bot.send_message(
            chat.id, "Hi", reply_parameters=ReplyParameters(message_id=77)
        ),
        BadRequest,
        "Message to be replied not found",
    ),
    "unknown query": (
        lambda bot, _: bot.answer_callback_query("query-77"),
        BadRequest,
        "Query is too old and response timeout expired or query id is invalid",
    ),
}


@pytest.mark.parametrize("case", UNLUCKY)
def test_what_a_bot_cannot_know_is_refused_and_no_violation(case: str) -> None:
    attempt, kind, words = UNLUCKY[case]

    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada, _grace = bed.user("Ada"), bed.user("Grace")
            await ada.says(bed.private(ada), "Hello")
            with pytest.raises(kind) as caught:
                await attempt(bot, bed.private(ada))
            assert (type(caught.value), caught.value.message) == (kind, words)
            assert bed.requests[-1].refused is not None

    asyncio.run(meet())


def test_a_blocked_bot_is_forbidden_to_write_until_it_is_let_in_again() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada = bed.user("Ada")
            chat = bed.private(ada)
            await ada.blocks_bot()
            with pytest.raises(Forbidden, match="bot was blocked by the user"):
                await bot.send_message(chat.id, "Hi")
            await ada.unblocks_bot()
            await bot.send_message(chat.id, "Hi again")
            assert [message.text for message in chat.messages] == ["Hi again"]
            assert [next(iter(each.keys() - {"update_id"})) for each in bed.updates.made] == [
                "my_chat_member",
                "my_chat_member",
            ]

    asyncio.run(meet())


def test_an_unchanged_edit_is_refused_and_a_changed_one_is_shown() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            undo = keyboard(InlineKeyboardButton("Undo", callback_data="undo"))
            sent = await bot.send_message(chat.id, "Done", reply_markup=undo)
            with pytest.raises(BadRequest, match="Message is not modified"):
                await bot.edit_message_text("Done", chat.id, sent.id, reply_markup=undo)
            await bot.edit_message_text("Done", chat.id, sent.id)
            (message,) = chat.messages
            assert (message.text, message.labels, message.edited) == ("Done", (), message.date)

    asyncio.run(meet())


def test_after_48_hours_a_message_can_be_edited_but_not_deleted() -> None:
    async def meet() -> None:
        clock = BedClock()
        async with TelegramBed(clock=clock) as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            sent = await bot.send_message(chat.id, "Today's topic")
            clock.advance(timedelta(hours=49))
            with pytest.raises(BadRequest, match="Message can't be deleted"):
                await bot.delete_message(chat.id, sent.id)
            await bot.edit_message_text("Done", chat.id, sent.id)
            assert [(each.text, each.deleted) for each in chat.messages] == [("Done", False)]

    asyncio.run(meet())


def test_an_upgraded_group_answers_with_its_new_id() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            ada, group = bed.user("Ada"), bed.group("Readers")
            supergroup = await bed.upgrade(group, ada)
            with pytest.raises(ChatMigrated) as caught:
                await bot.send_message(group.id, "Hi")
            assert caught.value.new_chat_id == supergroup.id
            told = [update["message"] for update in bed.updates.made]
            assert [each["chat"]["id"] for each in told] == [group.id, supergroup.id]
            assert told[0]["migrate_to_chat_id"] == told[1]["chat"]["id"]
            assert told[1]["migrate_from_chat_id"] == told[0]["chat"]["id"]

    asyncio.run(meet())


def test_general_is_never_named_and_a_deleted_topic_is_not_found() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            forum = bed.forum("Readers", "Python")
            python = forum.topic("Python")
            await bot.send_message(forum.id, "Hi", message_thread_id=python.thread)
            with pytest.raises(BadRequest, match="Message thread not found"):
                await bot.send_message(forum.id, "Hi", message_thread_id=1)
            assert bed.violations == ["sendMessage: Bad Request: message thread not found"]
            bed.violations.clear()
            forum.delete_topic(python)
            with pytest.raises(BadRequest, match="Message thread not found"):
                await bot.send_message(forum.id, "Hi", message_thread_id=python.thread)
            await bot.send_message(forum.id, "Hi, General")
            assert [(each.text, each.thread) for each in forum.messages[1:]] == [
                ("Hi", python.thread),
                ("Hi, General", None),
            ]

    asyncio.run(meet())


def test_strangers_and_unknown_methods_are_turned_away() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed:
            with pytest.raises(InvalidToken, match="rejected by the server"):
                async with library_bot(bed, token=STRANGER):
                    pass
            async with library_bot(bed) as bot:
                with pytest.raises(EndPointNotFound):
                    await bot.do_api_request("makeCoffee")
            assert bed.violations == ["makeCoffee: Not Found: method not found"]
            bed.violations.clear()

    asyncio.run(meet())


def test_what_telegram_lets_pass_but_does_not_show_is_a_violation() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            bold = [MessageEntity("bold", 2 * each, 1) for each in range(101)]
            row = [InlineKeyboardButton(str(n), callback_data=str(n)) for n in range(9)]
            await bot.send_message(
                chat.id, "x " * 101, entities=bold, reply_markup=InlineKeyboardMarkup([row])
            )
            assert bed.violations == [
                "101 entities, of which Telegram shows 100",
                "more than 8 buttons in a row",
            ]
            assert len(chat.messages[0].entities) == 100
            bed.violations.clear()

    asyncio.run(meet())


def test_the_bed_fails_the_test_of_a_careless_bot() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            with pytest.raises(BadRequest):
                await bot.send_message(bed.private(bed.user("Ada")).id, "")

    with pytest.raises(AssertionError, match="message text is empty"):
        asyncio.run(meet())


def test_blank_edges_are_not_shown_and_what_stands_between_keeps_its_marks() -> None:
    async def meet() -> None:
        async with TelegramBed() as bed, library_bot(bed) as bot:
            chat = bed.private(bed.user("Ada"))
            await bot.send_message(chat.id, " \n Hi 😀  ", entities=[MessageEntity("bold", 0, 6)])
            await bot.send_message(chat.id, "<b>Hi</b> <i>😀</i>\n", parse_mode="HTML")
            assert [(each.text, each.entities) for each in chat.messages] == [
                ("Hi 😀", [{"type": "bold", "offset": 0, "length": 3}]),
                (
                    "Hi 😀",
                    [
                        {"type": "bold", "offset": 0, "length": 2},
                        {"type": "italic", "offset": 3, "length": 2},
                    ],
                ),
            ]

    asyncio.run(meet())
