"""The examination: all that can be looked at on this machine, in the order a host mends it."""

import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from bot.doctor.data import OpenGateway, data_folder, database, roadmaps
from bot.doctor.finding import Finding, Verdict
from bot.doctor.machine import ZONES, clock, python, zones
from bot.doctor.platforms import tokens
from bot.settings import SettingsRefused, load, misspelt


def examine(
    environ: Mapping[str, str],
    env_file: Path,
    *,
    open_gateway: OpenGateway,
    now: Callable[[], datetime],
    monotonic: Callable[[], float],
) -> Iterator[Finding]:
    """Look at everything on this machine, one thing after the other.

    Wrong settings come all together and end the look, since they name the rest of the things.
    """
    yield python(sys.version_info[:2])
    yield zones(ZONES)
    yield clock(now, monotonic)
    for problem in misspelt(environ, env_file):
        yield Finding("settings", problem.message, Verdict.NOTE, problem.advice)
    try:
        settings = load(environ, env_file)
    except SettingsRefused as refused:
        for problem in refused.problems:
            yield Finding("settings", problem.message, Verdict.WRONG, problem.advice)
        return
    yield Finding("settings", "every one can be used")
    yield from tokens(settings)
    yield data_folder(settings.data_dir)
    yield database(settings.database_url, open_gateway, now())
    yield from roadmaps(settings.roadmaps_dir)
