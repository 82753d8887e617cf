"""Announcements: what a platform was told is remembered until it is told something else."""

from core.use_cases.announcements import announced, forget_announcement, keep_announcement
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf


def test_what_was_told_is_known_by_its_scope_until_it_is_forgotten() -> None:
    work = FakeUnitOfWork(Shelf())
    for scope, digest in [("discord:1:global", "a"), ("discord:1:guild:7", "b"), ("other", "c")]:
        keep_announcement(work, scope, digest)
    keep_announcement(work, "discord:1:global", "d")
    before = announced(work, "discord:1:")

    forget_announcement(work, "discord:1:guild:7")

    assert before == {"discord:1:global": "d", "discord:1:guild:7": "b"}
    assert announced(work, "discord:1:") == {"discord:1:global": "d"}


def test_what_was_told_is_kept() -> None:
    kept, forgotten = FakeUnitOfWork(Shelf()), FakeUnitOfWork(Shelf())

    keep_announcement(kept, "discord:1:global", "a")
    forget_announcement(forgotten, "discord:1:global")

    assert (kept.committed, forgotten.committed) == (True, True)
