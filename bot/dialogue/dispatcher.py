"""The dispatcher: from an invocation to its reply, the only way through the dialogue."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self, overload

from bot.dialogue.arguments import (
    ArgumentMissing,
    ArgumentRefused,
    accept_arguments,
    clean,
    read_arguments,
)
from bot.dialogue.command import CHOICES_LIMIT, Command, Parameter, Suggestion
from bot.dialogue.drafts import Drafts
from bot.dialogue.gallery import Gallery
from bot.dialogue.gateway import Gateway
from bot.dialogue.hosting import Hosting
from bot.dialogue.invocation import Attachment, Call, Invocation, Person, Place, PlaceKind, Value
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.manners import Manners
from bot.dialogue.reading import RoadmapReader
from bot.dialogue.reply import Reply
from bot.dialogue.surroundings import PlainSurroundings, Surroundings
from bot.dialogue.turn import AlreadyHandled, Turn, TurnId
from bot.dialogue.views import questions, refusals
from bot.dialogue.views.refused import Tried
from core.errors import StudyError
from core.ports import Gazetteer

logger = logging.getLogger(__name__)

FREE_TEXT_COMMAND = "find"
"""What is typed in private without a slash is searched for."""

FILE_COMMAND = "roadmap check"
"""What is sent in private as a file, without a command, is looked at as a roadmap."""

_OUTDATED = "outdated"
"""The outcome for a button of an earlier version; its text stays out of the log."""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answer what people say, press and choose."""

    lexicon: Lexicon
    gateway: Gateway
    gazetteer: Gazetteer
    new_id: Callable[[], TurnId]
    reader: RoadmapReader
    gallery: Gallery
    paces: Mapping[str, float] = field(default_factory=dict)
    """How many messages that nobody asked for each platform takes a second, by its name."""
    hosting: Hosting = field(default_factory=Hosting)
    drafts: Drafts = field(default_factory=Drafts)
    surroundings: Surroundings = field(default_factory=PlainSurroundings)
    manners: Manners = field(default_factory=Manners)

    def for_turn(self, turn: TurnId) -> Self:
        """Give a dispatcher for one turn, whose id is known before the dialogue is asked."""
        return replace(self, new_id=lambda: turn)

    def among(self, surroundings: Surroundings) -> Self:
        """Give a dispatcher for a platform that tells more than its invocations carry."""
        return replace(self, surroundings=surroundings)

    @overload
    async def said(
        self,
        text: str,
        person: Person,
        place: Place,
        *,
        now: datetime,
        attachment: Attachment | None = None,
    ) -> Reply: ...

    @overload
    async def said(
        self,
        text: str,
        person: Person,
        place: Place,
        *,
        now: datetime,
        attachment: Attachment | None = None,
        key: str | None,
    ) -> Reply | None: ...

    async def said(  # noqa: PLR0913 - what, who, where and when, and what came along
        self,
        text: str,
        person: Person,
        place: Place,
        *,
        now: datetime,
        attachment: Attachment | None = None,
        key: str | None = None,
    ) -> Reply | None:
        """Answer a typed line, with or without a slash; None as in ``answer``."""
        line = clean(text)
        call = self._read(line, place, attachment)
        if isinstance(call, Reply):
            return questions.beside_file(call) if attachment else call
        free = not line.startswith("/")
        return await self.answer(
            Invocation(call, person, place, attachment, free_text=free, key=key), now=now
        )

    @overload
    async def pressed(
        self, short: str, person: Person, place: Place, *, now: datetime
    ) -> Reply: ...

    @overload
    async def pressed(
        self, short: str, person: Person, place: Place, *, now: datetime, key: str | None
    ) -> Reply | None: ...

    async def pressed(
        self, short: str, person: Person, place: Place, *, now: datetime, key: str | None = None
    ) -> Reply | None:
        """Answer a button by the short form it carried; the presser needs every right anew.

        None as in ``answer``.
        """
        call = Call.of_short(clean(short))
        invocation = Invocation(call, person, place, pressed=True, key=key)
        return await self.answer(invocation, now=now)

    async def answer(self, invocation: Invocation, *, now: datetime) -> Reply | None:
        """Answer an invocation; None where nothing is to be said to one that has a key.

        One of its key was answered before, or its person was told to ask less, and asks on.
        A refusal says what to do; a surprise is logged with the turn's id, which the person is
        told. Every turn leaves one line in the log, without a word of what was said.
        """
        turn = self._turn(invocation, now)
        begun = time.perf_counter()
        outcome, reply = await self._attempt(turn)
        logger.info(
            "turn",
            extra={
                "turn": turn.id,
                "platform": invocation.place.platform,
                "command": invocation.call.command if outcome != _OUTDATED else _OUTDATED,
                "outcome": outcome,
                "milliseconds": round((time.perf_counter() - begun) * 1000, 1),
            },
        )
        if reply is None or invocation.attachment is None or self._takes_file(invocation.call):
            return reply
        return questions.beside_file(reply)

    def _takes_file(self, call: Call) -> bool:
        command = self.lexicon.by_name.get(call.command)
        return command is not None and command.file is not None

    def _turn(self, invocation: Invocation, now: datetime) -> Turn:
        return Turn(
            self.new_id(),
            invocation,
            now,
            self.gateway,
            self.gazetteer,
            self.reader,
            self.gallery,
            self.paces,
            self.hosting,
            self.drafts,
            self.surroundings,
        )

    async def _attempt(self, turn: Turn) -> tuple[str, Reply | None]:
        """Give the outcome of a turn in a word, and its reply."""
        call = turn.invocation.call
        command = self.lexicon.by_name.get(call.command)
        if command is None:
            return _OUTDATED, questions.outdated(self.lexicon.nearest(call.command))
        too_fast = self.manners.admit(turn.invocation, turn.now, public=command.public)
        if too_fast is not None:
            place = turn.invocation.place
            silent = too_fast.told and not place.aside
            return "too fast", None if silent else refusals.too_fast(too_fast, place)
        if not _may(turn.invocation, command):
            return "forbidden", refusals.managers_only(command)
        arguments: Mapping[str, Value] = {}
        try:
            arguments = accept_arguments(command, call.arguments)
            return "answered", await command(turn, arguments)
        except AlreadyHandled:
            return "repeated", None
        except ArgumentMissing as missing:
            offered = await self._offer(turn, missing.parameter)
            return "asked", questions.question(command, missing.parameter, offered)
        except ArgumentRefused as refused:
            return "refused", questions.argument(command, refused)
        except StudyError as error:
            tried = Tried(command, arguments, turn.invocation.place)
            return type(error).__name__, refusals.refusal(error, tried)
        except Exception:
            logger.exception("turn failed", extra={"turn": turn.id, "command": command.full_name})
            return "failed", refusals.surprise(turn.id)

    async def suggest(
        self, invocation: Invocation, parameter: str, typed: str, *, now: datetime
    ) -> tuple[Suggestion, ...]:
        """Offer arguments for a parameter of the invoked command, at most 25.

        There are none where they would be refused, or where something goes wrong.
        """
        command = self.lexicon.by_name.get(invocation.call.command)
        parameters = command.parameters if command else ()
        wanted = next((each for each in parameters if each.name == parameter), None)
        if command is None or wanted is None or wanted.option.suggest is None:
            return ()
        if not _may(invocation, command):
            return ()
        turn = self._turn(invocation, now)
        try:
            offered = await wanted.option.suggest(turn, clean(typed))
        except (StudyError, AlreadyHandled):
            return ()
        except Exception:
            logger.exception("suggesting failed", extra={"turn": turn.id})
            return ()
        return offered[:CHOICES_LIMIT]

    def _read(self, line: str, place: Place, attachment: Attachment | None) -> Call | Reply:
        """Understand a typed line as a call, or say why it is none."""
        if not line.startswith("/"):
            if place.kind is PlaceKind.PRIVATE and attachment:
                return Call(FILE_COMMAND)
            if place.kind is PlaceKind.GROUP or not line:
                return questions.not_a_command(line)
            return Call(FREE_TEXT_COMMAND, {"what": line})
        understood = self.lexicon.understand(line[1:])
        if understood is None:
            return self._unknown(line[1:])
        command = understood.command
        try:
            arguments: Mapping[str, Value] = read_arguments(command, understood.rest)
        except ArgumentRefused as refused:
            return questions.argument(command, refused)
        return Call(command.full_name, arguments)

    def _unknown(self, line: str) -> Reply:
        word = line.split(maxsplit=1)[0] if line.split() else ""
        group: tuple[Command, ...] = self.lexicon.groups.get(word.casefold(), ())
        if group:
            return questions.subcommand(word.casefold(), group)
        return questions.unknown_command(word, self.lexicon.nearest(word))

    async def _offer(self, turn: Turn, missing: Parameter) -> tuple[Suggestion, ...]:
        """Offer what a missing argument could be."""
        if missing.choices:
            return tuple(Suggestion(choice, choice) for choice in missing.choices)
        return await self.suggest(turn.invocation, missing.name, "", now=turn.now)


def _may(invocation: Invocation, command: Command) -> bool:
    """Tell whether somebody may call a command where they are; alone with the bot all may."""
    if not command.managers_only or invocation.place.kind is PlaceKind.PRIVATE:
        return True
    return invocation.person.manages
