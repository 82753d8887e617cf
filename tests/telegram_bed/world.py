"""The world that a bot meets: its chats, files, menus, queries and updates."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from core.ports import Clock
from tests.telegram_bed.asked import Json
from tests.telegram_bed.changes import Changes
from tests.telegram_bed.chats import GENERAL_THREAD, Chat, ChatKind, Message, Standing
from tests.telegram_bed.files import Files
from tests.telegram_bed.menus import Menus
from tests.telegram_bed.refusals import Refused, forbid, refuse, refuse_always
from tests.telegram_bed.updates import Updates

_OUT = {
    ChatKind.PRIVATE: "bot was blocked by the user",
    ChatKind.GROUP: "bot was kicked from the group chat",
    ChatKind.SUPERGROUP: "bot was kicked from the supergroup chat",
}


@dataclass(eq=False)
class Query:
    """A press of a button, and what the bot answered to it."""

    id: str
    message: Message
    presser: Json
    data: str
    expired: bool = False
    answer: Json | None = None

    @property
    def answered(self) -> bool:
        """Whether the client has stopped to spin."""
        return self.answer is not None


@dataclass
class Webhook:
    """Where updates are posted to, and what went wrong there last."""

    url: str
    secret: str
    max_connections: int
    last_error: str = ""


@dataclass
class World:
    """All that a bot can reach; ``people`` by id, whether they have a chat with it or not."""

    bot: Json
    clock: Clock
    privacy: bool = True
    changes: Changes = field(default_factory=Changes)
    chats: dict[int, Chat] = field(default_factory=dict)
    people: dict[int, Json] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    files: Files = field(default_factory=Files)
    menus: Menus = field(default_factory=Menus)
    webhook: Webhook | None = None
    polls: int = 0
    closing: bool = False
    violations: list[str] = field(default_factory=list)
    updates: Updates = field(init=False)
    _message_ids: Iterator[int] = field(default_factory=lambda: count(1))
    _query_ids: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.updates = Updates(self.changes)

    def now(self) -> datetime:
        """Give the time in the bed."""
        return self.clock.now()

    def add_message(self, chat: Chat, sender: Json, content: Json) -> Message:
        """Put a message into a chat; a supergroup counts its own, all other chats together."""
        number = (
            len(chat.messages) + 2  # a supergroup begins with the message that made it
            if chat.kind is ChatKind.SUPERGROUP
            else next(self._message_ids)
        )
        message = Message(chat, number, sender, self.now(), content)
        chat.messages.append(message)
        return message

    def add_query(self, message: Message, presser: Json, data: str) -> Query:
        """Note that somebody presses a button."""
        query = Query(f"query-{next(self._query_ids)}", message, presser, data)
        self.queries[query.id] = query
        return query

    def chat(self, chat_id: int | str) -> Chat:
        """Find the chat that a bot means and may act in; refuse as Telegram does."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            if chat_id in self.people:
                forbid("bot can't initiate conversation with a user")
            refuse("chat not found")
        if chat.migrated_to is not None:
            refuse(
                "group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=chat.migrated_to,
            )
        if chat.standing is Standing.KICKED:
            forbid(_OUT[chat.kind])
        return chat

    def thread_in(self, chat: Chat, thread: int | None) -> int | None:
        """Check that a bot may write in a chat, and in the thread that it means."""
        if chat.standing is Standing.RESTRICTED:
            refuse("not enough rights to send text messages to the chat")
        if thread is None:
            return None
        if chat.forum and thread == GENERAL_THREAD:
            refuse_always("message thread not found")
        if thread not in chat.topics:
            refuse("message thread not found")
        return thread

    def violation(self, words: str) -> None:
        """Note what Telegram lets pass, or refuses always, and a good bot never does."""
        self.violations.append(words)

    def refused(self, method: str, refusal: Refused) -> None:
        """Note a refusal that the bot could have known before."""
        if refusal.careless:
            self.violation(f"{method}: {refusal.description}")
