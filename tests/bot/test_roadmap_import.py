"""The host's roadmap files: stored at the start, updated where they changed, told in the log."""

import asyncio
import contextlib
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

import storage
from bot.dialogue.gateway import Gateway
from bot.roadmap_add import Consent, MayBeWrongFile, add
from bot.roadmap_import import carry_out, import_roadmaps, plan
from bot.roadmap_rollback import NotRolledBack, roll_back
from core.errors import Problem, RoadmapChanged, RoadmapRefused
from core.learner import Account
from core.ownership import RoadmapFile
from core.ports import UnitOfWork
from core.roadmap_markdown import Source, parse
from core.selection import Pick
from core.use_cases.adding import add_roadmap
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.owning import Allowance
from core.use_cases.study import complete_topics, next_topic
from tests.builders import NOON, outline, ship
from tests.fakes.reading import HereReader

T = TypeVar("T")
ADA = Account("console", "ada")
LISBON = Newcomer("Europe/Lisbon", "en")

RUST = "# Rust\n\n- [ ] Ownership\n- [ ] Borrowing\n- [ ] Slices\n- [ ] Traits\n"
EDITED = RUST.replace("Ownership", "Ownerships").replace("- [ ] Slices\n", "") + "- [ ] Macros\n"
OTHER = "# Cooking\n\n- [ ] Boil an egg\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rust.md").write_text(RUST, "utf-8")
    return tmp_path


def hosted(host: Callable[[Gateway], Awaitable[T]]) -> T:
    async def run() -> T:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            return await host(gateway)

    return asyncio.run(run())


def titles(work: UnitOfWork) -> list[str]:
    """Name the topics of all roadmaps of the host's."""
    shipped = (work.roadmaps.get(each.id) for each in work.roadmaps.visible(None, None))
    return [topic.text for roadmap in shipped for topic in roadmap.topics]


def logged(caplog: pytest.LogCaptureFixture) -> list[tuple[str, dict[str, object]]]:
    names = ("file", "kept", "renamed", "moved", "returned", "new", "retired", "guesses", "left")
    return [
        (record.message, {name: getattr(record, name) for name in names})
        for record in caplog.records
        if record.name == "bot.roadmap_import" and hasattr(record, "kept")
    ]


def left_out(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.levelno == logging.ERROR]


