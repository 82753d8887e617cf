"""Intake: which updates are for the bot, and what they say in the dialogue's words."""

from typing import Any

import pytest
from telegram import Bot, Update, User

from bot.dialogue.invocation import Person, Place, PlaceKind
from bot.telegram.intake import Admitted, Happening, Located, Moved, Pressed, Said, happening
from core.learner import Account

ME = User(4242, "Study Buddy", is_bot=True, username="study_buddy_bot")
BOT = Bot("4242:token")
ADA = {"id": 1001, "is_bot": False, "first_name": "Ada", "language_code": "pt-BR"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "Ada"}
GROUP = {"id": -2001, "type": "group", "title": "Class"}
FORUM = {"id": -1001000000001, "type": "supergroup", "title": "Class", "is_forum": True}
ADA_SPEAKS = Person(Account("telegram", "1001"), "Ada", "pt-BR")
ALONE = Place("telegram", "1001")
CLASS = Place("telegram", "-2001", PlaceKind.GROUP)


async def no_file(file: str) -> bytes:
    raise LookupError(file)


def of_update(**body: Any) -> Happening | None:
    parsed = Update.de_json({"update_id": 7, **body}, BOT)
    return happening(parsed, ME, no_file)


def of_message(**content: Any) -> Happening | None:
    message = {"message_id": 5, "date": 0, "chat": PRIVATE, "from": ADA, **content}
    return of_update(message=message)


def said(text: str, place: Place = ALONE) -> Said:
    return Said(text, ADA_SPEAKS, place, "telegram:update:7")


def bots_message(chat: dict[str, Any], **content: Any) -> dict[str, Any]:
    return {"message_id": 4, "date": 0, "chat": chat, "from": ME.to_dict(), **content}


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("/done 57", "/done 57"),
        ("/done@study_buddy_bot 57", "/done 57"),
        ("/done@Study_Buddy_Bot", "/done"),
        ("/done@study_buddy_bot\n57", "/done\n57"),
        ("decorators", "decorators"),
        ("mail me@home", "mail me@home"),
    ],
)
def test_what_is_typed_in_private_is_said_without_the_bots_name(
    typed: str, understood: str
) -> None:
    assert of_message(text=typed) == said(understood)


def test_a_command_for_another_bot_is_not_for_us() -> None:
    assert of_message(text="/done@other_bot 57") is None
    assert of_message(chat=GROUP, text="/done@other_bot 57") is None


@pytest.mark.parametrize("typed", ["/done 3", "/done@study_buddy_bot 3"])
def test_commands_are_heard_in_groups(typed: str) -> None:
    assert of_message(chat=GROUP, text=typed) == said("/done 3", CLASS)


def test_of_a_groups_talk_only_answers_to_the_bot_are_heard() -> None:
    own = bots_message(GROUP, text="Which city?")
    others = {**own, "from": ADA}

    assert of_message(chat=GROUP, text="Lisbon", reply_to_message=own) == said("Lisbon", CLASS)
    assert of_message(chat=GROUP, text="Lisbon", reply_to_message=others) is None
    assert of_message(chat=GROUP, text="Lisbon") is None


def test_the_first_word_in_a_topic_that_the_bot_opened_is_no_answer_to_it() -> None:
    opened = bots_message(FORUM, forum_topic_created={"name": "Python", "icon_color": 0})
    assert of_message(chat=FORUM, text="Hello", reply_to_message=opened) is None


@pytest.mark.parametrize(
    ("thread", "kept"),
    [
        ({"message_thread_id": 12, "is_topic_message": True}, "12"),
        ({"message_thread_id": 1, "is_topic_message": True}, None),
        ({"message_thread_id": 12}, None),
        ({}, None),
    ],
    ids=["a topic", "General by its number", "a chain of replies", "General"],
)
def test_only_a_topic_of_a_forum_is_a_thread(thread: dict[str, Any], kept: str | None) -> None:
    place = Place("telegram", "-1001000000001", PlaceKind.GROUP, kept)
    assert of_message(chat=FORUM, text="/next", **thread) == said("/next", place)


