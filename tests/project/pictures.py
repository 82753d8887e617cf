"""The pictures in the documents: what /stats and /map draw after a month and a half of study.

Ada is made up, her days are drawn by lot, always the same; all else is the program.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.invocation import Person, Place
from bot.dialogue.turn import TurnId
from bot.gazetteer import CityGazetteer
from bot.roadmap_import import import_roadmaps
from core.learner import Account
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "pictures"

ADA = Person(Account("console", "ada"), "Ada")
HOME = Place("console", "ada")
BEGIN = date(2026, 10, 5)
DAYS = 46
EVENING = time(19, 30, tzinfo=UTC)
LOOKS = ("light", "dark")

_SEED = 42
_SUNDAY = 6
_PAUSE = range(24, 29)
_STUDIES = 0.85
_PROJECT = 671
"""The number of the first project."""
_PROJECT_EVERY = 12
"""Days of study."""
_TOPICS = (1, 2, 2, 4, 6, 9, 12)
"""What a day has of them: the first ones are short."""


def said() -> Iterator[tuple[datetime, str]]:
    """Give what Ada says, and when."""
    chance = Random(_SEED)  # noqa: S311 - no secret is drawn
    topic, project, studied = count(1), count(_PROJECT), count(1)
    first = datetime.combine(BEGIN, EVENING)
    for line in ("/start python-backend-developer", "/tz Lisbon", "/restdays sun", "/goal 30/week"):
        yield first, line
    for number in range(DAYS):
        now = first + timedelta(days=number)
        if number == _PAUSE.start:
            yield now, f"/pause {len(_PAUSE)}d"
        rests = now.weekday() == _SUNDAY or number in _PAUSE
        last = number == DAYS - 1
        if rests or not (last or chance.random() < _STUDIES):
            continue
        for _ in range(chance.choice(_TOPICS)):
            yield now, f"/done {next(topic)}"
        if next(studied) % _PROJECT_EVERY == 0:
            yield now, f"/done {next(project)}"


async def drawn() -> dict[str, bytes]:
    """Give the pictures of Ada's last evening as PNG, by the names of their files."""
    pictures: dict[str, bytes] = {}
    with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
        await import_roadmaps(gateway, ROOT / "roadmaps", now=datetime.combine(BEGIN, EVENING))
        turn = TurnId("turn")
        dispatcher = Dispatcher(
            LEXICON, gateway, CityGazetteer(), lambda: turn, HereReader(), HereGallery()
        )
        for now, line in said():
            reply = await dispatcher.said(line, ADA, HOME, now=now)
            assert not reply.refusal, reply
        for look in LOOKS:
            for name in ("stats", "map"):
                reply = await dispatcher.said(f"/{name} {look}", ADA, HOME, now=now)
                assert reply.picture is not None
                pictures[f"{name}-{look}.png"] = reply.picture.content
    return pictures


def main() -> None:
    """Write the pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    for name, png in asyncio.run(drawn()).items():
        (FOLDER / name).write_bytes(png)


if __name__ == "__main__":
    main()
