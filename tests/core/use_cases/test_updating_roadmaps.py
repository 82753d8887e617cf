"""Updating: progress stays with its topics through an edited file, and once back."""

import pytest

from core.errors import AllowanceSpent, NothingToRollBack, RoadmapChanged
from core.ownership import RoadmapFile
from core.reconcile import reconcile
from core.reconcile.reconciliation import EARLIER_NAMES
from core.roadmap_markdown import parse
from core.selection import Pick
from core.use_cases.importing import Shipped, add_shipped, look_at_shipped, update_shipped
from core.use_cases.overview import look_at_today
from core.use_cases.owning import Allowance, Named
from core.use_cases.study import complete_topics, next_topic
from core.use_cases.updating import (
    Changes,
    RoadmapRolledBack,
    Updatable,
    look_for_update,
    roll_back,
    update_roadmap,
)
from tests.builders import NOON
from tests.core.use_cases.own_scenes import ADA, ALLOWANCE, RUST, RUST_EDITED, add, update
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work in which Ada brought a roadmap and did all of it."""
    unit = FakeUnitOfWork(Shelf())
    add(unit)
    complete_topics(unit, ADA, NOON, Pick("1-3"))
    return unit


def test_topics_keep_their_progress_new_ones_are_open_and_retired_ones_do_not_count(
    work: FakeUnitOfWork,
) -> None:
    result = update(work)

    offer = next_topic(work, ADA, NOON)
    assert result.changes == Changes(kept=2, renamed=0, moved=0, returned=0, new=1, retired=1)
    assert [topic.text for topic in result.roadmap.topics] == ["Ownership", "Slices", "Traits"]
    assert (offer.overall.done, offer.overall.total) == (2, 3)
    assert offer.topic is not None
    assert offer.topic.text == "Traits"


def test_what_was_done_today_counts_for_it_though_its_topic_left(work: FakeUnitOfWork) -> None:
    update(work)

    today = look_at_today(work, ADA, NOON)

    assert ([topic.text for topic in today.done], today.elsewhere) == (["Ownership", "Slices"], 1)


def test_a_topic_that_returns_brings_its_progress_back(work: FakeUnitOfWork) -> None:
    update(work)

    result = update(work, source=RUST)

    assert result.changes == Changes(kept=2, renamed=0, moved=0, returned=1, new=0, retired=1)
    assert next_topic(work, ADA, NOON).overall.done == 3


def test_boxes_ticked_in_the_new_file_are_asked_for_and_never_counted_unasked(
    work: FakeUnitOfWork,
) -> None:
    result = update(work, source=RUST_EDITED.replace(b"[ ] Traits", b"[x] Traits"))

    assert [topic.text for topic in result.ticked] == ["Traits"]
    assert next_topic(work, ADA, NOON).overall.done == 2


def test_boxes_that_were_ticked_before_are_asked_for_once(work: FakeUnitOfWork) -> None:
    ticked = RUST_EDITED.replace(b"[ ] Traits", b"[x] Traits")
    update(work, source=ticked)

    again = update(work, source=ticked + b"- [x] Macros\n- [ ] Async\n")

    assert [topic.text for topic in again.ticked] == ["Macros"]


def test_boxes_ticked_in_many_places_are_asked_for_with_those_ticked_before(
    work: FakeUnitOfWork,
) -> None:
    topics = [b"- [ ] Topic %s\n" % letter for letter in (b"abc", b"def", b"ghi", b"jkl", b"mno")]
    ticked = RUST + b"- [x] Ticked\n"
    update(work, source=ticked)

    several = (each for topic in topics for each in (topic.replace(b"[ ]", b"[x]"), topic.upper()))
    again = update(work, source=ticked + b"- [ ] Between\n" + b"".join(several))

    titles = [topic.text for topic in again.ticked]
    assert titles == [
        "Ticked",
        *(f"Topic {letter}" for letter in ("abc", "def", "ghi", "jkl", "mno")),
    ]


def test_one_update_is_taken_back_and_no_more(work: FakeUnitOfWork) -> None:
    before = look_for_update(work, ADA, NOON, Named()).roadmap
    updated = update(work).roadmap

    back = roll_back(work, ADA, NOON, Named())

    assert back == RoadmapRolledBack(
        back.roadmap, left=(updated.topics[2],), returned=(before.topics[1],)
    )
    assert back.roadmap.topics == before.topics
    assert work.roadmaps.file(before.id) == RoadmapFile("rust.md", RUST)
    with pytest.raises(NothingToRollBack):
        roll_back(work, ADA, NOON, Named())


def test_an_update_of_what_was_changed_meanwhile_is_refused(work: FakeUnitOfWork) -> None:
    before = look_for_update(work, ADA, NOON, Named())
    result = reconcile(before.known, parse(RUST, name="rust.md"))
    update(work)

    with pytest.raises(RoadmapChanged):
        update_roadmap(
            work,
            ADA,
            NOON,
            before,
            result,
            file=RoadmapFile("rust.md", RUST),
            allowance=ALLOWANCE,
        )


def test_a_result_that_does_not_know_what_stands_in_the_roadmap_is_refused(
    work: FakeUnitOfWork,
) -> None:
    before = look_for_update(work, ADA, NOON, Named())
    ignorant = reconcile((), parse(RUST, name="rust.md"))

    with pytest.raises(RoadmapChanged):
        update_roadmap(
            work,
            ADA,
            NOON,
            before,
            ignorant,
            file=RoadmapFile("rust.md", RUST),
            allowance=ALLOWANCE,
        )

    assert next_topic(work, ADA, NOON).overall.done == 3


def test_of_two_updates_decided_on_one_state_the_second_leaves_the_way_back(
    work: FakeUnitOfWork,
) -> None:
    before = look_for_update(work, ADA, NOON, Named())
    update(work, source=RUST + b"\nOther words, and the same topics.\n")

    with pytest.raises(RoadmapChanged):
        update_roadmap(
            work,
            ADA,
            NOON,
            before,
            reconcile(before.known, parse(RUST_EDITED, name="rust.md")),
            file=RoadmapFile("rust.md", RUST_EDITED),
            allowance=ALLOWANCE,
        )
    roll_back(work, ADA, NOON, Named())
    assert work.roadmaps.file(before.roadmap.id) == RoadmapFile("rust.md", RUST)


def test_only_the_update_that_was_seen_is_taken_back(work: FakeUnitOfWork) -> None:
    first = update(work).roadmap
    update(work, source=RUST_EDITED + b"- [ ] Macros\n")

    with pytest.raises(NothingToRollBack) as refused:
        roll_back(work, ADA, NOON, Named(), seen=first.revision)

    assert refused.value.changed_since
    assert len(next_topic(work, ADA, NOON).roadmap.topics) == 4


def test_a_larger_file_is_refused_where_it_is_more_than_may_be_kept(work: FakeUnitOfWork) -> None:
    with pytest.raises(AllowanceSpent):
        update(work, source=RUST + b"\n" * 100, allowance=Allowance(size=len(RUST) + 99))


def test_who_keeps_as_many_roadmaps_as_they_may_can_still_update_one(work: FakeUnitOfWork) -> None:
    assert update(work, allowance=Allowance(roadmaps=0)).changes.new == 1


def test_a_shipped_file_is_stored_once_and_updated_where_it_changed(work: FakeUnitOfWork) -> None:
    file = RoadmapFile("rust.md", RUST)
    add_shipped(work, "rust", parse(RUST, name="rust.md"), file, NOON)
    with pytest.raises(RoadmapChanged):
        add_shipped(work, "rust", parse(RUST, name="rust.md"), file, NOON)
    same = look_at_shipped(work, "rust", file)
    before = look_at_shipped(work, "rust", RoadmapFile("rust.md", RUST_EDITED))
    assert isinstance(before, Updatable)

    edited = parse(RUST_EDITED, name="rust.md")
    result = reconcile(before.known, edited)
    update_shipped(work, before, result, RoadmapFile("rust.md", RUST_EDITED), NOON)

    assert look_at_shipped(work, "cooking", file) is Shipped.NOT_YET
    assert (same, len(before.known)) == (Shipped.AS_IT_IS, 3)
    [shipped] = work.roadmaps.visible(None, None)
    assert [topic.text for topic in work.roadmaps.get(shipped.id).topics] == [
        "Ownership",
        "Slices",
        "Traits",
    ]


def test_a_shipped_file_never_takes_the_place_of_a_learners_roadmap(work: FakeUnitOfWork) -> None:
    with pytest.raises(RoadmapChanged):
        look_at_shipped(work, "rust-in-a-week-abcdef", RoadmapFile("rust.md", RUST))


def test_what_left_and_what_is_new_may_not_grow_without_end(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.use_cases.updating.KEPT_TOPICS", 4)
    update(work)

    with pytest.raises(AllowanceSpent) as spent:
        update(work, source=b"# Rust\n- [ ] Entirely different\n")

    assert spent.value.topics == 4


def test_a_topic_reworded_again_and_again_keeps_its_last_names_alone(work: FakeUnitOfWork) -> None:
    for number in range(EARLIER_NAMES + 3):
        update(work, source=RUST.replace(b"Slices", b"Slices and strings (part %d)" % number))

    known = look_for_update(work, ADA, NOON, Named()).known
    names = [[name.text for name in each.earlier] for each in known]

    assert names[-1] == [
        f"Slices and strings (part {number})" for number in range(2, EARLIER_NAMES + 2)
    ]
