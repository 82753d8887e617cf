"""The dialogue on a real database with the shipped roadmaps, for scripts to speak with."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path

import pytest

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.hosting import Hosting
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from core.ports import UnitOfWork
from core.roadmap import slug_of
from core.roadmap_markdown import parse
from core.roadmap_markdown.outline import Outline
from tests.builders import ship
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ROADMAPS = Path(__file__).resolve().parents[2] / "roadmaps"
GAZETTEER = CityGazetteer()


@cache
def shipped() -> dict[str, Outline]:
    """Read the shipped roadmaps, once for all tests of a run."""
    return {
        slug_of(file.stem): parse(file.read_bytes(), name=file.name)
        for file in sorted(ROADMAPS.glob("*.md"))
    }


@contextlib.asynccontextmanager
async def opened(outlines: dict[str, Outline]) -> AsyncIterator[Dispatcher]:
    """Open a dialogue on a new database with these roadmaps; turns are numbered."""
    numbers = count(1)
    with contextlib.closing(storage.open_gateway(":memory:")) as gateway:

        def add(work: UnitOfWork) -> None:
            for slug, outline in outlines.items():
                file = ROADMAPS / f"{slug}.md"
                source = file.read_bytes() if file.exists() else b""
                added = datetime(2026, 11, 1, tzinfo=UTC)
                ship(work, slug, outline, added=added, source=source)
            work.commit()

        await gateway.run(add)
        yield Dispatcher(
            LEXICON,
            gateway,
            GAZETTEER,
            lambda: TurnId(f"turn-{next(numbers)}"),
            HereReader(),
            HereGallery(),
            hosting=Hosting(letters=lambda letters: "a" * letters),
        )


OpenDialogue = Callable[[dict[str, Outline]], AbstractAsyncContextManager[Dispatcher]]


@pytest.fixture
def open_dialogue() -> OpenDialogue:
    """Give the way to open a dialogue inside a test's event loop."""
    return opened


@pytest.fixture
def roadmaps() -> dict[str, Outline]:
    """Give the shipped roadmaps as read."""
    return shipped()
