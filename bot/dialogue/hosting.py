"""Hosting: what a host decides on the roadmaps that learners bring."""

import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass, field

from core.learner import Account
from core.use_cases.owning import Allowance


def random_letters(count: int) -> str:
    """Make letters that nobody can guess."""
    return "".join(secrets.choice(string.ascii_lowercase) for _ in range(count))


@dataclass(frozen=True, slots=True)
class Hosting:
    """How much a learner may keep, who may show a roadmap to everybody, and where chance is from.

    ``letters`` gives so many random letters, of which slugs, links and the ids of drafts are made.
    """

    allowance: Allowance = field(default_factory=Allowance)
    admins: frozenset[Account] = frozenset()
    letters: Callable[[int], str] = random_letters
