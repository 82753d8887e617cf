"""What parsing a roadmap costs against markdown-it-py's full parse of the same text.

The peer is the library with its "commonmark" preset and tables, the least that sees what we see;
it makes block and inline tokens and no topics. Ours ends with the finished outline, refusals,
warnings, links and hints included.
"""

import gc
import tracemalloc
from collections.abc import Callable
from functools import partial
from math import exp, log
from pathlib import Path
from statistics import linear_regression, median
from time import perf_counter

from markdown_it import MarkdownIt

from bench.harness import Result, interleaved, ratio
from core.roadmap_markdown import parse
from core.roadmap_markdown.limits import MAX_BYTES, MAX_TOPICS

_ROADMAPS = Path(__file__).resolve().parent.parent / "roadmaps"
_TOPICS_A_SECTION = 20
_SIXTEENTHS = (1, 2, 4, 8, 16)
_AT_LEAST_SECONDS = 0.05


def run(*, quick: bool) -> Result:
    """Measure each seed and a made checklist of 1 MiB; quick rounds are fewer, not smaller."""
    markdown = MarkdownIt("commonmark").enable("table")
    texts = {path.stem: path.read_text("utf-8") for path in sorted(_ROADMAPS.glob("*.md"))}
    texts["made_1_mib"] = checklist(MAX_TOPICS)
    figures: dict[str, float | str] = {"size": "quick" if quick else "full"}
    times: list[float] = []
    memories: list[float] = []
    for name, text in texts.items():
        contenders: dict[str, Callable[[], object]] = {
            "ours": partial(parse, text, name=name),
            "markdown_it": partial(markdown.parse, text),
        }
        timed = interleaved(
            {who: partial(_seconds, act) for who, act in contenders.items()},
            rounds=5 if quick else 15,
        )
        peak = {who: _peak_bytes(act) for who, act in contenders.items()}
        times.append(ratio(timed["ours"], timed["markdown_it"]))
        memories.append(peak["ours"] / peak["markdown_it"])
        figures |= {
            f"{name}_bytes": len(text.encode()),
            f"{name}_ms": median(timed["ours"]) * 1e3,
            f"{name}_markdown_it_ms": median(timed["markdown_it"]) * 1e3,
            f"{name}_time_ratio": times[-1],
            f"{name}_peak_mib": peak["ours"] / 2**20,
            f"{name}_memory_ratio": memories[-1],
        }
    ratios = {
        "time_over_markdown_it": max(times),
        "memory_over_markdown_it": max(memories),
        "growth_exponent": _growth(figures, rounds=3 if quick else 9),
    }
    return Result("parse", ratios, figures)


def checklist(topics: int) -> str:
    """Make a checklist of about 1 MiB at 5,000 topics, with code, links and details."""
    words = "what it is for, where it helps and when to leave it alone"
    lines = ["# A made checklist", ""]
    for number in range(topics):
        if number % _TOPICS_A_SECTION == 0:
            lines += ["", f"## {number // _TOPICS_A_SECTION}. Section of the checklist", ""]
        mark = "x" if number % 7 == 0 else " "
        lines.append(f"- [{mark}] Topic {number}: `call_{number}()` and {words}")
        if number % 2:
            lines.append(f"  - [Guide to it](https://example.org/guides/{number}) ({words})")
        else:
            lines.append(f"  - a **note** on topic {number} that says {words}")
    return "\n".join(lines) + "\n"


def _seconds(act: Callable[[], object]) -> float:
    """Time one call, by as many as it takes to be well above the clock's grain."""
    gc.collect()
    calls = 0
    started = perf_counter()
    while (passed := perf_counter() - started) < _AT_LEAST_SECONDS:
        act()
        calls += 1
    return passed / calls


def _peak_bytes(act: Callable[[], object]) -> int:
    act()
    gc.collect()
    tracemalloc.start()
    try:
        kept = act()
        return tracemalloc.get_traced_memory()[1] if kept else 0
    finally:
        tracemalloc.stop()


def _growth(figures: dict[str, float | str], *, rounds: int) -> float:
    """Fit time to size over made checklists; 1 is linear. The fit goes into the figures."""
    made = [checklist(MAX_TOPICS * part // 16) for part in _SIXTEENTHS]
    timed = interleaved(
        {str(len(text)): partial(_seconds, partial(parse, text, name="made")) for text in made},
        rounds=rounds,
    )
    sizes = [log(int(size)) for size in timed]
    seconds = [log(median(times)) for times in timed.values()]
    slope, intercept = linear_regression(sizes, seconds)
    at_limit = exp(intercept + slope * log(MAX_BYTES))
    figures["fit"] = f"{at_limit * 1e3:.0f} ms x (bytes / 1 MiB) ^ {slope:.2f}"
    return slope
