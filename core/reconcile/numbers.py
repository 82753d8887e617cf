"""Numbers in titles: what is told apart by them alone, as "Exercise 3" is from "Exercise 4"."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

_WORDS = (
    *("one first i", "two second ii", "three third iii", "four fourth iv", "five fifth v"),
    *("six sixth vi", "seven seventh vii", "eight eighth viii", "nine ninth ix", "ten tenth x"),
    *("eleven eleventh xi", "twelve twelfth xii"),
)
_VALUES = {word: value for value, words in enumerate(_WORDS, 1) for word in words.split()}
_NUMBER = re.compile(rf"(\d+)(?:(?:st|nd|rd|th)\b)?|\b(?:{'|'.join(_VALUES)})\b")


class Numbered(NamedTuple):
    """A title's words, with ``#`` for each number, and its numbers."""

    words: str
    numbers: tuple[int, ...]


@lru_cache(maxsize=1 << 14)
def numbered(title: str) -> Numbered:
    """Part a title, in the form in which names are compared, into words and numbers."""
    numbers = tuple(
        int(found[1]) if found[1] else _VALUES[found[0]] for found in _NUMBER.finditer(title)
    )
    return Numbered(_NUMBER.sub("#", title), numbers)


def series_of(titles: Iterable[str]) -> frozenset[str]:
    """Find the words that several of one roadmap's titles share with other numbers in them.

    A number that no other title counts on from says how much: "17 videos" may become "27 videos".
    """
    members: defaultdict[str, set[tuple[int, ...]]] = defaultdict(set)
    for title in titles:
        words, numbers = numbered(title)
        members[words].add(numbers)
    return frozenset(words for words, numbers in members.items() if len(numbers) > 1)