def test_a_file_in_private_comes_with_its_name_and_size_and_is_not_read() -> None:
    document = {"file_id": "f", "file_unique_id": "u", "file_name": "own.md", "file_size": 321}

    sent = of_message(document=document, caption="my list")

    assert isinstance(sent, Said)
    assert sent.attachment is not None
    assert (sent.text, sent.attachment.name, sent.attachment.size) == ("my list", "own.md", 321)


def test_a_sticker_in_private_is_a_message_without_words() -> None:
    sticker = {
        "file_id": "f",
        "file_unique_id": "u",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
        "type": "regular",
    }
    assert of_message(sticker=sticker) == said("")


def test_a_location_is_understood_in_private_alone() -> None:
    where = {"latitude": 38.7, "longitude": -9.1}
    assert of_message(location=where) == Located(38.7, -9.1, ADA_SPEAKS, ALONE, "telegram:update:7")
    assert of_message(chat=GROUP, location=where) is None


def test_a_press_tells_its_message_and_has_a_key_of_its_own() -> None:
    query = {
        "id": "q1",
        "from": ADA,
        "chat_instance": "c",
        "data": "done|topic=3",
        "message": bots_message(GROUP, text="#3"),
    }
    assert of_update(callback_query=query) == Pressed(
        "done|topic=3", ADA_SPEAKS, CLASS, "telegram:callback:q1", "q1", 4
    )


def test_a_press_on_a_message_too_old_to_be_shown_is_understood() -> None:
    query = {
        "id": "q1",
        "from": ADA,
        "chat_instance": "c",
        "data": "next",
        "message": {"chat": PRIVATE, "message_id": 4, "date": 0},
    }
    assert of_update(callback_query=query) == Pressed(
        "next", ADA_SPEAKS, ALONE, "telegram:callback:q1", "q1", 4
    )


def test_a_press_without_message_or_data_is_still_one_to_be_answered() -> None:
    query = {"id": "q1", "from": ADA, "chat_instance": "c"}
    assert of_update(callback_query=query) == Pressed(
        "", ADA_SPEAKS, ALONE, "telegram:callback:q1", "q1", None
    )


@pytest.mark.parametrize(
    ("status", "present"),
    [("member", True), ("administrator", True), ("left", False), ("kicked", False)],
)
def test_being_let_in_or_sent_away_is_told(status: str, *, present: bool) -> None:
    rights = dict.fromkeys(
        [
            "can_be_edited",
            "is_anonymous",
            "can_manage_chat",
            "can_delete_messages",
            "can_manage_video_chats",
            "can_restrict_members",
            "can_promote_members",
            "can_change_info",
            "can_invite_users",
            "can_post_stories",
            "can_edit_stories",
            "can_delete_stories",
        ],
        False,
    )
    member = {"status": status, "user": ME.to_dict(), "until_date": 0, **rights}
    change = {
        "chat": GROUP,
        "from": ADA,
        "date": 0,
        "old_chat_member": {"status": "member", "user": ME.to_dict()},
        "new_chat_member": member,
    }
    assert of_update(my_chat_member=change) == Admitted(CLASS, present)


def test_a_group_that_became_a_supergroup_is_told_from_either_side() -> None:
    moved = Moved(CLASS, "-1001000000001")
    assert of_message(chat=GROUP, migrate_to_chat_id=-1001000000001) == moved
    assert of_message(chat=FORUM, migrate_from_chat_id=-2001) == moved


@pytest.mark.parametrize(
    "content",
    [
        {"new_chat_title": "Class 2", "chat": GROUP},
        {"pinned_message": bots_message(PRIVATE, text="#1")},
        {"text": "/next", "from": {**ADA, "is_bot": True}},
        {"text": "/next", "chat": GROUP, "from": None},
    ],
    ids=["a new title", "a pin", "another bot", "nobody"],
)
def test_what_no_person_said_is_not_for_us(content: dict[str, Any]) -> None:
    assert of_message(**content) is None


def test_an_edited_message_and_an_unknown_kind_are_not_for_us() -> None:
    edited = {"message_id": 5, "date": 0, "chat": PRIVATE, "from": ADA, "text": "/done"}
    assert of_update(edited_message=edited) is None
    assert of_update(telepathy={"from": ADA}) is None
