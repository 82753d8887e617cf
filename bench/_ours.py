"""Ours: the bare unit of work through the gateway, and the whole /done through the dialogue."""

import asyncio
from functools import partial
from itertools import count
from pathlib import Path

import storage
from bench._bare_unit import read_and_write
from bench._classroom import NOW, PAST, account
from bench.harness import Timed, at_once
from bot.app import turn_ids
from bot.cards.gallery import Gallery
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place
from bot.gazetteer import CityGazetteer
from bot.worker import Worker
from storage.engine import Synchronous


class Ours:
    """Act as learners do, on a database of our own."""

    def __init__(self, path: Path, synchronous: Synchronous) -> None:
        self._gateway = storage.open_gateway(f"sqlite:///{path}", synchronous=synchronous)
        worker = Worker()
        self._dispatcher = Dispatcher(
            LEXICON, self._gateway, CityGazetteer(), turn_ids(), worker, Gallery(worker)
        )
        self._runner = asyncio.Runner()
        self._actions = count(PAST + 1)

    def units(self, people: int, units: int) -> Timed:
        """Run bare units of work of so many learners at once."""
        return self._runner.run(at_once(people, units, self._unit))

    def commands(self, people: int, commands: int) -> Timed:
        """Say /done, so many learners at once, until as many commands are answered."""
        return self._runner.run(at_once(people, commands, self._done))

    def close(self) -> None:
        """Close the database."""
        self._gateway.close()
        self._runner.close()

    async def _unit(self, person: int) -> None:
        await self._gateway.run(partial(read_and_write, account(person), next(self._actions)))

    async def _done(self, person: int) -> None:
        who = account(person)
        place = Place(who.platform, who.user)
        reply = await self._dispatcher.said("/done", Person(who, who.user), place, now=NOW)
        if reply.refusal:
            raise AssertionError(reply)
