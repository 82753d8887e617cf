"""The pictures in the documents: they are what the program draws of a study with all its turns."""

import asyncio
from collections.abc import Mapping
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from tests.project.pictures import FOLDER, drawn, said

_SAME = 24
"""Of 255: how far a colour may be from another before people tell them apart at an edge."""
_FEW = 0.05
"""The share of pixels in a tile that another version of a library may draw otherwise."""
_TILE = 40
"""Pixels: a figure fills one or two."""


@pytest.fixture(scope="module")
def pictures() -> Mapping[str, bytes]:
    """Draw them all."""
    return asyncio.run(drawn())


def differing(one: bytes, other: bytes) -> float:
    """Give the share of pixels in which two pictures differ, where most do; 1 for other sizes."""
    first, second = (Image.open(BytesIO(png)).convert("RGB") for png in (one, other))
    if first.size != second.size:
        return 1.0
    levels = ImageChops.difference(first, second).convert("L")
    differs = levels.point([255 * (level >= _SAME) for level in range(256)])
    return max(differs.reduce(_TILE).tobytes()) / 255


def test_the_pictures_are_what_the_program_draws(pictures: Mapping[str, bytes]) -> None:
    """Write them anew with ``make docs`` where this fails."""
    assert {file.name for file in FOLDER.iterdir()} == pictures.keys()
    for name, png in pictures.items():
        assert differing((FOLDER / name).read_bytes(), png) <= _FEW, name


def test_pictures_that_differ_are_told_apart(pictures: Mapping[str, bytes]) -> None:
    assert differing(pictures["stats-light.png"], pictures["stats-dark.png"]) > _FEW
    assert differing(pictures["stats-light.png"], pictures["map-light.png"]) == 1


def test_they_show_a_month_and_a_half_with_rest_days_and_a_pause() -> None:
    spoken = list(said())
    days = {now.date() for now, line in spoken if line.startswith("/done")}

    assert (max(days) - min(days)).days == 45
    assert {line for _, line in spoken if line.startswith(("/pause", "/rest"))} == {
        "/restdays sun",
        "/pause 5d",
    }
