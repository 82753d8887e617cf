"""Manners: how much may be asked in a group, so that nobody fills it with the bot's answers."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.dialogue.invocation import Call, Invocation
from core.place import PlaceKind

_KEPT = 10_000
"""People and chats whose questions are remembered, who asked last; the others asked long ago."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many questions within a time."""

    most: int
    within: timedelta


PERSON = Pace(6, timedelta(seconds=30))
"""What one person may ask in one chat."""

CHAT = Pace(20, timedelta(minutes=1))
"""What all may ask in one chat: Telegram lets a bot answer so often in a group."""


@dataclass(frozen=True, slots=True)
class TooFast:
    """More was asked than may be; ``wait`` is until the next question is answered.

    ``told`` says that whoever asks was told so already, and needs no more words; ``by_all`` that
    it was the chat that asked too much, so that all of it are told.
    """

    wait: timedelta
    told: bool
    by_all: bool = False


@dataclass(slots=True)
class _Asked:
    """When something was asked, as far back as it counts, and when a refusal was told last."""

    at: deque[datetime] = field(default_factory=deque)
    told: datetime | None = None

    def wait(self, pace: Pace, now: datetime) -> timedelta | None:
        """Say how long the next question has to wait; None where it need not."""
        while self.at and self.at[0] <= now - pace.within:
            self.at.popleft()
        return self.at[0] + pace.within - now if len(self.at) >= pace.most else None

    def tell(self, pace: Pace, now: datetime) -> bool:
        """Take note that a refusal is told, if one is due; say whether one was told already."""
        if self.told is not None and now < self.told + pace.within:
            return True
        self.told = now
        return False


class Manners:
    """Limit what people ask in groups, by commands that they type or choose.

    What is pressed is not limited: a press is a word of its own ("done"), and none is lost. Only
    one that posts something new is, for that fills a group as well. Nothing in private is.
    """

    def __init__(self, person: Pace = PERSON, chat: Pace = CHAT) -> None:
        self._person = person
        self._chat = chat
        self._asked: OrderedDict[tuple[str, ...], _Asked] = OrderedDict()

    def admit(
        self, invocation: Invocation, now: datetime, *, public: bool = False
    ) -> TooFast | None:
        """Take note of a question; say so, and note nothing, where it comes too fast.

        ``public`` says that all of a chat see its answer. One that only its reader sees there is
        none of what the chat may ask.
        """
        place = invocation.place
        if place.kind is PlaceKind.PRIVATE:
            return None
        if invocation.pressed and not _posts(invocation.call):
            return None
        chat = (place.platform, place.chat)
        person, all_ = self._of((*chat, invocation.person.account.user)), self._of(chat)
        too_fast = person.wait(self._person, now)
        if too_fast is not None:
            return TooFast(too_fast, person.tell(self._person, now))
        if public or _posts(invocation.call) or not place.aside:
            too_fast = all_.wait(self._chat, now)
            if too_fast is not None:
                return TooFast(too_fast, all_.tell(self._chat, now), by_all=True)
            all_.at.append(now)
        person.told = None
        person.at.append(now)
        return None

    def _of(self, key: tuple[str, ...]) -> _Asked:
        asked = self._asked.setdefault(key, _Asked())
        self._asked.move_to_end(key)
        if len(self._asked) > _KEPT:
            self._asked.popitem(last=False)
        return asked


def _posts(call: Call) -> bool:
    """Say whether a call begins a focus session, whose message all of a group get."""
    return call.command == "focus" and call.arguments.get("how", "join") not in {
        "join",
        "leave",
        "end",
    }
