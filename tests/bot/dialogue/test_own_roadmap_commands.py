"""Roadmaps of one's own, command by command: what is asked, confirmed, refused and undone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest

import storage
from bot.dialogue.catalogue import LEXICON
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.hosting import Hosting
from bot.dialogue.invocation import Attachment, Person, Place
from bot.dialogue.reading import RoadmapReader
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.worker import Worker
from core.errors import Problem, RoadmapRefused, StorageUnavailable
from core.learner import Account
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.reconcile import KnownTopic, Reconciliation
from core.roadmap_markdown import Outline, Source
from core.use_cases.owning import Allowance
from core.use_cases.removing import tell_of_removal
from tests.bot.dialogue.shown import shown
from tests.builders import NOON
from tests.conversations.conftest import GAZETTEER
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ADA = Person(Account("discord", "1"), "Ada", zone="UTC")
BOB = Person(Account("discord", "2"), "Bob", zone="UTC")
GROUP = Place("discord", "42", PlaceKind.GROUP)

RUST = b"# Rust in a week\n\n- [ ] Ownership\n- [ ] Borrowing\n- [ ] Slices\n- [ ] Traits\n"
RUST_EDITED = RUST.replace(b"Ownership", b"Ownerships") + b"- [ ] Macros\n"
COOKING = b"# Cooking\n\n- [ ] Boil an egg\n"
BULLETS = b"# Plain\n\n- one\n- two\n"


@dataclass
class Talk:
    """A dialogue that people speak with; ``now`` may be moved."""

    dispatcher: Dispatcher
    now: datetime = NOON

    async def say(
        self,
        words: str,
        file: bytes | None = None,
        *,
        person: Person = ADA,
        place: Place | None = None,
    ) -> Reply:
        """Say a line, and send a file along."""
        attachment = None
        if file is not None:

            async def read() -> bytes:
                return file

            attachment = Attachment("mine.md", len(file), read)
        place = place or Place("discord", person.account.user)
        return await self.dispatcher.said(words, person, place, now=self.now, attachment=attachment)

    async def press(self, reply: Reply, label: str, person: Person = ADA) -> Reply:
        """Press a button."""
        (button,) = (each for row in reply.buttons for each in row if each.label == label)
        place = Place("discord", person.account.user)
        return await self.dispatcher.pressed(button.invokes.short(), person, place, now=self.now)

    async def add(self, file: bytes = RUST, person: Person = ADA) -> Reply:
        """Bring a roadmap."""
        return await self.press(
            await self.say("/roadmap add", file, person=person), "Add it", person
        )

    async def stored(self) -> list[str]:
        """Name the roadmaps that are stored."""

        def titles(work: UnitOfWork) -> list[str]:
            learner = work.learners.of_account(ADA.account)
            owned = work.roadmaps.owned_by(learner.id) if learner else ()
            return [work.roadmaps.get(each.roadmap).title for each in owned]

        return await self.dispatcher.gateway.run(titles)


@contextlib.asynccontextmanager
async def talking(reader: RoadmapReader | None = None, **hosting: object) -> AsyncIterator[Talk]:
    numbers = count(1)
    host = Hosting(letters=lambda letters: f"{next(numbers):0{letters}}")
    with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
        yield Talk(
            Dispatcher(
                LEXICON,
                gateway,
                GAZETTEER,
                lambda: TurnId("turn-1"),
                reader or HereReader(),
                HereGallery(),
                hosting=replace(host, **hosting),  # type: ignore[arg-type]  # by keyword
            )
        )


def test_nothing_is_stored_before_the_word_and_only_once_after_it() -> None:
    async def converse() -> None:
        async with talking() as talk:
            preview = await talk.say("/roadmap add", RUST)
            before = await talk.stored()
            await talk.press(preview, "Add it")
            again = await talk.press(preview, "Add it")

            assert before == []
            assert "I do not have that file any more" in shown(again)
            assert await talk.stored() == ["Rust in a week"]

    asyncio.run(converse())


def test_the_way_back_names_which_of_two_roadmaps_of_one_title_it_leads_to() -> None:
    async def converse() -> None:
        async with talking() as talk:
            for _ in range(2):
                added = await talk.press(await talk.say("/roadmap add", RUST), "Add it")

            assert "Back to Rust in a week (rust-in-a-week-" in shown(added)

    asyncio.run(converse())


def test_an_update_names_what_is_renamed_by_its_id_and_what_comes_back() -> None:
    known = RUST.replace(b"Ownership", b"Ownership <!-- id: own -->")
    renamed = known.replace(b"] Ownership", b"] Whose it is").replace(b"- [ ] Traits\n", b"")

    async def converse() -> None:
        async with talking() as talk:
            await talk.press(await talk.say("/roadmap add", known), "Add it")
            report = await talk.say("/roadmap update", renamed)
            await talk.press(report, "Update")
            again = await talk.say("/roadmap update", known)

            assert "title now:\n- “Ownership” is now “Whose it is”\n" in shown(report)
            assert "come back, with all that was done:\n- Traits\n" in shown(again)

    asyncio.run(converse())


def test_a_button_of_somebody_elses_file_stores_nothing() -> None:
    async def converse() -> None:
        async with talking() as talk:
            preview = await talk.say("/roadmap add", RUST)
            stolen = await talk.press(preview, "Add it", BOB)

            assert stolen.refusal
            assert await talk.stored() == []

    asyncio.run(converse())


def test_a_file_that_is_refused_takes_no_other_ones_place() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add(COOKING)
            preview = await talk.say("/roadmap add", RUST)
            for _ in range(3):
                refused = await talk.say("/roadmap update", BULLETS)
                same = await talk.say("/roadmap update", COOKING)

                assert refused.refusal
                assert "nothing to update" in shown(same)
            await talk.press(preview, "Add it")

            assert await talk.stored() == ["Cooking", "Rust in a week"]

    asyncio.run(converse())


def test_a_file_is_forgotten_after_an_hour() -> None:
    async def converse() -> None:
        async with talking() as talk:
            preview = await talk.say("/roadmap add", RUST)
            talk.now += timedelta(hours=1)

            assert "Please send it again." in shown(await talk.press(preview, "Add it"))

    asyncio.run(converse())


def test_a_file_sent_alone_can_be_added_or_update_a_roadmap() -> None:
    async def converse() -> None:
        async with talking() as talk:
            first = await talk.say("", RUST)
            await talk.press(first, "Add as my roadmap")
            second = await talk.say("", RUST_EDITED)
            report = await talk.press(second, "Update Rust in a week")
            updated = await talk.press(report, "Update")

            assert "Kept 3, renamed 1, moved 0, new 1, retired 0." in shown(report)
            assert "“Ownership” is now “Ownerships”" in shown(report)
            assert "# Rust in a week is updated" in shown(updated)

    asyncio.run(converse())


def test_what_to_take_as_topics_can_be_said_and_stays_so_when_the_file_is_updated() -> None:
    async def converse() -> None:
        async with talking() as talk:
            refused = await talk.say("/roadmap add", BULLETS)
            preview = await talk.say("/roadmap add bullets", BULLETS)
            await talk.press(preview, "Add it")
            report = await talk.say("/roadmap update", BULLETS + b"- three\n")

            assert "/roadmap add bullets takes the 2 plain bullets" in shown(refused)
            assert "I took its plain bullets as topics." in shown(preview)
            assert "Kept 2, renamed 0, moved 0, new 1, retired 0." in shown(report)

    asyncio.run(converse())


def test_which_roadmap_a_file_updates_is_asked_where_several_may_be_meant() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.add(COOKING)
            asked = await talk.say("/roadmap update pottery", RUST_EDITED)
            report = await talk.press(asked, "Update Rust in a week")

            assert "Which of your roadmaps does this file update?" in shown(asked)
            assert "# Update of Rust in a week" in shown(report)

    asyncio.run(converse())


def test_an_update_that_was_looked_at_before_another_one_shows_what_it_changes_now() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            first = await talk.say("/roadmap update", RUST_EDITED)
            second = await talk.say("/roadmap update", RUST_EDITED + b"- [ ] Async\n")
            await talk.press(second, "Update")
            late = await talk.press(first, "Update")

            assert "The roadmap was changed meanwhile; this is what would change now." in shown(
                late
            )
            assert "Kept 5, renamed 0, moved 0, new 0, retired 1." in shown(late)
            assert "Nothing is changed yet." in shown(late)

    asyncio.run(converse())


def test_a_file_that_a_roadmap_is_as_already_changes_nothing_and_leaves_the_way_back() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            first = await talk.say("/roadmap update", RUST_EDITED)
            updated = await talk.press(first, "Update")
            again = await talk.say("/roadmap update", RUST_EDITED)
            back = await talk.press(updated, "Roll back")

            assert shown(again) == (
                "private replace\n"
                "Rust in a week is as this file says: there is nothing to update.\n"
                "[Next topic -> next]"
            )
            assert "Rust in a week is as it was before its last update." in shown(back)

    asyncio.run(converse())


def test_a_roll_back_button_takes_back_no_later_update_than_its_own() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            first = await talk.press(await talk.say("/roadmap update", RUST_EDITED), "Update")
            more = RUST_EDITED + b"- [ ] Async\n"
            second = await talk.press(await talk.say("/roadmap update", more), "Update")
            refused = await talk.press(first, "Roll back")
            back = await talk.press(second, "Roll back")
            twice = await talk.press(second, "Roll back")

            assert "was changed since then, so nothing was taken back." in shown(refused)
            assert "These left; should they return, so does all that was done:\n- Async" in shown(
                back
            )
            assert "Where an update is left to take back, `/roadmap rollback` does it." in shown(
                twice
            )
            left = await talk.say("/roadmap rollback")
            assert "There is no update of Rust in a week to take back." in shown(left)

    asyncio.run(converse())


class Racing(HereReader):
    """Read files, and let an update be while another one is compared."""

    def __init__(self) -> None:
        self.meanwhile: Callable[[], Awaitable[object]] | None = None

    async def reconcile(self, known: tuple[KnownTopic, ...], outline: Outline) -> Reconciliation:
        """Compare a file with a roadmap that is changed before it can be told."""
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            await meanwhile()
        return await super().reconcile(known, outline)


def test_an_update_overtaken_while_it_is_compared_shows_what_it_changes_now() -> None:
    async def converse() -> None:
        reader = Racing()
        async with talking(reader) as talk:
            await talk.add()
            first = await talk.say("/roadmap update", RUST_EDITED)
            second = await talk.say("/roadmap update", RUST_EDITED + b"- [ ] Async\n")
            reader.meanwhile = lambda: talk.press(second, "Update")
            late = await talk.press(first, "Update")
            after = await talk.press(late, "Update")

            assert "The roadmap was changed meanwhile" in shown(late)
            assert "# Rust in a week is updated" in shown(after)

    asyncio.run(converse())


def test_a_file_with_the_title_of_another_roadmap_is_offered_for_that_one() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.add(COOKING)
            report = await talk.say("/roadmap update", RUST_EDITED)
            meant = await talk.press(report, "Update Rust in a week")

            assert (
                "The title of this file is “Rust in a week”, as of another roadmap of yours. "
                "Update that one?"
            ) in shown(report)
            assert "# Update of Rust in a week" in shown(meant)
            assert "Update that one?" not in shown(meant)

    asyncio.run(converse())


def test_a_file_in_which_ticks_alone_changed_says_so() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            report = await talk.say("/roadmap update", RUST.replace(b"[ ]", b"[x]"))

            assert (
                "Its topics stay as they are; only ticks and what is around them change."
                in shown(report)
            )

    asyncio.run(converse())


def test_an_update_tells_what_is_new_moved_and_in_another_order() -> None:
    before = b"# R\n## A\n- [ ] One\n- [ ] Two\n- [ ] Three\n## *B*\n- [ ] Four\n"
    after = b"# R\n## A\n- [ ] Two\n- [ ] One\n- [ ] New\n## *B*\n- [ ] Four\n- [ ] Three\n"

    async def converse() -> None:
        async with talking() as talk:
            await talk.add(before)
            report = shown(await talk.say("/roadmap update", after))
            plain = shown(await talk.say("/roadmap update", before + b"\nBye.\n"))

            assert "These are new:\n- New (A)" in report
            assert "These stand elsewhere now:\n- “Three”: from A to B" in report
            assert "Topics that were kept stand in another order." in report
            assert "Its topics stay as they are" in plain

    asyncio.run(converse())


def test_roadmaps_of_one_title_are_told_apart_and_one_may_be_updated_instead() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            preview = await talk.say("/roadmap add", RUST_EDITED)
            await talk.press(preview, "Add it")
            listed = await talk.say("/roadmap list")
            asked = await talk.say("/roadmap show rust")
            again = await talk.say("/roadmap add", RUST)
            shelf = shown(await talk.say("/roadmaps"))

            names = [
                "Rust in a week (rust-in-a-week-000002)",
                "Rust in a week (rust-in-a-week-000004)",
            ]
            labels = [button.label for row in listed.buttons for button in row]
            assert "You brought a roadmap of this title before. Update it instead?" in shown(
                preview
            )
            assert "[Update Rust in a week -> " in shown(preview)
            assert labels == names
            assert all(f"- *{name}*: " in shelf for name in names)
            assert [button.label for row in asked.buttons for button in row] == names
            assert all(f"[Update {name} -> " in shown(again) for name in names)

    asyncio.run(converse())


def test_what_an_update_takes_as_topics_can_be_said_and_a_refusal_says_how() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            refused = await talk.say("/roadmap update", BULLETS)
            report = await talk.say("/roadmap update bullets rust", BULLETS)
            checked = await talk.say("/roadmap check", BULLETS)

            assert "/roadmap update bullets takes the 2 plain bullets" in shown(refused)
            assert "new 2" in shown(report)
            assert "/roadmap check bullets takes the 2 plain bullets" in shown(checked)

    asyncio.run(converse())


def test_a_preview_says_what_is_taken_as_topics_and_what_is_not() -> None:
    table = b"\n| Tool | Price |\n| --- | --- |\n| Hammer | 9 |\n"

    async def converse() -> None:
        async with talking() as talk:
            mixed = await talk.say("/roadmap add", RUST + b"\n## More\n\n- one\n- two\n" + table)
            plain = await talk.say("/roadmap add", RUST)

            taken = "I took its check boxes as topics"
            assert f"{taken}, but not 1 table and 2 plain bullets.\n" in shown(mixed)
            assert f"{taken}.\n" in shown(plain)

    asyncio.run(converse())


def test_a_link_and_a_group_are_ended_each_alone_and_a_public_roadmap_stays_public() -> None:
    async def converse() -> None:
        async with talking(admins=frozenset({ADA.account})) as talk:
            await talk.add()
            manager = replace(ADA, manages=True)
            await talk.say("/roadmap share here", person=manager, place=GROUP)
            await talk.say("/roadmap share link")
            both = await talk.say("/roadmap list")
            left = await talk.say("/roadmap share leave", place=GROUP)
            ended = await talk.say("/roadmap share unlink")
            await talk.say("/roadmap share public")
            public = await talk.say("/roadmap share link")

            assert "4 topics; who has its link sees it, and 1 group" in shown(both)
            assert "Who has its link sees it." in shown(left)
            assert "You alone see it." in shown(ended)
            assert "Everybody sees it." in shown(public)

    asyncio.run(converse())


def test_what_came_ticked_is_asked_for_once_and_may_be_left_open() -> None:
    async def converse() -> None:
        async with talking() as talk:
            ticked = RUST.replace(b"[ ] Slices", b"[x] Slices")
            added = await talk.add(ticked)
            left = await talk.press(added, "No, leave it open")
            back = await talk.say("/switch rust")
            same = ticked + b"- [ ] Macros\n"
            updated = await talk.press(await talk.say("/roadmap update", same), "Update")
            more = same.replace(b"[ ] Macros", b"[x] Macros")
            again = await talk.press(await talk.say("/roadmap update", more), "Update")

            question = "came ticked. "
            assert "1 topic of its file came ticked. Is it done already?" in shown(added)
            assert "Ownership" in shown(left)
            assert question not in shown(back) + shown(updated)
            assert "1 topic of its file came ticked. Is it done already?" in shown(again)
            counted = await talk.press(again, "Yes, count it as done")
            assert "#5* Macros" in shown(counted)
            assert "Slices" not in shown(counted)

    asyncio.run(converse())


def test_what_came_ticked_is_answered_for_its_own_roadmap_whatever_is_studied_by_then() -> None:
    async def converse() -> None:
        async with talking() as talk:
            asked = await talk.add(RUST.replace(b"[ ] Slices", b"[x] Slices"))
            await talk.add(COOKING.replace(b"[ ]", b"[x]"))
            left = await talk.press(asked, "No, leave it open")
            counted = await talk.press(asked, "Yes, count it as done")
            studied = await talk.say("/progress")

            assert "Ownership" in shown(left)
            assert "Slices" in shown(counted)
            assert "Rust in a week: 1 of 4 done" in shown(counted)
            assert "Topics: 0/1" in shown(studied)

    asyncio.run(converse())


def test_what_came_ticked_is_asked_anew_where_the_roadmap_was_changed_since() -> None:
    async def converse() -> None:
        async with talking() as talk:
            ticked = RUST.replace(b"[ ] Slices", b"[x] Slices")
            added = await talk.add(ticked)
            more = ticked.replace(b"[ ] Traits", b"[x] Traits")
            await talk.press(await talk.say("/roadmap update", more), "Update")
            late = await talk.press(added, "Yes, count it as done")
            counted = await talk.press(late, "Yes, count them as done")
            without = RUST.replace(b"- [ ] Slices\n", b"")
            await talk.press(await talk.say("/roadmap update", without), "Update")
            gone = await talk.press(late, "Yes, count them as done")

            assert shown(late).startswith(
                "private replace\n"
                "Rust in a week was changed since I asked, so I counted nothing.\n"
                "2 topics of its file came ticked. Are they done already?\n"
            )
            assert "2 of 4 done" in shown(counted)
            assert gone.refusal

    asyncio.run(converse())


def test_a_wrong_file_is_doubted_and_cancelled() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            report = await talk.say("/roadmap update", COOKING)
            cancelled = await talk.press(report, "Cancel")

            assert (
                "With this file, 4 of the 4 topics leave the roadmap. Is it the right file?"
                in shown(report)
            )
            assert "[Add it as another roadmap -> " in shown(report)
            assert "nothing was stored or changed" in shown(cancelled)
            assert "Please send it again." in shown(await talk.press(report, "Yes, update with it"))

    asyncio.run(converse())


@pytest.mark.parametrize(
    ("allowance", "words"),
    [
        (Allowance(roadmaps=1), "more than you may keep here: 1 roadmap."),
        (Allowance(size=100), "more than you may keep here: 100 bytes of roadmap files."),
    ],
)
def test_more_than_a_learner_may_keep_is_refused_before_it_is_read(
    allowance: Allowance, words: str
) -> None:
    async def converse() -> None:
        async with talking(allowance=allowance) as talk:
            await talk.add()

            assert words in shown(await talk.say("/roadmap add", RUST))
            looked = await talk.say("/roadmap check", RUST)
            assert "Beside what you keep there is no room for it" in shown(looked)
            assert [button.label for row in looked.buttons for button in row] == [
                "Update Rust in a week"
            ]

    asyncio.run(converse())


def test_a_larger_file_than_may_be_kept_is_refused_before_its_update_is_told() -> None:
    async def converse() -> None:
        async with talking(allowance=Allowance(size=100)) as talk:
            await talk.add()
            refused = await talk.say("/roadmap update", RUST + b"\n" * 100)

            assert "more than you may keep here" in shown(refused)

    asyncio.run(converse())


def test_only_admins_show_a_roadmap_to_everybody() -> None:
    async def converse() -> None:
        async with talking(admins=frozenset({ADA.account})) as talk:
            await talk.add()
            await talk.add(COOKING, BOB)
            offered = await talk.say("/roadmap share")
            public = await talk.press(offered, "Show it to everybody")
            refused = await talk.say("/roadmap share public", person=BOB)
            listed = await talk.say("/roadmaps", person=BOB)

            assert "Everybody sees it." in shown(public)
            assert "Only my host's admins" in shown(refused)
            assert "*Rust in a week*: 4 topics" in shown(listed)

    asyncio.run(converse())


def test_a_group_is_shared_with_by_who_manages_it() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            refused = await talk.say("/roadmap share here", place=GROUP)
            manager = replace(ADA, manages=True)
            shared = await talk.say("/roadmap share here", person=manager, place=GROUP)
            there = await talk.say("/roadmaps", person=BOB, place=GROUP)
            elsewhere = await talk.say("/roadmaps", person=BOB)

            assert refused.refusal
            assert "You see it, and 1 group." in shown(shared)
            assert "Rust in a week" in shown(there)
            assert "Rust in a week" not in shown(elsewhere)

    asyncio.run(converse())


def test_commands_on_no_roadmap_of_ones_own_tell_how_to_bring_one() -> None:
    async def converse() -> None:
        async with talking() as talk:
            for words in ("list", "show", "share", "remove", "rollback", "share link x"):
                reply = await talk.say(f"/roadmap {words}")

                assert reply.refusal
                assert "along with `/roadmap add`." in shown(reply)

    asyncio.run(converse())


def test_an_ambiguous_name_is_asked_back_with_the_rest_of_what_was_said() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.add()
            asked = await talk.say("/roadmap share link rust")

            calls = [button.invokes.short() for row in asked.buttons for button in row]
            assert "Which roadmap is “rust”?" in shown(asked)
            assert calls == ["roadmap share|how=link|number=1", "roadmap share|how=link|number=2"]

    asyncio.run(converse())


class HostileFile(Worker):
    """Read a file that keeps its reader busy for ever."""

    def __init__(self) -> None:
        super().__init__(cpu_seconds=600, wall_seconds=600)
        self.reading = asyncio.Event()

    async def parse(self, data: bytes | str, *, name: str, take: Source | None = None) -> Outline:
        """Begin, and come to no end."""
        self.reading.set()
        await self.run(sum, range(10**15))
        return await super().parse(data, name=name, take=take)


def test_while_a_hostile_file_is_read_others_are_answered() -> None:
    async def converse() -> None:
        async with HostileFile() as reader, talking(reader) as talk:
            hostile = asyncio.create_task(talk.say("/roadmap add", RUST))
            await reader.reading.wait()
            for words in ("/start", "/tz Lisbon", "/roadmaps", "/roadmap list", "/help"):
                assert (await talk.say(words, person=BOB)).blocks

            assert not hostile.done()
            hostile.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await hostile

    asyncio.run(converse())


class Spoilt(HereReader):
    """Read files well, once they are looked at; stop when they are added."""

    def __init__(self) -> None:
        self.well = True

    async def parse(self, data: bytes, *, name: str, take: Source | None = None) -> Outline:
        """Read a file while all is well."""
        if not self.well:
            raise RoadmapRefused(Problem("reading the file was stopped", "try again"))
        return await super().parse(data, name=name, take=take)


def test_a_file_that_could_not_be_added_waits_for_another_word() -> None:
    async def converse() -> None:
        reader = Spoilt()
        async with talking(reader) as talk:
            preview = await talk.say("/roadmap add", RUST)
            reader.well = False
            refused = await talk.press(preview, "Add it")
            reader.well = True
            await talk.press(preview, "Add it")

            assert refused.refusal
            assert await talk.stored() == ["Rust in a week"]

    asyncio.run(converse())


def test_a_removal_is_answered_before_everybody_is_told_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("core.use_cases.removing.TOLD_AT_ONCE", 2)
    readers = [Person(Account("discord", str(number)), "R", zone="UTC") for number in range(10, 17)]

    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.say("/roadmap share link")
            for reader in readers:
                await talk.say("/start 0000000000000003", person=reader)
            asked = await talk.say("/roadmap remove")
            removed = shown(await talk.press(asked, "Remove it"))

            rest = partial(tell_of_removal, now=NOON)
            pages = [await talk.dispatcher.gateway.run(rest) for _ in range(4)]
            assert "I tell 3 learners who can be written to." in removed
            assert [page and page.count for page in pages] == [2, 2, 0, None]

    asyncio.run(converse())


def test_a_removal_is_answered_though_nobody_could_be_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(work: UnitOfWork, now: datetime) -> None:
        raise StorageUnavailable

    monkeypatch.setattr("core.use_cases.removing.tell_of_removal", away)

    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            removed = await talk.press(await talk.say("/roadmap remove"), "Remove it")

            assert "Rust in a week is removed." in shown(removed)
            assert await talk.stored() == []

    asyncio.run(converse())
    assert "telling of a removed roadmap failed" in caplog.text


def test_who_removes_what_they_study_untouched_is_told_what_they_study_now() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add(COOKING)
            await talk.add()
            asked = await talk.say("/roadmap remove rust")
            exported = await talk.press(asked, "Export it first")
            removed = shown(await talk.press(asked, "Remove it"))
            last = shown(await talk.press(await talk.say("/roadmap remove"), "Remove it"))

            nothing = "Nobody did anything in it, so nothing of it is kept."
            assert exported.document is not None
            assert exported.document.content == RUST
            assert f"{nothing} You study Cooking now." in removed
            assert "[Next topic -> next]" in removed
            assert f"{nothing} You study nothing now." in last
            assert "[Choose a roadmap -> roadmaps]" in last

    asyncio.run(converse())


def test_before_a_removal_it_is_said_what_of_it_stays() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.add()
            await talk.say("/done")
            alone = shown(await talk.say("/roadmap remove"))
            await talk.say("/roadmap share link")
            await talk.say("/start 0000000000000005", person=BOB)
            shared = shown(await talk.say("/roadmap remove"))

            assert "# Remove Rust in a week (rust-in-a-week-000004)?" in alone
            assert "It has 4 topics. What you did and noted in it is kept; its file" in alone
            assert "[Export it first -> export|form=md|number=2]" in alone
            assert "1 other learner studies it. Who began it keeps what they did" in shared
            assert "Export it first" not in shared

    asyncio.run(converse())


def test_who_began_a_removed_roadmap_finds_it_among_the_others_and_reads_that_it_is() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.say("/roadmap share link")
            await talk.say("/start 0000000000000003", person=BOB)
            await talk.press(await talk.say("/roadmap remove"), "Remove it")
            shelf = shown(await talk.say("/roadmaps", person=BOB))
            listed = shown(await talk.say("/roadmap list"))

            gone = "; removed, and kept for those who began it"
            assert f"0 of 4 done; you study it now{gone}" in shelf
            assert "> 1 of 20 roadmaps, 76 bytes of 5 MiB; 1 of them removed, which" in listed

    asyncio.run(converse())


def test_a_button_on_a_topic_of_a_roadmap_that_is_gone_says_that_it_may_be_removed() -> None:
    async def converse() -> None:
        async with talking() as talk:
            await talk.add()
            await talk.add()
            done = await talk.say("/done 1")
            await talk.press(await talk.say("/roadmap remove rust-in-a-week-000002"), "Remove it")
            late = await talk.press(done, "Tick #1 in Rust in a week (rust-in-a-week-000002) too")

            assert "it left, or its roadmap was removed." in shown(late)

    asyncio.run(converse())
