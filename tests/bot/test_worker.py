"""The worker process: what it gives back, and what it stops."""

import asyncio
import os
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import ClassVar, TypeVar

import pytest

from bot.worker import Stopped, Worker
from core.course_export import TickedFile, called, to_markdown
from core.errors import Problem, RoadmapRefused
from core.ownership import RoadmapFile
from core.roadmap_markdown import parse
from core.roadmap_markdown.limits import MAX_BYTES

T = TypeVar("T")
ROADMAPS = Path(__file__).resolve().parents[2] / "roadmaps"


def working(job: Callable[[Worker], Awaitable[T]], worker: Worker | None = None) -> T:
    async def work() -> T:
        async with worker or Worker() as working:
            return await job(working)

    return asyncio.run(work())


def test_a_roadmap_parsed_in_the_worker_is_the_same_outline() -> None:
    data = (ROADMAPS / "python-backend-developer.md").read_bytes()

    outline = working(lambda worker: worker.parse(data, name="python.md"))

    assert outline == parse(data, name="python.md")


def test_a_refusal_travels_with_all_its_problems() -> None:
    with pytest.raises(RoadmapRefused) as refused:
        working(lambda worker: worker.parse(b"- [ ] a {#k}\n- [ ] b {#k}", name="x.md"))

    assert [problem.line for problem in refused.value.problems] == [2]


def test_what_a_function_raises_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        working(lambda worker: worker.run(divmod, 1, 0))


def test_one_process_does_job_after_job() -> None:
    async def twice(worker: Worker) -> tuple[int, int]:
        return await worker.run(os.getpid), await worker.run(os.getpid)

    first, second = working(twice)

    assert first == second != os.getpid()


def test_nothing_is_started_before_the_first_job() -> None:
    async def nothing(worker: Worker) -> bool:
        return worker.is_running

    assert not working(nothing)


def test_the_process_ends_with_the_worker() -> None:
    pid = working(lambda worker: worker.run(os.getpid))

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_work_past_the_limit_is_stopped_and_the_next_job_done() -> None:
    async def overrun(worker: Worker) -> int:
        with pytest.raises(Stopped, match=r"more than 0\.2 seconds of work"):
            # The endless call is in C: nothing but the system can stop it.
            await worker.run(sum, iter(int, 1))
        return await worker.run(max, 1, 2)

    assert working(overrun, Worker(cpu_seconds=0.2)) == 2


def test_a_job_that_waits_for_ever_is_stopped() -> None:
    async def overrun(worker: Worker) -> int:
        with pytest.raises(Stopped, match=r"longer than 1 seconds"):
            await worker.run(time.sleep, 3600)
        return await worker.run(max, 1, 2)

    assert working(overrun, Worker(wall_seconds=1)) == 2


def test_memory_past_the_limit_is_stopped_and_the_next_job_done() -> None:
    async def overrun(worker: Worker) -> int:
        with pytest.raises(Stopped, match="more than 512 MiB of memory"):
            await worker.run(bytearray, 1 << 40)
        return await worker.run(max, 1, 2)

    assert working(overrun) == 2


def test_a_process_that_dies_is_replaced() -> None:
    async def killed(worker: Worker) -> int:
        with pytest.raises(Stopped, match="ended with code 7"):
            await worker.run(os._exit, 7)
        return await worker.run(max, 1, 2)

    assert working(killed) == 2


class Luggage:
    """Something that knows in which threads it was packed."""

    packed: ClassVar[list[int]] = []

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """Travel as words."""
        self.packed.append(threading.get_ident())
        return str, ("there",)


def test_what_a_job_works_on_is_packed_beside_the_loop() -> None:
    assert working(lambda worker: worker.run(str, Luggage())) == "there"
    assert Luggage.packed
    assert threading.get_ident() not in Luggage.packed


