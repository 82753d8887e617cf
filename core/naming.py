"""Naming: the roadmaps that a person means by a slug, a title or words of one."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

from core.likeness import fold

T = TypeVar("T")


class Titled(Protocol):
    """What a person calls by its slug or its title: a roadmap, or the summary of one."""

    @property
    def slug(self) -> str:
        """Its short name, which no other has."""

    @property
    def title(self) -> str:
        """Its title, which another may have too."""


def called(known: Iterable[T], typed: str, name: Callable[[T], Titled]) -> tuple[T, ...]:
    """Give those that words may mean, in their order; none for words that fit nothing.

    ``name`` says by what each is known. A slug goes before a title, a whole title before one that
    begins with the words, and that before one that holds them in any order: only those that fit
    best are given.
    """
    named = tuple((each, name(each)) for each in known)
    for fits in (_is_slug, _is_title, _begins, _holds) if fold(typed) else ():
        fitting = tuple(each for each, titled in named if fits(titled, typed))
        if fitting:
            return fitting
    return ()


def typed_names(known: Sequence[Titled]) -> dict[str, str]:
    """Give by slug what to type for each: its title, or its slug where that may mean another."""
    return {
        each.slug: each.title if called(known, each.title, _itself) == (each,) else each.slug
        for each in known
    }


def _itself(titled: Titled) -> Titled:
    return titled


def _is_slug(titled: Titled, typed: str) -> bool:
    return typed.strip().casefold() == titled.slug


def _is_title(titled: Titled, typed: str) -> bool:
    return fold(typed) in {fold(titled.slug), fold(titled.title)}


def _begins(titled: Titled, typed: str) -> bool:
    return any(f"{fold(it)} ".startswith(f"{fold(typed)} ") for it in (titled.slug, titled.title))


def _holds(titled: Titled, typed: str) -> bool:
    return set(fold(typed).split()) <= set(fold(titled.title).split())
