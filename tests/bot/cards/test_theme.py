"""Cards read the same to people who see colours differently."""

from itertools import pairwise

import pytest

from bot.cards.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)

# How people without one kind of cone see linear red, green and blue; Machado and others, 2009.
SEEN = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
ALL = "all cones"


def _luminance(colour: str, eyes: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    red, green, blue = (
        min(max(sum(share * it for share, it in zip(row, linear, strict=True)), 0), 1)
        for row in SEEN[eyes]
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str, eyes: str = ALL) -> float:
    low, high = sorted((_luminance(one, eyes), _luminance(other, eyes)))
    return (high + 0.05) / (low + 0.05)


@THEMES
def test_words_stand_out_from_what_is_behind_them(theme: Theme) -> None:
    assert min(_contrast(it, theme.ground) for it in (theme.words, theme.accent)) >= 7
    assert _contrast(theme.quiet, theme.ground) >= 4.5
    assert _contrast(theme.quiet, theme.levels[0]) >= 4.5


@THEMES
@pytest.mark.parametrize("eyes", SEEN)
def test_shades_go_one_way_in_steps_that_anybody_sees(theme: Theme, eyes: str) -> None:
    shades = [_luminance(shade, eyes) for shade in theme.levels]

    assert shades == sorted(shades, reverse=theme is LIGHT)
    assert min(_contrast(*two, eyes) for two in pairwise(theme.levels)) >= 1.25


@THEMES
def test_what_is_done_of_a_bar_stands_out_from_the_rest(theme: Theme) -> None:
    assert _contrast(theme.levels[3], theme.levels[0]) >= 3
