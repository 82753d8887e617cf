"""Taking back the last update of a host's roadmap: ``python -m bot roadmap rollback NAME``."""

from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.dialogue.gateway import Gateway
from bot.roadmap_files import files_of
from core.errors import NothingToRollBack, StudyError, UnknownRoadmap
from core.use_cases.importing import roll_back_shipped


class NotRolledBack(StudyError):
    """Refuse to take an update back, in words for the host."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("name", metavar="NAME", help="as it was said when the roadmap was stored")


async def roll_back(
    gateway: Gateway, name: str, *, folder: Path, now: datetime, show: Callable[[str], None]
) -> None:
    """Let a host's roadmap be as it was before its last update; raise NotRolledBack where not."""
    for path in files_of(folder).get(name, ()):
        message = (
            f"{name} is the roadmap of {path}: put that file as it was, and say "
            f"python -m bot roadmap add {path} --right-file"
        )
        raise NotRolledBack(message)
    try:
        roadmap = await gateway.run(lambda work: roll_back_shipped(work, name, now))
    except UnknownRoadmap as unknown:
        names = ", ".join(each.slug for each in unknown.known)
        message = f"No roadmap of the host's is called {name}; everybody sees: {names or 'none'}."
        raise NotRolledBack(message) from None
    except NothingToRollBack as nothing:
        message = f"{nothing.title} has no update left to take back."
        raise NotRolledBack(message) from None
    show(f"{roadmap.title} is as it was before its last update.")
