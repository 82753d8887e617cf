"""People: what they say, press, send and do, each told to the bot as Telegram would."""

import re
from dataclasses import dataclass
from datetime import timedelta

from tests.telegram_bed.asked import Json
from tests.telegram_bed.chats import GENERAL, Chat, ChatKind, Message, Standing, Topic
from tests.telegram_bed.members import member
from tests.telegram_bed.texts import utf16_length
from tests.telegram_bed.world import Query, World

# Older messages come with a press as an id alone.
ACCESSIBLE_FOR = timedelta(hours=48)

_COMMAND = re.compile(r"(?<!\S)/[A-Za-z0-9_]{1,32}(@[A-Za-z0-9_]{3,32})?(?![\w/])")

_SERVICE = frozenset({"migrate_to_chat_id", "migrate_from_chat_id"})


@dataclass(eq=False)
class User:
    """Somebody with a Telegram account."""

    world: World
    id: int
    name: str
    language: str | None

    def json(self) -> Json:
        """Tell them as Telegram does; not every client names a language."""
        told: Json = {"id": self.id, "is_bot": False, "first_name": self.name}
        return told | ({"language_code": self.language} if self.language else {})

    async def says(
        self, chat: Chat, text: str, *, topic: Topic = GENERAL, reply_to: Message | None = None
    ) -> Message:
        """Type a message."""
        content: Json = {"text": text}
        commands = [
            {
                "type": "bot_command",
                "offset": utf16_length(text[: found.start()]),
                "length": utf16_length(found[0]),
            }
            for found in _COMMAND.finditer(text)
        ]
        if commands:
            content["entities"] = commands
        return self._posts(chat, content, topic=topic, reply_to=reply_to)

    async def edits(self, message: Message, text: str) -> None:
        """Change a message of theirs."""
        message.content = {"text": text}
        message.edited = self.world.now()
        self.world.updates.add("edited_message", message.json())

    async def presses(self, message: Message, label: str) -> Query:
        """Press the inline button of that label."""
        (button,) = (each for row in message.buttons for each in row if each["text"] == label)
        return await self.forges(message, button["callback_data"])

    async def forges(self, message: Message, data: str) -> Query:
        """Press a button that carries any data, as a client that was tampered with can."""
        query = self.world.add_query(message, self.json(), data)
        told = message.json()
        if self.world.now() - message.date > ACCESSIBLE_FOR:
            told = {"chat": message.chat.json(), "message_id": message.id, "date": 0}
        self.world.updates.add(
            "callback_query",
            {
                "id": query.id,
                "from": self.json(),
                "message": told,
                "chat_instance": f"instance-{message.chat.id}",
                "data": data,
            },
        )
        return query

    async def sends_document(  # noqa: PLR0913 - a document has that many properties
        self,
        chat: Chat,
        name: str,
        data: bytes,
        *,
        mime: str = "text/markdown",
        caption: str = "",
        size: int | None = None,
        topic: Topic = GENERAL,
    ) -> Message:
        """Send a file; ``size`` is what Telegram says of it, where that is not what it has."""
        stored = self.world.files.keep(name, mime, data, size)
        content: Json = {"document": stored.document()}
        return self._posts(chat, content | ({"caption": caption} if caption else {}), topic=topic)

    async def shares_location(self, chat: Chat, latitude: float, longitude: float) -> Message:
        """Share where they are."""
        place = {"latitude": latitude, "longitude": longitude}
        return self._posts(chat, {"location": place})

    async def blocks_bot(self) -> None:
        """Block the bot in private."""
        self._changes_bot(self.world.chats[self.id], Standing.KICKED)

    async def unblocks_bot(self) -> None:
        """Let the bot write again."""
        self._changes_bot(self.world.chats[self.id], Standing.MEMBER)

    async def removes_bot(self, chat: Chat) -> None:
        """Take the bot out of a group."""
        self._changes_bot(chat, Standing.KICKED)

    async def adds_bot(self, chat: Chat, standing: Standing = Standing.MEMBER) -> None:
        """Take the bot back into a group, or make it an administrator."""
        self._changes_bot(chat, standing)

    async def upgrades(self, group: Chat, supergroup: Chat) -> None:
        """Make a group the supergroup that is given."""
        group.migrated_to = supergroup.id
        self._posts(group, {"migrate_to_chat_id": supergroup.id})
        self._posts(supergroup, {"migrate_from_chat_id": group.id})

    def _posts(
        self,
        chat: Chat,
        content: Json,
        *,
        topic: Topic = GENERAL,
        reply_to: Message | None = None,
    ) -> Message:
        message = self.world.add_message(chat, self.json(), content)
        message.reply_to = reply_to
        message.thread, message.topic = topic.thread, topic.thread is not None
        if reply_to is not None and message.thread is None and chat.kind is ChatKind.SUPERGROUP:
            # Outside of topics a thread is a chain of replies.
            message.thread = reply_to.thread or reply_to.id
        if self._is_heard(chat, message):
            self.world.updates.add("message", message.json())
        return message

    def _is_heard(self, chat: Chat, message: Message) -> bool:
        """In groups, privacy hides what is not said to the bot."""
        if chat.standing is Standing.KICKED:
            return False
        if chat.kind is ChatKind.PRIVATE or chat.standing is Standing.ADMINISTRATOR:
            return True
        if not self.world.privacy or _SERVICE & message.content.keys():
            return True
        if message.reply_to is not None and message.reply_to.sender["id"] == self.world.bot["id"]:
            return True
        command = _COMMAND.match(message.text)
        return command is not None and command[1] in {None, f"@{self.world.bot['username']}"}

    def _changes_bot(self, chat: Chat, standing: Standing) -> None:
        before, chat.standing = chat.standing, standing
        self.world.updates.add(
            "my_chat_member",
            {
                "chat": chat.json(),
                "from": self.json(),
                "date": int(self.world.now().timestamp()),
                "old_chat_member": member(self.world.bot, before),
                "new_chat_member": member(self.world.bot, standing),
            },
        )