def test_a_file_that_changed_updates_its_roadmap_and_the_log_says_how(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def restart(gateway: Gateway) -> tuple[int, list[str]]:
        await import_roadmaps(gateway, folder, now=NOON)
        await gateway.run(lambda work: enrol(work, ADA, NOON, "rust", LISBON))
        await gateway.run(lambda work: complete_topics(work, ADA, NOON, Pick("1-3")))
        (folder / "rust.md").write_text(EDITED, "utf-8")
        with caplog.at_level(logging.INFO):
            await import_roadmaps(gateway, folder, now=NOON)
            await import_roadmaps(gateway, folder, now=NOON)
        offer = await gateway.run(lambda work: next_topic(work, ADA, NOON))
        return offer.overall.done, await gateway.run(titles)

    assert hosted(restart) == (2, ["Ownerships", "Borrowing", "Traits", "Macros"])
    assert logged(caplog) == [
        (
            "roadmap updated",
            {
                "file": "rust.md",
                "kept": 2,
                "renamed": 1,
                "moved": 0,
                "returned": 0,
                "new": 1,
                "retired": 1,
                "guesses": "Ownership -> Ownerships",
                "left": "Slices",
            },
        )
    ]


def test_a_file_that_may_be_the_wrong_one_changes_nothing_and_is_warned_about(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def restart(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        (folder / "rust.md").write_text(OTHER, "utf-8")
        await import_roadmaps(gateway, folder, now=NOON)
        return await gateway.run(titles)

    assert hosted(restart) == ["Ownership", "Borrowing", "Slices", "Traits"]
    [(message, fields)] = logged(caplog)
    assert message.startswith("roadmap not updated")
    assert fields["retired"] == 4


def test_what_cannot_be_studied_is_left_out_and_told_and_the_others_are_served(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "empty.md").write_text("\n", "utf-8")
    (folder / "folder.md").mkdir()
    (folder / "gone.md").symlink_to(folder / "nothing.md")
    (folder / "日本.md").write_text(OTHER, "utf-8")
    (folder / "日本語.md").write_text(OTHER, "utf-8")

    async def start(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        return await gateway.run(titles)

    assert hosted(start) == ["Ownership", "Borrowing", "Slices", "Traits"]
    told = "\n".join(line.removeprefix("roadmap left out: ") for line in left_out(caplog))
    assert told == (
        "empty.md: the file is empty; write topics as “- [ ] topic” lines and send it again\n"
        "folder.md: cannot read the file: is a directory; name a Markdown file you can read\n"
        "gone.md: cannot read the file: no such file or directory; "
        "name a Markdown file you can read\n"
        "日本.md, 日本語.md: its name has no letter from a to z and no digit, of which links are "
        "made; give it a name with some, like japanese.md"
    )


def test_a_file_that_is_broken_later_leaves_its_roadmap_as_it_is(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def restart(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        (folder / "rust.md").write_text("\n", "utf-8")
        await import_roadmaps(gateway, folder, now=NOON)
        return await gateway.run(titles)

    assert hosted(restart) == ["Ownership", "Borrowing", "Slices", "Traits"]
    assert len(left_out(caplog)) == 1


def test_a_start_with_nothing_to_study_is_refused_with_all_that_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("\n", "utf-8")
    (tmp_path / "b.md").mkdir()

    with pytest.raises(RoadmapRefused) as refused:
        hosted(lambda gateway: import_roadmaps(gateway, tmp_path, now=NOON))

    assert [problem.message for problem in refused.value.problems] == [
        "a.md: the file is empty",
        "b.md: cannot read the file: is a directory",
    ]


def test_a_file_whose_name_is_no_text_is_stored(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"rust-\xff.md")).write_text(RUST, "utf-8")
    except OSError:
        pytest.skip("names are text here")

    async def start(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, tmp_path, now=NOON)
        return await gateway.run(titles)

    assert hosted(start) == ["Ownership", "Borrowing", "Slices", "Traits"]


def test_of_two_files_of_one_slug_neither_is_stored_and_both_are_named(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "C++.md").write_text(OTHER, "utf-8")
    (folder / "C#.md").write_text(OTHER, "utf-8")

    async def start(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        return await gateway.run(titles)

    assert hosted(start) == ["Ownership", "Borrowing", "Slices", "Traits"]
    assert left_out(caplog) == [
        "roadmap left out: C#.md and C++.md both give c; rename one of them"
    ]


class Asked:
    """Somebody at the terminal."""

    def __init__(self, folder: Path, *, agrees: bool = True) -> None:
        self.said: list[str] = []
        self._folder = folder
        self._agrees = agrees

    def confirm(self, question: str) -> bool:
        """Answer a question."""
        self.said.append(question)
        return self._agrees

    async def add(
        self,
        gateway: Gateway,
        path: Path,
        take: Source | None = None,
        consent: Consent = Consent.ASK,
    ) -> None:
        """Add a file."""
        await add(
            gateway,
            HereReader(),
            path,
            take,
            folder=self._folder,
            consent=consent,
            now=NOON,
            show=self.said.append,
            confirm=self.confirm,
        )


@pytest.mark.parametrize("agrees", [True, False])
def test_a_hosts_file_is_shown_and_stored_for_everybody_where_they_agree(
    folder: Path, *, agrees: bool
) -> None:
    asked = Asked(folder, agrees=agrees)

    async def start(gateway: Gateway) -> list[str]:
        await asked.add(gateway, folder / "rust.md")
        return await gateway.run(titles)

    stored = hosted(start)

    assert bool(stored) is agrees
    assert asked.said[:2] == ["Rust", "4 topics from boxes; 0 ticked"]
    assert asked.said[-2:] == [
        "Store it, for everybody?",
        "Stored as rust." if agrees else "Nothing was stored.",
    ]


def test_a_hosts_edited_file_is_reported_before_it_updates(folder: Path) -> None:
    asked = Asked(folder)

    async def start(gateway: Gateway) -> list[str]:
        await asked.add(gateway, folder / "rust.md")
        (folder / "rust.md").write_text(EDITED, "utf-8")
        await asked.add(gateway, folder / "rust.md")
        await asked.add(gateway, folder / "rust.md")
        return await gateway.run(titles)

    assert hosted(start) == ["Ownerships", "Borrowing", "Traits", "Macros"]
    assert asked.said[-6:] == [
        "Kept 2, renamed 1, moved 0, new 1, retired 1.",
        "  taken for the same: Ownership -> Ownerships",
        "  leaves: Slices",
        "Update it?",
        f"Updated as rust. To take that back, put {folder / 'rust.md'} as it was and add it again.",
        "It is stored as it is: there is nothing to do.",
    ]


def test_what_a_host_takes_as_topics_stays_so_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "plain.md"
    path.write_text("# Plain\n\n- one\n- two\n- three\n", "utf-8")

    async def start(gateway: Gateway) -> list[str]:
        await Asked(tmp_path).add(gateway, path, Source.BULLETS)
        path.write_text("# Plain\n\n- one\n- two\n- three\n- four\n", "utf-8")
        await import_roadmaps(gateway, tmp_path, now=NOON)
        return await gateway.run(titles)

    assert hosted(start) == ["one", "two", "three", "four"]


def test_the_same_file_taken_otherwise_keeps_the_progress_and_says_what_changes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rust.md"
    path.write_text(RUST + "- Macros\n", "utf-8")
    asked = Asked(tmp_path / "roadmaps")

    async def start(gateway: Gateway) -> tuple[int, list[str]]:
        await asked.add(gateway, path)
        await gateway.run(lambda work: enrol(work, ADA, NOON, "rust", LISBON))
        await gateway.run(lambda work: complete_topics(work, ADA, NOON, Pick("1-3")))
        await asked.add(gateway, path, Source.BULLETS)
        offer = await gateway.run(lambda work: next_topic(work, ADA, NOON))
        return offer.overall.done, await gateway.run(titles)

    assert hosted(start) == (3, ["Ownership", "Borrowing", "Slices", "Traits", "Macros"])
    assert "Kept 4, renamed 0, moved 0, new 1, retired 0." in asked.said


def test_a_hosts_file_is_refused_where_a_learners_roadmap_has_its_name(tmp_path: Path) -> None:
    path = tmp_path / "rust-abcdef.md"
    path.write_text(RUST, "utf-8")

    def bring(work: UnitOfWork) -> None:
        add_roadmap(
            work,
            ADA,
            NOON,
            RoadmapFile("rust.md", RUST.encode()),
            parse(RUST, name="rust.md"),
            newcomer=LISBON,
            allowance=Allowance(),
            letters="abcdef",
        )

    async def start(gateway: Gateway) -> None:
        await gateway.run(bring)
        await Asked(tmp_path).add(gateway, path)

    with pytest.raises(RoadmapRefused, match="a learner's roadmap is called rust-abcdef"):
        hosted(start)


def test_a_roadmap_whose_file_was_not_kept_takes_it_and_keeps_its_topics(folder: Path) -> None:
    async def start(gateway: Gateway) -> tuple[list[str], RoadmapFile | None]:
        def before(work: UnitOfWork) -> None:
            names = ("Ownership", "Borrowing", "Slices", "Traits")
            ship(work, "rust", outline({(): names}, "Rust"), source=b"")
            work.commit()

        await gateway.run(before)
        await import_roadmaps(gateway, folder, now=NOON)

        def after(work: UnitOfWork) -> tuple[list[str], RoadmapFile | None]:
            [shipped] = work.roadmaps.visible(None, None)
            return titles(work), work.roadmaps.file(shipped.id)

        return await gateway.run(after)

    assert hosted(start) == (
        ["Ownership", "Borrowing", "Slices", "Traits"],
        RoadmapFile("rust.md", RUST.encode()),
    )


def elsewhere(folder: Path, text: str) -> Path:
    """Write a file of the folder's name beside it."""
    (folder / "else").mkdir()
    path = folder / "else" / "Rust.md"
    path.write_text(text, "utf-8")
    return path


def test_a_file_that_the_next_start_would_replace_is_refused_with_what_to_do(folder: Path) -> None:
    path = elsewhere(folder, EDITED)

    async def start(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        with pytest.raises(RoadmapRefused) as refused:
            await Asked(folder).add(gateway, path)
        assert refused.value.problems == (
            Problem(
                f"rust is the roadmap of {folder / 'rust.md'}, and would be so again at the next "
                "start",
                "replace that file and start the bot again, or give this one another name",
            ),
        )
        return await gateway.run(titles)

    assert hosted(start) == ["Ownership", "Borrowing", "Slices", "Traits"]


def test_a_file_that_the_start_left_is_taken_when_the_host_adds_it(folder: Path) -> None:
    async def start(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        (folder / "rust.md").write_text(OTHER, "utf-8")
        await import_roadmaps(gateway, folder, now=NOON)
        await Asked(folder).add(gateway, elsewhere(folder, OTHER))
        await import_roadmaps(gateway, folder, now=NOON)
        return await gateway.run(titles)

    assert hosted(start) == ["Boil an egg"]


def test_a_roll_back_is_offered_where_the_roadmap_is_none_of_the_folder(folder: Path) -> None:
    asked = Asked(folder)

    async def start(gateway: Gateway) -> list[str]:
        await import_roadmaps(gateway, folder, now=NOON)
        (folder / "rust.md").write_text(OTHER, "utf-8")
        await asked.add(gateway, folder / "rust.md", consent=Consent.RIGHT_FILE)
        (folder / "rust.md").write_text(RUST, "utf-8")
        await asked.add(gateway, folder / "rust.md", consent=Consent.RIGHT_FILE)
        return await gateway.run(titles)

    assert hosted(start) == ["Ownership", "Borrowing", "Slices", "Traits"]
    path = folder / "rust.md"
    assert asked.said[-1] == (
        f"Updated as rust. To take that back, put {path} as it was and add it again."
    )
    assert not any("rollback" in line for line in asked.said)


@pytest.mark.parametrize("consent", [Consent.YES, Consent.RIGHT_FILE])
def test_a_file_that_may_be_the_wrong_one_needs_more_than_yes(
    tmp_path: Path, consent: Consent
) -> None:
    path = tmp_path / "rust.md"
    asked = Asked(tmp_path / "roadmaps")

    async def start(gateway: Gateway) -> list[str]:
        path.write_text(RUST, "utf-8")
        await asked.add(gateway, path, consent=consent)
        path.write_text(OTHER, "utf-8")
        refusal = (
            pytest.raises(MayBeWrongFile, match=r"100% of its topics .* say --right-file")
            if consent is Consent.YES
            else contextlib.nullcontext()
        )
        with refusal:
            await asked.add(gateway, path, consent=consent)
        return await gateway.run(titles)

    kept = ["Ownership", "Borrowing", "Slices", "Traits"]
    assert hosted(start) == (kept if consent is Consent.YES else ["Boil an egg"])
    assert "Update it?" not in asked.said


def test_a_roadmap_that_somebody_else_added_meanwhile_is_not_said_to_be_stored() -> None:
    async def start(gateway: Gateway) -> None:
        planned = await plan(gateway, HereReader(), "rust", RoadmapFile("rust.md", RUST.encode()))
        assert planned is not None
        await carry_out(gateway, planned, NOON)
        with pytest.raises(RoadmapChanged):
            await carry_out(gateway, planned, NOON)

    hosted(start)


def test_the_last_update_of_a_hosts_roadmap_is_taken_back_once(tmp_path: Path) -> None:
    path = tmp_path / "rust.md"
    folder = tmp_path / "roadmaps"
    said: list[str] = []

    async def start(gateway: Gateway) -> list[str]:
        for text in (RUST, EDITED):
            path.write_text(text, "utf-8")
            await Asked(folder).add(gateway, path)
        await roll_back(gateway, "rust", folder=folder, now=NOON, show=said.append)
        with pytest.raises(NotRolledBack, match="Rust has no update left to take back"):
            await roll_back(gateway, "rust", folder=folder, now=NOON, show=said.append)
        return await gateway.run(titles)

    assert hosted(start) == ["Ownership", "Borrowing", "Slices", "Traits"]
    assert said == ["Rust is as it was before its last update."]


def test_a_roadmap_of_the_folder_or_of_nobodys_is_not_rolled_back(folder: Path) -> None:
    async def start(gateway: Gateway, name: str) -> None:
        await import_roadmaps(gateway, folder, now=NOON)
        await roll_back(gateway, name, folder=folder, now=NOON, show=print)

    with pytest.raises(NotRolledBack, match=r"rust is the roadmap of .*\.md --right-file$"):
        hosted(lambda gateway: start(gateway, "rust"))
    with pytest.raises(NotRolledBack, match="is called go; everybody sees: rust"):
        hosted(lambda gateway: start(gateway, "go"))
