"""A Bot API that is strict: 30 requests to chats in any second, and not one more."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from time import perf_counter
from urllib.parse import parse_qsl

from bench._telegram_api import BenchApi

LIMIT = 30
"""Requests to chats in any second."""


class SlidingSecond:
    """What was let through in the last second; ``limit`` is the most there may be."""

    def __init__(self, limit: int) -> None:
        self._taken: deque[float] = deque(maxlen=limit)

    def take(self, now: float) -> float:
        """Let one through at an instant and give 0, or give the seconds until one may be."""
        if len(self._taken) == self._taken.maxlen and now - self._taken[0] < 1:
            return self._taken[0] + 1 - now
        self._taken.append(now)
        return 0.0


class StrictApi(BenchApi):
    """A Bot API that answers at once, and refuses what is too much for a second."""

    def __init__(self, folder: Path, *, clock: Callable[[], float] = perf_counter) -> None:
        super().__init__(folder)
        self._clock = clock
        self._second = SlidingSecond(LIMIT)
        self.refused = 0
        self.taken: defaultdict[int, list[float]] = defaultdict(list)
        """When each chat got something."""

    def _answer(self, method: str, body: bytes) -> tuple[HTTPStatus, object]:
        chat = dict(parse_qsl(body.decode())).get("chat_id")
        if chat is not None:
            now = self._clock()
            wait = self._second.take(now)
            if wait:
                self.refused += 1
                return HTTPStatus.TOO_MANY_REQUESTS, _too_many(math.ceil(wait))
            self.taken[int(chat)].append(now)
        return super()._answer(method, body)


def _too_many(seconds: int) -> dict[str, object]:
    return {
        "ok": False,
        "error_code": HTTPStatus.TOO_MANY_REQUESTS.value,
        "description": f"Too Many Requests: retry after {seconds}",
        "parameters": {"retry_after": seconds},
    }
