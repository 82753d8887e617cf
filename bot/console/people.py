"""People and places of the terminal, which are known by their names alone."""

from bot.dialogue.invocation import Person, Place, PlaceKind
from core.learner import Account

PLATFORM = "console"
GROUP_MARK = "#"
"""Keeps a group apart from a person of the same name."""


def person_named(name: str, *, zone: str | None) -> Person:
    """Give the person of that name; every name is an account of its own.

    Groups of the terminal have no managers, so everybody is one.
    """
    return Person(Account(PLATFORM, name), name, zone=zone, manages=True)


def private_place(person: Person) -> Place:
    """Give the place where a person is alone with the bot."""
    return Place(PLATFORM, person.account.user)


def group_place(name: str) -> Place:
    """Give the place of the group of that name."""
    return Place(PLATFORM, f"{GROUP_MARK}{name}", PlaceKind.GROUP, aside=True)
