"""What it costs to remind every learner in the same minute.

Ours is the bot's own planner on SQLite with durable commits, until all that is due is in the
outbox. The peers have one job a learner, which does nothing, until all have run: the JobQueue of
python-telegram-bot, filled from a table with every start, and APScheduler with its SQL job store,
on SQLite that does not wait for the disk. Their jobs have an endless grace; what is lost with the
default one, a second, stands among the figures, as does the plain way without slots. Every run is a
process of its own.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import TypeAlias

from bench import _reminders_table as table
from bench._reminders_idle import IdleTicks
from bench._reminders_learners import fill, scattered
from bench.harness import Result, Timed, interleaved, ratio

FEW = 1_000
MANY = 100_000
SIZES = (FEW, 10_000, MANY)
MILLION = 1_000_000
STORED_IN_QUICK = 10_000
"""With more jobs than these, the job store takes minutes."""
IMPATIENT = 10_000
"""So many jobs are run with the default grace too."""

_ON_OURS = {"ours", "column"}
"""The contenders that work on a database of ours, not on a plain table of learners."""

_PROGRAMS = {
    "ours": ["_reminders_ours"],
    "column": ["_reminders_column"],
    "jobqueue": ["_reminders_queue"],
    "jobstore": ["_reminders_store"],
    "jobqueue_default_grace": ["_reminders_queue", "--default-grace"],
    "jobstore_default_grace": ["_reminders_store", "--default-grace"],
}

_UNITS = {
    "due": ("due_seconds", 1.0),
    "lost": ("lost", 1.0),
    "memory": ("megabytes", 1e-6),
    "restart": ("restart_ms", 1e3),
    "idle": ("idle_tick_ms", 1e3),
    "lag": ("loop_lag_p99_ms", 1e3),
    "idle_lag": ("idle_loop_lag_p99_ms", 1e3),
}

Measured: TypeAlias = dict[str, float]
Rounds: TypeAlias = dict[str, tuple[Measured, ...]]


def run(*, quick: bool) -> Result:
    """Measure all in interleaved rounds; a quick run has fewer, and spares what is slow."""
    rounds = 1 if quick else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        due: dict[int, Rounds] = {}
        for size in SIZES:
            peers = ["jobqueue"]
            if size <= STORED_IN_QUICK or not quick:
                peers.append("jobstore")
            if size == IMPATIENT:
                peers += ["jobqueue_default_grace", "jobstore_default_grace"]
            due[size] = _due(folder, size, ["ours", "column", *peers], rounds)
        due[MILLION] = _due(folder, MILLION, ["ours"] if quick else ["ours", "column"], rounds)
        idle = _idle(folder, ticks=200 if quick else 1_000)
    ours, queue, million = due[MANY]["ours"], due[MANY]["jobqueue"], due[MILLION]["ours"]
    return Result(
        "reminders",
        {
            "due_time_over_jobqueue": _ratio(ours, queue, "due"),
            "idle_1m_over_1k": ratio(
                [it.p50 for it in idle[MILLION]], [it.p50 for it in idle[FEW]]
            ),
            "rss_1m_over_jobqueue_100k": _ratio(million, queue, "memory"),
            "restart_over_jobqueue": _ratio(ours, queue, "restart"),
            "lost": max(it["lost"] for found in due.values() for it in found["ours"]),
            "loop_lag_p99_ms": median(it["lag"] for it in million) * 1e3,
        },
        {
            "size": "quick" if quick else "full",
            **{
                figure: value
                for size, found in due.items()
                for name, measured in found.items()
                for figure, value in _figures(f"{name}_{size}", measured).items()
            },
            **{
                f"ours_{size}_idle_tick_ms": median(it.p50 for it in ticks) * 1e3
                for size, ticks in idle.items()
            },
        },
    )


def _due(folder: Path, learners: int, names: Sequence[str], rounds: int) -> Rounds:
    """Let so many reminders be due, on each of the contenders."""
    ours, theirs = folder / "ours.db", folder / "table.db"
    fill(ours, learners, table.popular())
    table.write(theirs, learners)
    contenders = {
        name: partial(_run, _PROGRAMS[name], ours if name in _ON_OURS else theirs) for name in names
    }
    found = interleaved(contenders, rounds=rounds)
    ours.unlink()
    theirs.unlink()
    return found


def _run(program: Sequence[str], database: Path) -> Measured:
    """Run a program on a copy of a database."""
    module, *options = program
    with tempfile.TemporaryDirectory(dir=database.parent) as name:
        copy = shutil.copy(database, name)
        ran = subprocess.run(  # noqa: S603 - our own programs
            [sys.executable, "-m", f"bench.{module}", copy, *options],
            stdout=subprocess.PIPE,
            check=True,
        )
    measured: Measured = json.loads(ran.stdout)
    return measured


def _idle(folder: Path, ticks: int) -> dict[int, tuple[Timed, ...]]:
    """Tick where nothing is due, with few reminders and with a million of them."""
    paths = {size: folder / f"idle-{size}.db" for size in (FEW, MILLION)}
    for size, path in paths.items():
        fill(path, size, scattered())
    with closing(IdleTicks(paths[FEW])) as few, closing(IdleTicks(paths[MILLION])) as million:
        contenders: dict[str, Callable[[], Timed]] = {
            "few": partial(few.run, ticks),
            "million": partial(million.run, ticks),
        }
        found = interleaved(contenders, rounds=9)
    return {FEW: found["few"], MILLION: found["million"]}


def _ratio(ours: Sequence[Measured], theirs: Sequence[Measured], what: str) -> float:
    return ratio([it[what] for it in ours], [it[what] for it in theirs])


def _figures(name: str, rounds: Sequence[Measured]) -> dict[str, float]:
    return {
        f"{name}_{figure}": median(it[what] for it in rounds) * factor
        for what, (figure, factor) in _UNITS.items()
        if what in rounds[0]
    }
