"""The composition root: the only place that names concrete classes and puts them together."""

import asyncio
import contextlib
import os
import secrets
import sys
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain, count
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import TextIO

import storage
from bot import doctor, observability, process, roadmap_add, roadmap_rollback
from bot.cards.gallery import Gallery
from bot.console import adapter as console
from bot.console.printable import printable
from bot.console.unasked import Deliver
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.hosting import Hosting
from bot.dialogue.messenger import Messenger
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from bot.opening import openings, tokens
from bot.platforms import speak
from bot.roadmap_import import import_roadmaps
from bot.scheduler.budget import Budget
from bot.scheduler.delivery import Delivery
from bot.scheduler.steady import SteadyGateway
from bot.scheduler.tidying import tell_of_removals, tidy
from bot.settings import ENV_FILE, Settings, SettingsRefused
from bot.worker import Worker
from core.errors import Problem
from core.ports import Clock
from core.roadmap_markdown import Source
from core.use_cases.owning import Allowance

LIMITS = {"telegram": 30, "discord": 50}
"""What each platform takes in a second, over all chats."""

_TERMINAL, _TERMINAL_LIMIT = "console", 1000
"""More than anybody reads."""

_PATIENCE = 2.0
"""Seconds that a broadcast waits in its lane before it is tried later."""


class SystemClock:
    """Tell the time of this machine."""

    def now(self) -> datetime:
        """Give this instant, aware, in UTC."""
        return datetime.now(UTC)


def chat(settings: Settings, *, database_url: str | None = None, files: Path | None = None) -> None:
    """Hold the chat in the terminal until it ends.

    Its log goes to a file beside the data, so that it does not stand between the replies.
    """
    prepare(settings)
    terminal = console.Terminal(
        stdin=sys.stdin,
        stdout=sys.stdout,
        environ=os.environ,
        files=files or settings.data_dir / "files",
        history=settings.data_dir / "history",
    )

    async def converse() -> None:
        url = database_url or settings.database_url
        async with open_dialogue(settings, url) as dispatcher:
            opens = partial(_terminal_delivery, settings, dispatcher.gateway)
            await console.chat(dispatcher, SystemClock(), terminal, opens)

    with (settings.data_dir / "chat.log").open("a", encoding="utf-8") as log:
        observability.configure(settings.log_level, settings.log_format, log)
        asyncio.run(converse())


def _terminal_delivery(
    settings: Settings, gateway: Gateway, messenger: Messenger, clock: Clock
) -> Deliver:
    """Give what plans and delivers in the terminal, which takes as much as there is."""
    budgets = {_TERMINAL: _budget(_TERMINAL_LIMIT)}
    delivery = _delivery(settings, gateway, clock, budgets, {_TERMINAL: messenger})
    planner, courier = delivery.planner(_TERMINAL), delivery.courier(_TERMINAL)
    poster = delivery.poster(_TERMINAL)

    async def deliver() -> None:
        await planner.tick()
        await poster.plan()
        await courier.deliver()
        await poster.show()
        await poster.rested()

    return deliver


def run(settings: Settings) -> None:
    """Speak on every platform whose token is set until the process is asked to stop.

    The turns in hand end first. Raise the StudyError of the last platform that does not let the
    bot in, once none is left; it says what to do.
    """
    prepare(settings)
    observability.configure(settings.log_level, settings.log_format, sys.stderr)
    with asyncio.Runner(loop_factory=process.fast_loop()) as runner:
        runner.run(serve(settings))


async def serve(settings: Settings) -> None:
    """Speak on every platform whose token is set until SIGTERM or SIGINT."""
    # APScheduler is read only where something is scheduled.
    from bot.scheduler.wiring import scheduled  # noqa: PLC0415 - see above

    stopping = process.stop_signal()
    budgets = {platform: _budget(LIMITS[platform]) for platform in tokens(settings)}
    paces = {platform: budget.pace for platform, budget in budgets.items()}
    async with open_dialogue(settings, settings.database_url, paces) as dispatcher:
        process.calm_collector()
        process.share_interpreter()
        # It reads the world's cities for a second, which the first learner should not wait. The
        # thread is a daemon, since a bot that is refused meanwhile should not wait either.
        Thread(target=dispatcher.gazetteer.cities, args=("London",), daemon=True).start()
        messengers: dict[str, Messenger] = {}
        steady = SteadyGateway(dispatcher.gateway, clock=time.monotonic, sleep=asyncio.sleep)
        clock = SystemClock()
        delivery = _delivery(settings, steady, clock, budgets, messengers)
        tells, tidies = (partial(act, steady, clock) for act in (tell_of_removals, tidy))
        speaks = speak(openings(settings, dispatcher, clock, budgets, messengers))
        with contextlib.closing(storage.open_leadership(settings.database_url)) as leadership:
            # What is on its way when the process stops arrives before the platforms fall silent.
            async with (
                process.running(speaks) as speaking,
                scheduled(delivery.offices(leadership), tells, tidies, clock),
            ):
                await process.either(speaking, stopping.wait())


