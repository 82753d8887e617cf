"""What a command costs, bare and whole, against raw sqlite3 and the usual async ORM.

The bare unit of work reads a learner and writes an event; raw sqlite3 does so by hand with one
commit each, and is the floor. The whole /done goes through dispatcher, use case and view, with a
history of a hundred events; the ORM's reads and writes what /done needs by queries and makes no
reply. Each contender works on a file of its own, made alike.
"""

import asyncio
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from statistics import median
from typing import get_args

import storage
from bench._async_orm import AsyncOrm
from bench._classroom import LEARNERS, seed
from bench._killed import lost_after_kill
from bench._ours import Ours
from bench._raw_sqlite import RawSqlite
from bench.harness import Result, Timed, interleaved, ratio
from bot import observability
from storage.engine import Synchronous


def run(*, quick: bool) -> Result:
    """Measure every contender in interleaved rounds; quick ones are fewer and shorter."""
    measured: dict[str, tuple[Timed, ...]] = {}
    with tempfile.TemporaryDirectory() as name, (Path(name) / "bot.log").open("w") as log:
        # A running bot writes a line for every turn.
        observability.configure("INFO", "text", log)
        for synchronous in get_args(Synchronous):
            folder = Path(name) / synchronous.lower()
            folder.mkdir()
            with ExitStack() as opened:
                contenders = _contenders(folder, synchronous, opened, size=1 if quick else 3)
                rounds = interleaved(contenders, rounds=5 if quick else 9)
            measured |= {f"{it}_{folder.name}": timed for it, timed in rounds.items()}
        lost = lost_after_kill(_seeded(Path(name) / "killed.db"))
    return Result(
        "commands",
        {
            "uow_1_p50_over_raw_normal": _p50(measured, "uow_1_normal", "raw_normal"),
            "uow_32_rate_over_raw_normal": _rate(measured, "uow_32_normal", "raw_normal"),
            "uow_32_rate_over_raw_full": _rate(measured, "uow_32_full", "raw_full"),
            "done_32_rate_over_async_orm": _rate(measured, "done_32_full", "orm_done_32_full"),
        },
        {
            "size": "quick" if quick else "full",
            **_figures(measured),
            "done_32_rate_over_async_orm_bare": _rate(measured, "done_32_full", "orm_uow_32_full"),
            "lost_after_kill": lost,
        },
    )


def _contenders(
    folder: Path, synchronous: Synchronous, opened: ExitStack, *, size: int
) -> dict[str, Callable[[], Timed]]:
    raw = opened.enter_context(closing(RawSqlite(_seeded(folder / "raw.db"), synchronous)))
    orm = opened.enter_context(closing(AsyncOrm(_seeded(folder / "orm.db"), synchronous)))
    ours = opened.enter_context(closing(Ours(_seeded(folder / "ours.db"), synchronous)))
    orm_whole = opened.enter_context(closing(AsyncOrm(_seeded(folder / "o.db"), synchronous)))
    whole = opened.enter_context(closing(Ours(_seeded(folder / "whole.db"), synchronous)))
    return {
        "raw": partial(raw.units, 1024 * size),
        "uow_1": partial(ours.units, 1, 512 * size),
        "uow_32": partial(ours.units, LEARNERS, 1024 * size),
        # Few enough for the histories to stay what they are, whatever the size.
        "done_1": partial(whole.commands, 1, 10),
        "done_32": partial(whole.commands, LEARNERS, 10 * LEARNERS),
        "orm_uow_1": partial(orm.units, 1, 64 * size),
        "orm_uow_32": partial(orm.units, LEARNERS, 128 * size),
        "orm_done_32": partial(orm_whole.commands, LEARNERS, 4 * LEARNERS),
    }


def _seeded(path: Path) -> Path:
    url = f"sqlite:///{path}"
    storage.migrate(url)
    with closing(storage.open_gateway(url)) as gateway:
        asyncio.run(gateway.run(seed))
    return path


def _p50(measured: dict[str, tuple[Timed, ...]], ours: str, theirs: str) -> float:
    return ratio([it.p50 for it in measured[ours]], [it.p50 for it in measured[theirs]])


def _rate(measured: dict[str, tuple[Timed, ...]], ours: str, theirs: str) -> float:
    return ratio([it.rate for it in measured[ours]], [it.rate for it in measured[theirs]])


def _figures(measured: dict[str, tuple[Timed, ...]]) -> dict[str, float | str]:
    figures: dict[str, float | str] = {}
    for name, rounds in measured.items():
        figures[f"{name}_per_second"] = median(it.rate for it in rounds)
        figures[f"{name}_p50_ms"] = median(it.p50 for it in rounds) * 1e3
        figures[f"{name}_p99_ms"] = median(it.p99 for it in rounds) * 1e3
    return figures
