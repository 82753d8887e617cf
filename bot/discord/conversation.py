"""The conversation: each interaction is a turn, seen through from its arrival to its answer."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from weakref import WeakValueDictionary

import discord

from bot.dialogue.command import Command, Suggestion
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Call, Invocation, PlaceKind, Value
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.discord import notices
from bot.discord.answering import Answer, Sleep
from bot.discord.custom_ids import Carried
from bot.discord.intake import Origin, attachment_of, origin_of, written_in
from bot.discord.mentions import NO_MENTIONS, Mentions
from bot.discord.tracing import current_turn
from core.ports import Clock

logger = logging.getLogger(__name__)

Ask = Callable[[Dispatcher, Origin], Awaitable[Reply | None]]
"""Ask the dialogue for a reply; None where it answered the same before."""


@dataclass(eq=False, slots=True)
class Conversation:
    """Hold turns, each with one id for the dialogue, the requests and the log. Never raises.

    An answer that takes longer than ``defer_after`` seconds is announced first; with 0 each is.
    ``mentions`` has the ids of commands by their names, once they are known.
    """

    dispatcher: Dispatcher
    clock: Clock
    defer_after: float
    sleep: Sleep = asyncio.sleep
    mentions: Mentions = NO_MENTIONS
    _in_hand: set["asyncio.Task[object]"] = field(default_factory=set, init=False)
    _lines: WeakValueDictionary[tuple[str, str], asyncio.Lock] = field(
        default_factory=WeakValueDictionary, init=False
    )
    """One for each person in each channel: what they ask for is answered in their order."""

    async def invoked(
        self,
        interaction: discord.Interaction,
        command: Command,
        arguments: Mapping[str, Value],
        file: discord.Attachment | None,
    ) -> None:
        """Answer a slash command; ``arguments`` go to the dialogue as they are."""
        call = Call(command.full_name, arguments)
        attachment = attachment_of(file) if file else None

        async def ask(dialogue: Dispatcher, by: Origin) -> Reply | None:
            invocation = Invocation(call, by.person, by.place, attachment, key=by.key)
            return await dialogue.answer(invocation, now=self.clock.now())

        # Fetching a file may take long, so there is no use in waiting whether it does.
        await self._hold(interaction, ask, public=command.public, at_once=file is not None)

    async def suggest(
        self, interaction: discord.Interaction, command: Command, parameter: str, typed: str
    ) -> tuple[Suggestion, ...]:
        """Offer arguments for a parameter that somebody is typing."""
        dialogue = self.dispatcher.for_turn(self._begin())
        by = origin_of(interaction)
        invocation = Invocation(Call(command.full_name), by.person, by.place)
        return await dialogue.suggest(invocation, parameter, typed, now=self.clock.now())

    async def pressed(
        self,
        interaction: discord.Interaction,
        carried: Carried,
        form: discord.ui.Modal | None = None,
    ) -> None:
        """Answer a press; where more is to be asked first, by opening the form for it."""
        if carried.owner not in {None, str(interaction.user.id)}:
            await self._tell(interaction, notices.belongs_to_another())
        elif form is not None:
            async with self._turn(interaction) as (answer, _):
                await answer.ask(form)
        else:

            async def ask(dialogue: Dispatcher, by: Origin) -> Reply | None:
                return await dialogue.pressed(
                    carried.short, by.person, by.place, now=self.clock.now(), key=by.key
                )

            await self._hold(interaction, ask)

    async def submitted(self, interaction: discord.Interaction) -> None:
        """Answer a form, also one that was opened before the bot started."""
        carried = Carried.of(interaction.custom_id or "")
        written = written_in(interaction)
        if carried is None or carried.field is None or written is None:
            await self._tell(interaction, notices.form_lost())
            return
        unfilled = Call.of_short(carried.short)
        call = Call(unfilled.command, {**unfilled.arguments, carried.field: written})

        async def ask(dialogue: Dispatcher, by: Origin) -> Reply | None:
            invocation = Invocation(call, by.person, by.place, key=by.key)
            return await dialogue.answer(invocation, now=self.clock.now())

        await self._hold(interaction, ask)

    async def outdated(self, interaction: discord.Interaction, name: str) -> None:
        """Answer a call of a command that is no more, or not any more as it was called."""
        await self._tell(interaction, notices.commands_updated(name))

    async def finish(self, *, within: float) -> int:
        """Wait for the turns in hand, at most so many seconds; give how many were cut off."""
        if not self._in_hand:
            return 0
        _, late = await asyncio.wait(self._in_hand, timeout=within)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return len(late)

    async def _tell(self, interaction: discord.Interaction, notice: Reply) -> None:
        async def ask(_dialogue: Dispatcher, _by: Origin) -> Reply:
            return notice

        await self._hold(interaction, ask)

    async def _hold(
        self,
        interaction: discord.Interaction,
        ask: Ask,
        *,
        public: bool = False,
        at_once: bool = False,
    ) -> None:
        """Ask, and answer with what comes; ``at_once`` defers the answer before it is asked for.

        The wait in line counts as well: Discord's three seconds begin with the interaction.
        """
        after = 0.0 if at_once else self.defer_after
        async with (
            self._turn(interaction, public=public) as (answer, by),
            answer.deferred_after(after, self.sleep),
            self._line(by),
        ):
            reply = await ask(self.dispatcher.for_turn(answer.turn), by)
            if reply is None:
                await answer.withdraw()
            else:
                await answer.give(reply)

    @contextlib.asynccontextmanager
    async def _turn(
        self, interaction: discord.Interaction, *, public: bool = False
    ) -> AsyncIterator[tuple[Answer, Origin]]:
        """Begin a turn, and see that it ends with an answer and is known to be in hand."""
        turn = self._begin()
        by = origin_of(interaction)
        aside = by.place.kind is PlaceKind.GROUP and not public
        answer = Answer(interaction, by.place, turn, aside, self.mentions)
        with self._noted():
            try:
                yield answer, by
            except Exception:
                logger.exception("turn failed", extra={"turn": turn})
                with contextlib.suppress(Exception):  # told once that something is wrong
                    await answer.give(notices.answer_lost(turn))

    def _begin(self) -> TurnId:
        turn = self.dispatcher.new_id()
        current_turn.set(turn)
        return turn

    @contextlib.contextmanager
    def _noted(self) -> Iterator[None]:
        task = cast("asyncio.Task[object]", asyncio.current_task())
        self._in_hand.add(task)
        try:
            yield
        finally:
            self._in_hand.discard(task)

    def _line(self, by: Origin) -> asyncio.Lock:
        """Give the line that a person stands in; it lasts as long as somebody does."""
        return self._lines.setdefault((by.person.account.user, by.place.chat), asyncio.Lock())