def _delivery(
    settings: Settings,
    gateway: Gateway,
    clock: Clock,
    budgets: Mapping[str, Budget],
    messengers: Mapping[str, Messenger],
) -> Delivery:
    return Delivery(
        gateway,
        clock,
        timedelta(minutes=settings.prompt_window_minutes),
        budgets,
        messengers,
        new_lease=partial(secrets.token_hex, 8),
        chance=secrets.SystemRandom().random,
    )


def _budget(limit: int) -> Budget:
    return Budget(limit, clock=time.monotonic, sleep=asyncio.sleep, patience=_PATIENCE)


def add_roadmap(
    settings: Settings, path: Path, take: Source | None, consent: roadmap_add.Consent
) -> None:
    """Store a host's roadmap file for everybody, or update what is stored, after asking.

    Raise a StudyError where it is refused.
    """

    async def add(gateway: Gateway) -> None:
        async with Worker() as worker:
            await roadmap_add.add(
                gateway,
                worker,
                path,
                take,
                folder=settings.roadmaps_dir,
                consent=consent,
                now=SystemClock().now(),
                show=_show,
                confirm=_asked,
            )

    _host(settings, add)


def roll_back_roadmap(settings: Settings, name: str) -> None:
    """Take back the last update of a host's roadmap; raise a StudyError where it is refused."""
    _host(
        settings,
        lambda gateway: roadmap_rollback.roll_back(
            gateway, name, folder=settings.roadmaps_dir, now=SystemClock().now(), show=_show
        ),
    )


def _show(line: str) -> None:
    print(printable(line))  # noqa: T201 - a console command's answer


def _host(settings: Settings, work: Callable[[Gateway], Coroutine[None, None, None]]) -> None:
    """Do on the database, brought up to date, what its host asks for."""
    migrate(settings)

    async def do() -> None:
        gateway = storage.open_gateway(
            settings.database_url, synchronous=settings.sqlite_synchronous
        )
        with contextlib.closing(gateway):
            await work(gateway)

    asyncio.run(do())


def _asked(question: str) -> bool:
    """Ask at the terminal; whoever says nothing, or is not there, does not agree."""
    try:
        return input(f"{question} [y/N] ").strip().casefold() in {"y", "yes"}
    except EOFError:
        # Nobody ended the line of the question.
        _show("")
        return False


def migrate(settings: Settings) -> None:
    """Make the data folder and bring the database's tables up to date."""
    prepare(settings)
    storage.migrate(settings.database_url)


def examine(stream: TextIO, *, offline: bool) -> int:
    """Look at everything the bot stands on; return 1 where something is wrong, else 0.

    Where ``offline`` no platform is asked.
    """
    found = doctor.examine(
        os.environ,
        ENV_FILE,
        open_gateway=storage.open_gateway,
        now=SystemClock().now,
        monotonic=time.monotonic,
    )
    asked = doctor.ask(os.environ, ENV_FILE, open_gateway=storage.open_gateway)
    return doctor.report(found if offline else chain(found, asked), stream)


def prepare(settings: Settings) -> None:
    """Make the data folder; raise SettingsRefused where that is not allowed."""
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = Problem(
            f"DATA_DIR is {settings.data_dir}, which cannot be made ({error.strerror})",
            "set it to a folder that Study Buddy may write in",
        )
        raise SettingsRefused((problem,)) from error


@contextlib.asynccontextmanager
async def open_dialogue(
    settings: Settings, database_url: str, paces: Mapping[str, float] = MappingProxyType({})
) -> AsyncIterator[Dispatcher]:
    """Open the database, bring its tables and roadmaps up to date, and give the dialogue on it.

    ``paces`` is how many broadcasts each platform takes in a second.
    Raise DatabaseRefused where the database cannot be used, RoadmapRefused where there is nothing
    to study since every roadmap file is refused.
    """
    storage.migrate(database_url)
    gateway = storage.open_gateway(database_url, synchronous=settings.sqlite_synchronous)
    with contextlib.closing(gateway):
        await import_roadmaps(gateway, settings.roadmaps_dir, now=SystemClock().now())
        # A file that takes all it may does not keep others from their pictures.
        async with Worker() as reader, Worker() as painter:
            yield Dispatcher(
                LEXICON,
                gateway,
                CityGazetteer(),
                turn_ids(),
                reader,
                Gallery(painter),
                paces,
                hosting(settings),
            )


def hosting(settings: Settings) -> Hosting:
    """Give what the settings say of the roadmaps that learners bring."""
    allowance = Allowance(settings.roadmaps_per_learner, settings.roadmap_bytes_per_learner)
    return Hosting(allowance, settings.admins)


def turn_ids() -> Callable[[], TurnId]:
    """Give what makes ids short enough to read out: a run of the program, and a count in it."""
    run, numbers = secrets.token_hex(3), count(1)
    return lambda: TurnId(f"{run}-{next(numbers)}")