def test_a_cancelled_job_gives_its_answer_to_nobody() -> None:
    async def cancelled(worker: Worker) -> int:
        await worker.run(max, 1, 2)
        job = asyncio.create_task(worker.run(time.sleep, 3600))
        await asyncio.sleep(0)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
        return await worker.run(max, 3, 4)

    assert working(cancelled) == 4


def test_jobs_of_many_are_done_one_by_one() -> None:
    async def many(worker: Worker) -> list[int]:
        return await asyncio.gather(*(worker.run(max, number, 0) for number in range(8)))

    assert working(many) == list(range(8))


def test_what_a_job_prints_does_not_disturb_its_answer() -> None:
    assert working(lambda worker: worker.run(partial(print, "words", flush=True))) is None


def test_a_parse_that_takes_too_much_is_refused_with_what_to_do() -> None:
    with pytest.raises(RoadmapRefused) as refused:
        working(
            lambda worker: worker.parse(b"- [ ] a\n" * 5000, name="x.md"),
            Worker(cpu_seconds=0.01),
        )

    assert refused.value.problems == (
        Problem(
            "reading the file was stopped: it took more than 0.01 seconds of work",
            "split it, or remove long runs of brackets and stars",
        ),
    )


def filled(unit: str, width: int, size: int = MAX_BYTES) -> str:
    line = (unit * width)[:width] + "\n"
    return (line * (size // len(line.encode())))[:size]


HOSTILE = {
    **{f"one line of {sign}": sign * 50_000 for sign in "[*>`"},
    **{f"lines of {sign}": filled(sign, 99, 50_000) for sign in "[*>`"},
    **{f"a mebibyte of {sign}": filled(sign, 60) for sign in "[*>`<&_\\|~"},
    **{f"items of {sign}": filled("- [ ] " + sign * 210, 216) for sign in "[*`<&_"},
    "images": filled("![[", 30),
    "images in one line each": filled("![[", 9_999),
    "images in items": filled("- [ ] " + "![[" * 70, 216),
    "images in one item": "- [ ] a\n" + filled("  " + "![[" * 20, 62),
    "list markers": filled("- ", 9_998),
    "list markers just within": filled("- ", 98),
    "quotes just within": filled("> ", 98),
    "stairs": "\n".join("  " * (step % 49) + "- [ ] a" for step in range(10_000)),
    "a wide table": "|" + "a|" * 4000 + "\n|" + "-|" * 4000 + "\n" + "|b\n" * 40_000,
    "a wide table of topics": "|name" * 900 + "|\n" + "|-" * 900 + "|\n" + "|b\n" * 40_000,
    "definitions": "".join(f"[a{n}]: b\n" for n in range(40_000)),
    "open comments": "- [ ] a " + filled("<!-- ", 9_000, 900_000),
    "open folds": filled("<details><summary>", 9_000),
    "swallowed boxes": "- [ ] a\n" + filled("      - [ ] b", 13, 600_000),
    "headings": filled("# a", 20),
    "setext": "a\n" * 49_000 + "===\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_read_or_refused_within_the_limit_of_work(name: str) -> None:
    with suppress(RoadmapRefused):
        assert working(lambda worker: worker.parse(HOSTILE[name], name="x.md")).topics


def test_a_file_ticked_in_the_worker_is_the_same_file() -> None:
    file = RoadmapFile("x.md", b"- [ ] a\n- [ ] b\n")
    done = frozenset(called(parse(file.source, name=file.name).topics[:1]))

    ticked = working(lambda worker: worker.tick(file, done))

    assert ticked == to_markdown(file, done) == TickedFile(b"- [x] a\n- [ ] b\n", 0, 0)


def test_a_file_that_takes_too_much_to_tick_is_refused() -> None:
    file = RoadmapFile("x.md", b"- [ ] a\n" * 5000)
    with pytest.raises(RoadmapRefused, match=r"stopped: it took more than 0\.01 seconds"):
        working(lambda worker: worker.tick(file, frozenset()), Worker(cpu_seconds=0.01))
