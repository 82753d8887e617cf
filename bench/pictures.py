"""What a picture costs: to draw, against matplotlib; from the gallery; and to those who wait.

Both draw the same years as PNG of the same size, warm, in this process. What the gallery remembers
is asked for by equal facts, not by the same objects, as commands do.
"""

import asyncio
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from time import perf_counter

from bench._lag import lags
from bench._pictures_cards import years
from bench._pictures_matplotlib import draw_with_matplotlib
from bench.harness import Result, interleaved, one_by_one, p99, ratio
from bot.cards.card import Card
from bot.cards.drawing import draw
from bot.cards.gallery import Gallery
from bot.cards.theme import LIGHT
from bot.cards.year import Year
from bot.worker import Worker

_AT_ONCE = 50
_HITS = 100


def run(*, quick: bool) -> Result:
    """Measure drawing in interleaved rounds, then the gallery in a loop of its own."""
    cards = years(8 if quick else 32)
    ours, theirs = iter(_forever(cards)), iter(_forever(cards))
    draw(cards[0], LIGHT)
    draw_with_matplotlib(cards[0])
    timed = interleaved(
        {
            "ours": lambda: one_by_one(1, 1, lambda _: draw(next(ours), LIGHT)).all,
            "matplotlib": lambda: (
                one_by_one(1, 1, lambda _: draw_with_matplotlib(next(theirs))).all
            ),
        },
        rounds=len(cards),
    )
    drawn, cached = asyncio.run(_remembered(cards))
    late = asyncio.run(_lags(years(_AT_ONCE)))
    return Result(
        "pictures",
        {
            "time_over_matplotlib": ratio(timed["ours"], timed["matplotlib"]),
            "cached_over_drawn": ratio(cached, drawn),
            "loop_lag_p99_ms": p99(late) * 1e3,
        },
        {
            "size": "quick" if quick else "full",
            "ours_ms": median(timed["ours"]) * 1e3,
            "matplotlib_ms": median(timed["matplotlib"]) * 1e3,
            "drawn_ms": median(drawn) * 1e3,
            "cached_ms": median(cached) * 1e3,
            "loop_lag_max_ms": max(late) * 1e3,
            "ours_bytes": float(len(draw(cards[0], LIGHT))),
            "matplotlib_bytes": float(len(draw_with_matplotlib(cards[0]))),
        },
    )


def _forever(cards: Sequence[Year]) -> Iterator[Year]:
    while True:
        yield from cards


async def _remembered(cards: Sequence[Year]) -> tuple[list[float], list[float]]:
    """Time each card when it is drawn, and when it is remembered; seconds."""
    drawn: list[float] = []
    cached: list[float] = []
    async with Worker() as worker:
        gallery = Gallery(worker)
        # The first starts the process and reads the typefaces.
        await gallery.png(replace(cards[0], title="The first"), LIGHT)
        for card in cards:
            drawn.append(await _time(gallery, [card]))
            cached.append(await _time(gallery, _copies(card)) / _HITS)
    return drawn, cached


def _copies(card: Year) -> list[Year]:
    packed = pickle.dumps(card)
    return [pickle.loads(packed) for _ in range(_HITS)]  # noqa: S301 - packed just above


async def _time(gallery: Gallery, cards: Sequence[Card]) -> float:
    started = perf_counter()
    for card in cards:
        await gallery.png(card, LIGHT)
    return perf_counter() - started


async def _lags(cards: Sequence[Card]) -> list[float]:
    """Give how late the loop was while all cards were drawn; seconds."""
    async with Worker() as worker:
        gallery = Gallery(worker)
        async with lags() as found:
            await asyncio.gather(*(gallery.png(card, LIGHT) for card in cards))
    return found
