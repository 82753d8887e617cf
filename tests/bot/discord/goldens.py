"""Golden payloads: every view as it is sent to Discord; run this to write them anew.

Read what changed before it is kept: ``git diff tests/bot/discord/golden``.
"""

import json
from pathlib import Path
from typing import Any

from bot.discord.mentions import Mentions
from bot.discord.render import rendered
from tests.bot.dialogue.every_view import HOSTILE_COURSE, PLAIN_COURSE, VIEWS, Course, enrolled
from tests.bot.discord.payloads import payload

FOLDER = Path(__file__).with_name("golden")
COURSES: dict[str, Course] = {"plain": PLAIN_COURSE, "hostile": HOSTILE_COURSE}
NAMES = tuple(VIEWS)
_OWNER = "80351110224678912"
_MENTIONS = Mentions({"next": 11, "done": 12, "tz": 13, "help": 14})


def sent(name: str, course: Course) -> list[dict[str, Any]]:
    """Give the payloads of the messages that a view becomes."""
    reply = VIEWS[name](enrolled(course))
    return [payload(message) for message in rendered(reply, owner=_OWNER, mentions=_MENTIONS)]


def written(name: str) -> str:
    """Give the golden payloads of a view, one course after the other."""
    every = {course: sent(name, COURSES[course]) for course in COURSES}
    return json.dumps(every, ensure_ascii=False, indent=2) + "\n"


def path(name: str) -> Path:
    """Say where the payloads of a view are kept."""
    return FOLDER / f"{name}.json"


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.json"):
        old.unlink()
    for name in NAMES:
        path(name).write_text(written(name), encoding="utf-8")


if __name__ == "__main__":
    main()
