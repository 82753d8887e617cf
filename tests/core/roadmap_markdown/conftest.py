"""Short ways to read a roadmap that a test writes down."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from core.errors import Problem, RoadmapRefused
from core.roadmap_markdown import Outline, Source, parse

Read = Callable[..., Outline]
Refuse = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def read() -> Read:
    def read(text: str, *, take: Source | None = None, name: str = "my-roadmap.md") -> Outline:
        return parse(dedent(text), name=name, take=take)

    return read


@pytest.fixture
def titles(read: Read) -> Callable[..., list[str]]:
    def titles(text: str, *, take: Source | None = None) -> list[str]:
        return [topic.title for topic in read(text, take=take).topics]

    return titles


@pytest.fixture
def problems() -> Refuse:
    def problems(data: bytes | str, *, take: Source | None = None) -> tuple[Problem, ...]:
        text = dedent(data) if isinstance(data, str) else data
        with pytest.raises(RoadmapRefused) as refused:
            parse(text, name="my-roadmap.md", take=take)
        return refused.value.problems

    return problems
