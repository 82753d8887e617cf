"""Components of messages and forms: what stands in them, and how Discord keeps them."""

import copy
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from tests.discord_bed.wire import Json


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Give components and all that stands in them, in order."""
    for each in components:
        yield each
        yield from walk(each.get("components", ()))
        yield from walk([each[name] for name in ("accessory", "component") if name in each])


def numbered(components: list[Json], attached: dict[str, str]) -> list[Json]:
    """Give components as Discord keeps them: each with a number, files by their address."""
    kept = copy.deepcopy(components)
    for number, each in zip(count(1), walk(kept), strict=False):
        each.setdefault("id", number)
    _resolve(kept, attached)
    return kept


def _resolve(value: Any, attached: dict[str, str]) -> None:
    """Put addresses where files that came along are meant."""
    if isinstance(value, list):
        for each in value:
            _resolve(each, attached)
    elif isinstance(value, dict):
        for each in value.values():
            _resolve(each, attached)
        reference = str(value.get("url", ""))
        if reference.startswith("attachment://"):
            address = attached[reference.removeprefix("attachment://")]
            value |= {"url": address, "proxy_url": address}
