"""Intake: from an update of Telegram's to what happened, in the dialogue's own words.

It is pure: nothing is asked of Telegram, and what is not for the bot is None.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, Update, User

from bot.dialogue.invocation import Attachment, Person, Place, PlaceKind
from core.learner import Account

PLATFORM = "telegram"

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
"""All that Telegram is asked to tell; anything else would be read for nothing."""

GENERAL_THREAD = 1
"""The topic General of a forum, which Telegram refuses to be addressed by its number."""

_NAMED = re.compile(r"(?P<command>/\w*)@(?P<name>\w*)")
_GONE = (ChatMember.LEFT, ChatMember.BANNED)


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote, or sent a file; ``key`` tells this from all else that ever comes."""

    text: str
    person: Person
    place: Place
    key: str
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed a button.

    ``message`` is the id of the message it stood below, None where Telegram does not tell.
    """

    short: str
    person: Person
    place: Place
    key: str
    callback: str
    message: int | None


@dataclass(frozen=True, slots=True)
class Located:
    """Somebody shared where they are, in degrees."""

    latitude: float
    longitude: float
    person: Person
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Admitted:
    """The bot was let into a place, or sent away."""

    place: Place
    present: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """A group became a supergroup and has another id."""

    place: Place
    new_chat: str


Happening = Said | Pressed | Located | Admitted | Moved

Download = Callable[[str], Awaitable[bytes]]
"""Fetch a file by its id."""


def happening(update: Update, me: User, download: Download) -> Happening | None:
    """Say what happened, None for what is not for the bot."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.message is not None:
        return _of_message(update.message, f"{PLATFORM}:update:{update.update_id}", me, download)
    if update.my_chat_member is not None:
        return _admitted(update.my_chat_member)
    return None


def _pressed(query: CallbackQuery) -> Pressed:
    message = query.message
    if message is None:
        place = Place(PLATFORM, str(query.from_user.id))
    elif isinstance(message, Message):
        place = _place(message)
    else:  # it is too old for Telegram to say more of it than where it stands
        place = _chat_place(message.chat)
    return Pressed(
        short=query.data or "",
        person=_person(query.from_user),
        place=place,
        key=f"{PLATFORM}:callback:{query.id}",
        callback=query.id,
        message=message.message_id if message is not None else None,
    )


def _of_message(message: Message, key: str, me: User, download: Download) -> Happening | None:
    place = _place(message)
    if message.migrate_to_chat_id is not None:
        return Moved(place, str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id is not None:
        old = Place(PLATFORM, str(message.migrate_from_chat_id), PlaceKind.GROUP)
        return Moved(old, place.chat)
    if message.from_user is None or message.from_user.is_bot:
        return None  # an anonymous admin, a channel or another bot is no learner
    person = _person(message.from_user)
    if place.kind is PlaceKind.GROUP:
        text = _text_for_me(message, me)
        return None if text is None else Said(text, person, place, key)
    if message.location is not None:
        return Located(message.location.latitude, message.location.longitude, person, place, key)
    return _said_in_private(message, person, key, me, download)


def _said_in_private(
    message: Message, person: Person, key: str, me: User, download: Download
) -> Said | None:
    place = _place(message)
    text = _addressed(message.text or message.caption or "", me)
    if text is None:
        return None
    if message.document is not None:
        document = message.document
        attachment = Attachment(
            name=document.file_name or "file",
            size=document.file_size,
            read=lambda: download(document.file_id),
        )
        return Said(text, person, place, key, attachment)
    if text or message.effective_attachment:
        return Said(text, person, place, key)
    return None  # a pinned message, a changed photo: Telegram's own words, not a person's


def _text_for_me(message: Message, me: User) -> str | None:
    """Give what a group says to the bot: its commands, and answers to what it said."""
    text = message.text or ""
    if text.startswith("/"):
        return _addressed(text, me)
    original = message.reply_to_message
    answered = original is not None and original.from_user == me
    # In a forum every first message of a topic answers the message that opened it.
    opened = original is not None and original.forum_topic_created is not None
    return text if text and answered and not opened else None


def _addressed(text: str, me: User) -> str | None:
    """Take the bot's name off a command; None where the command names another bot."""
    named = _NAMED.match(text)
    if named is None:
        return text
    if named["name"].casefold() != (me.username or "").casefold():
        return None
    return named["command"] + text[named.end() :]


def _admitted(member: ChatMemberUpdated) -> Admitted:
    return Admitted(_chat_place(member.chat), member.new_chat_member.status not in _GONE)


def _person(user: User) -> Person:
    account = Account(PLATFORM, str(user.id))
    return Person(account, user.first_name, user.language_code or "en")


def _place(message: Message) -> Place:
    thread = message.message_thread_id if message.is_topic_message else None
    if thread is None or thread == GENERAL_THREAD:
        return _chat_place(message.chat)
    return _chat_place(message.chat, str(thread))


def _chat_place(chat: Chat, thread: str | None = None) -> Place:
    kind = PlaceKind.PRIVATE if chat.type == Chat.PRIVATE else PlaceKind.GROUP
    return Place(PLATFORM, str(chat.id), kind, thread)
