"""A spoken mix: "python 2 django 1", roadmaps and their shares as people type them."""

import re
from collections.abc import Iterable

from core.errors import UnclearMix
from core.mix import MOST_SHARES

_PART = re.compile(r"(?P<name>\S.*?)(?: ?[:=] ?| )(?P<share>\d+)(?= |[,;.]|\Z)[ ,;.]*")
_AND = re.compile(r"and\s+", re.IGNORECASE)
_ECHO = 60
"""Characters of what was typed that are said back."""

_LONGEST = 4
"""Digits of a share that are read; with more it is far too large anyhow."""


def read_mix(typed: str, forms: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Read roadmaps by name, each with its share, in the order typed.

    Raise UnclearMix for what cannot be read; ``forms`` are the mixes it gives as examples.
    """
    words = " ".join(typed.split())
    read: list[tuple[str, int]] = []
    at = 0
    while at < len(words):
        found = _PART.match(words, at)
        if found is None:
            wrong = f"After “{_cut(words[at:])}” there is no share."
            raise UnclearMix(typed, said(read), wrong, forms)
        digits = found["share"]
        share = int(digits) if len(digits) <= _LONGEST else 0
        if not 1 <= share <= MOST_SHARES:
            wrong = f"A share is a whole number from 1 to {MOST_SHARES}, not {_cut(digits)}."
            raise UnclearMix(typed, said(read), wrong, forms)
        name = _AND.sub("", found["name"], count=1) if read else found["name"]
        read.append((name, share))
        at = found.end()
    return tuple(read)


def said(shares: Iterable[tuple[str, int]]) -> str:
    """Write a mix as a learner would type it."""
    return ", ".join(f"{name} {share}" for name, share in shares)


def _cut(words: str) -> str:
    return words if len(words) <= _ECHO else words[: _ECHO - 1] + "\u2026"
