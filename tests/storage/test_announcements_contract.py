"""What every storage promises of announcements: the last digest of each scope, until forgotten."""

from collections.abc import Callable

import pytest

from core.ports import UnitOfWork
from tests.storage.conftest import Run

GLOBAL = "discord:1:global"
GUILD = "discord:1:guild:7"


def save(scope: str, digest: str) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.announcements.save(scope, digest)
        unit.commit()

    return work


def forget(scope: str) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.announcements.forget(scope)
        unit.commit()

    return work


def of(run: Run, prefix: str) -> dict[str, str]:
    [found] = run(lambda unit: dict(unit.announcements.of(prefix)))
    return found


class TestAnnouncements:
    def test_each_scope_has_the_digest_it_was_saved_with_last(self, run: Run) -> None:
        run(save(GLOBAL, "a"))
        run(save(GUILD, "b"))
        run(save(GLOBAL, "c"))

        assert of(run, "discord:1:") == {GLOBAL: "c", GUILD: "b"}

    @pytest.mark.parametrize(
        ("prefix", "scopes"),
        [
            ("", {GLOBAL, GUILD, "Discord:1:global", "discord:10:global"}),
            ("discord:1:", {GLOBAL, GUILD}),
            ("discord:1:guild", {GUILD}),
            (GUILD, {GUILD}),
            (f"{GUILD}7", set()),
            ("discord%", set()),
            ("discord_1", set()),
        ],
    )
    def test_a_prefix_is_taken_to_the_letter(self, run: Run, prefix: str, scopes: set[str]) -> None:
        for scope in (GLOBAL, GUILD, "Discord:1:global", "discord:10:global"):
            run(save(scope, "a"))

        assert set(of(run, prefix)) == scopes

    def test_a_forgotten_scope_is_gone_and_the_others_stay(self, run: Run) -> None:
        run(save(GLOBAL, "a"))
        run(save(GUILD, "b"))

        for _ in range(2):
            run(forget(GUILD))

        assert of(run, "discord:") == {GLOBAL: "a"}

    def test_without_a_commit_nothing_is_kept(self, run: Run) -> None:
        run(lambda unit: unit.announcements.save(GLOBAL, "a"))

        assert of(run, "discord:") == {}

    def test_many_may_save_a_scope_at_once(self, run: Run) -> None:
        run(*(save(GLOBAL, "a") for _ in range(8)))

        assert of(run, "discord:") == {GLOBAL: "a"}
