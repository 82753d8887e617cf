"""Chats and the messages in them, as the people there see them."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from tests.telegram_bed.asked import Json
from tests.telegram_bed.changes import Changes

ANSWER_WITHIN = 10.0
"""Seconds that a test waits for the bot before it fails; no test waits that long that passes."""


class ChatKind(StrEnum):
    """The kinds of chat that the bed has."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Standing(StrEnum):
    """What somebody is in a chat; the bot that is ``KICKED`` in private is blocked."""

    LEFT = "left"
    MEMBER = "member"
    ADMINISTRATOR = "administrator"
    RESTRICTED = "restricted"
    KICKED = "kicked"


@dataclass(eq=False)
class Message:
    """A message as it stands now; ``content`` holds what its kind has, as Telegram tells it."""

    chat: "Chat"
    id: int
    sender: Json
    date: datetime
    content: Json
    thread: int | None = None
    topic: bool = False
    reply_to: "Message | None" = None
    reply_markup: Json | None = None
    silent: bool = False
    edited: datetime | None = None
    deleted: bool = False

    @property
    def text(self) -> str:
        """Its text or caption."""
        words: str = self.content.get("text") or self.content.get("caption") or ""
        return words

    @property
    def entities(self) -> list[Json]:
        """The entities of its text or caption."""
        found: list[Json] = (
            self.content.get("entities") or self.content.get("caption_entities") or []
        )
        return found

    @property
    def buttons(self) -> tuple[tuple[Json, ...], ...]:
        """The rows of its inline buttons."""
        rows = (self.reply_markup or {}).get("inline_keyboard", ())
        return tuple(tuple(row) for row in rows)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its inline buttons, in order."""
        return tuple(button["text"] for row in self.buttons for button in row)

    @property
    def document(self) -> Json | None:
        """Its document, if it is one."""
        return self.content.get("document")

    @property
    def photo(self) -> list[Json] | None:
        """The sizes of its photo, if it is one."""
        return self.content.get("photo")

    def json(self) -> Json:
        """Tell it as Telegram does."""
        told: Json = {
            "message_id": self.id,
            "from": self.sender,
            "chat": self.chat.json(),
            "date": int(self.date.timestamp()),
            **self.content,
        }
        if self.thread is not None:
            told["message_thread_id"] = self.thread
        if self.topic:
            told["is_topic_message"] = True
        if self.reply_to is not None:
            told["reply_to_message"] = self.reply_to.json()
        if self.reply_markup is not None and "inline_keyboard" in self.reply_markup:
            told["reply_markup"] = self.reply_markup
        if self.edited is not None:
            told["edit_date"] = int(self.edited.timestamp())
        return told


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of a forum, and the thread it is; ``GENERAL`` is no thread at all."""

    name: str
    thread: int | None


GENERAL = Topic("General", None)
GENERAL_THREAD = 1
"""What General is called inside of Telegram; a bot that names it is refused."""


@dataclass(eq=False)
class Chat:
    """A chat; ``id`` is what the bot calls it."""

    id: int
    kind: ChatKind
    named: Json
    changes: Changes
    forum: bool = False
    standing: Standing = Standing.MEMBER
    migrated_to: int | None = None
    managers: set[int] = field(default_factory=set)
    strangers: set[int] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    _shown: deque[Message] = field(default_factory=deque)

    @property
    def may_delete(self) -> bool:
        """Whether the bot may delete what others said."""
        return self.kind is ChatKind.PRIVATE or self.standing is Standing.ADMINISTRATOR

    def json(self) -> Json:
        """Tell it as Telegram does."""
        told: Json = {"id": self.id, "type": self.kind.value, **self.named}
        return told | ({"is_forum": True} if self.forum else {})

    def find(self, message_id: int) -> Message | None:
        """Find a message that is still there."""
        there = (each for each in self.messages if each.id == message_id and not each.deleted)
        return next(there, None)

    def topic(self, name: str) -> Topic:
        """Give the topic of that name."""
        (found,) = (each for each in self.topics.values() if each.name == name)
        return found

    def delete_topic(self, topic: Topic) -> None:
        """Let a topic be gone."""
        self.topics = {thread: each for thread, each in self.topics.items() if each is not topic}

    def show(self, message: Message) -> None:
        """Note that the bot sent or edited a message here."""
        self._shown.append(message)
        self.changes.ring()

    async def next_message(self, seconds: float = ANSWER_WITHIN) -> Message:
        """Wait for what the bot sends or edits here next, once each."""
        try:
            await self.changes.until(lambda: bool(self._shown), seconds)
        except TimeoutError:
            message = f"the bot says nothing in {self.json()}"
            raise AssertionError(message) from None
        return self._shown.popleft()

    def unread(self) -> tuple[Message, ...]:
        """Take what the bot sent or edited here and nobody has waited for."""
        taken = tuple(self._shown)
        self._shown.clear()
        return taken
