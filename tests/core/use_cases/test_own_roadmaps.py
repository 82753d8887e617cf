"""Roadmaps of one's own: brought, shown, shared and removed."""

from collections.abc import Callable
from datetime import datetime

import pytest

from core.errors import AllowanceSpent, NotEnrolled, UnknownOwnRoadmap, UnknownRoadmap
from core.learner import Account, Enrolment, LearnerId
from core.notification import NotificationKind
from core.ownership import Audience, RoadmapFile
from core.progress import Count
from core.roadmap import SLUG_LIMIT, RoadmapId
from core.selection import Pick
from core.use_cases.adding import own_slug
from core.use_cases.delivering import lease_due, prepare
from core.use_cases.enrolment import browse_roadmaps, enrol
from core.use_cases.forgetting import Left
from core.use_cases.news import RoadmapsRemoved
from core.use_cases.notes import set_note
from core.use_cases.owning import Allowance, Named, check_allowance, list_own, own_roadmap
from core.use_cases.removing import (
    RoadmapRemoved,
    Told,
    look_at_removal,
    remove_roadmap,
    tell_of_removal,
)
from core.use_cases.sharing import (
    look_at_sharing,
    publish,
    share_by_link,
    share_with_chat,
    stop_sharing,
    take_link_back,
)
from core.use_cases.study import complete_ticked, complete_topics, next_topic
from tests.builders import NOON, outline, ship
from tests.core.use_cases.own_scenes import ADA, ALLOWANCE, BOB, LISBON, RUST, add, private
from tests.core.use_cases.reminding_scenes import HOUR
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

GROUP = ("telegram", "-42")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with one roadmap of the host's."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(title="Python"))
    return unit


def seen(work: FakeUnitOfWork, account: Account, chat: tuple[str, str] | None = None) -> list[str]:
    return [each.roadmap.title for each in browse_roadmaps(work, account, NOON, chat).roadmaps]


def test_a_file_that_is_added_is_studied_at_once_and_its_ticked_boxes_are_asked_for(
    work: FakeUnitOfWork,
) -> None:
    added = add(work)

    assert work.committed
    assert added.before is None
    assert [topic.text for topic in added.enrolled.ticked] == ["Ownership"]
    assert added.enrolled.assumed_zone == "Europe/Lisbon"
    assert next_topic(work, ADA, NOON).roadmap.title == "Rust in a week"
    assert [each.topic.text for each in complete_ticked(work, ADA, NOON).new] == ["Ownership"]


def test_who_studied_another_roadmap_is_told_the_way_back(work: FakeUnitOfWork) -> None:
    enrol(work, ADA, NOON, "python", LISBON)

    before = add(work).before

    assert before is not None
    assert before.slug == "python"


def test_the_file_is_kept_byte_by_byte(work: FakeUnitOfWork) -> None:
    roadmap = add(work).enrolled.offer.roadmap

    assert work.roadmaps.file(roadmap.id) == RoadmapFile("rust.md", RUST)


def test_nobody_else_sees_a_roadmap_of_ones_own(work: FakeUnitOfWork) -> None:
    add(work)

    assert seen(work, ADA) == ["Python", "Rust in a week"]
    assert seen(work, BOB) == ["Python"]
    with pytest.raises(UnknownRoadmap) as unknown:
        enrol(work, BOB, NOON, "rust-in-a-week-abcdef", LISBON)
    assert [each.title for each in unknown.value.known] == ["Python"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Rust in a week", "rust-in-a-week-abcdef"),
        ("ラスト", "roadmap-abcdef"),
        ("a" * 200, "a" * 33 + "-abcdef"),
    ],
)
def test_a_slug_is_the_title_and_letters_nobody_guesses(title: str, slug: str) -> None:
    assert own_slug(title, "abcdef") == slug
    assert len(slug) <= SLUG_LIMIT


def test_only_so_many_roadmaps_may_be_kept_and_a_removed_one_makes_room(
    work: FakeUnitOfWork,
) -> None:
    small = Allowance(roadmaps=1)
    add(work, allowance=small)

    with pytest.raises(AllowanceSpent) as spent:
        add(work, letters="ghijkl", allowance=small)
    assert spent.value.roadmaps == 1
    remove_roadmap(work, ADA, NOON, Named())
    assert add(work, letters="ghijkl", allowance=small).enrolled.offer.overall.total == 3


def test_only_so_many_bytes_may_be_kept(work: FakeUnitOfWork) -> None:
    room = Allowance(size=2 * len(RUST) - 1)
    add(work, allowance=room)

    with pytest.raises(AllowanceSpent) as spent:
        add(work, letters="ghijkl", allowance=room)
    assert spent.value.size == room.size
    assert list_own(work, ADA, NOON, room).size == len(RUST)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("rust-in-a-week-abcdef", "Rust in a week"),
        ("rust in a week", "Rust in a week"),
        ("week", "Rust in a week"),
        ("cooking", "Cooking"),
        (None, "Cooking"),
    ],
)
def test_a_roadmap_is_meant_by_its_slug_by_words_or_by_being_studied(
    work: FakeUnitOfWork, typed: str | None, title: str
) -> None:
    add(work)
    add(work, source=b"# Cooking\n- [ ] Boil an egg\n")

    assert own_roadmap(work, ADA, Named(typed)).roadmap.title == title


@pytest.mark.parametrize("named", [Named("python"), Named(""), Named(roadmap=None, typed="rust")])
def test_words_that_mean_no_roadmap_or_several_are_asked_about(
    work: FakeUnitOfWork, named: Named
) -> None:
    add(work)
    add(work, letters="ghijkl")
    enrol(work, ADA, NOON, "python", LISBON)

    with pytest.raises(UnknownOwnRoadmap) as unknown:
        own_roadmap(work, ADA, named)

    assert [each.title for each in unknown.value.known] == ["Rust in a week"] * 2


def test_nobody_may_change_the_roadmap_of_another(work: FakeUnitOfWork) -> None:
    number = Named(roadmap=add(work).enrolled.offer.roadmap.id)
    enrol(work, BOB, NOON, "python", LISBON)

    for refused in (look_at_sharing, publish, stop_sharing, remove_roadmap):
        with pytest.raises(UnknownOwnRoadmap):
            refused(work, BOB, NOON, number)


def test_a_link_lets_others_begin_a_roadmap_until_it_is_taken_back(work: FakeUnitOfWork) -> None:
    add(work)
    shared = share_by_link(work, ADA, NOON, Named(), "secretsecret")

    assert shared.owned.ownership.audience is Audience.LINK
    assert seen(work, BOB) == ["Python"]
    begun = enrol(work, BOB, NOON, "secretsecret", LISBON)
    assert begun.offer.roadmap.title == "Rust in a week"
    again = share_by_link(work, ADA, NOON, Named(), "othersother")
    assert again.owned.ownership.link == "secretsecret"

    ended = stop_sharing(work, ADA, NOON, Named())

    assert (ended.owned.ownership.audience, ended.owned.ownership.link) == (Audience.OWNER, None)
    with pytest.raises(UnknownRoadmap):
        enrol(work, Account("telegram", "eve"), NOON, "secretsecret", LISBON)
    complete_topics(work, BOB, NOON, Pick())
    assert next_topic(work, BOB, NOON).overall.done == 1


def test_a_group_sees_what_is_shared_with_it_there_alone(work: FakeUnitOfWork) -> None:
    add(work)
    share_with_chat(work, ADA, NOON, Named(), GROUP)

    assert seen(work, BOB, GROUP) == ["Python", "Rust in a week"]
    assert seen(work, BOB) == ["Python"]
    begun = enrol(work, BOB, NOON, "rust", LISBON, chat=GROUP)
    assert begun.offer.roadmap.title == "Rust in a week"
    assert seen(work, BOB) == ["Python", "Rust in a week"]

    assert stop_sharing(work, ADA, NOON, Named()).chats == ()
    assert seen(work, Account("telegram", "eve"), GROUP) == ["Python"]


def test_everybody_sees_what_is_public(work: FakeUnitOfWork) -> None:
    add(work)
    publish(work, ADA, NOON, Named())

    assert seen(work, BOB) == ["Python", "Rust in a week"]


def begin_all(work: FakeUnitOfWork, *accounts: Account) -> None:
    share_by_link(work, ADA, NOON, Named(), "secretsecret")
    for account in accounts:
        enrol(work, account, NOON, "secretsecret", LISBON, destination=private(account))


def test_who_studies_a_removed_roadmap_keeps_it_and_is_told_and_nobody_else_begins_it(
    work: FakeUnitOfWork,
) -> None:
    roadmap = add(work).enrolled.offer.roadmap
    begin_all(work, BOB)
    complete_topics(work, BOB, NOON, Pick())
    asked = look_at_removal(work, ADA, NOON, Named())

    removed = remove_roadmap(work, ADA, NOON, Named())
    told = tell_of_removal(work, NOON)

    assert (asked.learners, asked.more) == (1, False)
    assert removed.roadmap == roadmap
    assert told == Told(roadmap.id, 1)
    assert next_topic(work, BOB, NOON).overall.done == 1
    assert list_own(work, ADA, NOON, ALLOWANCE).roadmaps == ()
    with pytest.raises(UnknownRoadmap):
        enrol(work, Account("telegram", "eve"), NOON, "secretsecret", LISBON)
    (row,) = lease_due(work, "telegram", NOON, most=9, lease="x", until=NOON + HOUR)
    assert row.notification.kind is NotificationKind.ROADMAP_REMOVED
    parcel = prepare(work, row, NOON, until=NOON + HOUR).parcel
    assert parcel is not None
    assert parcel.news == (RoadmapsRemoved(("Rust in a week",)),)


def test_of_two_roadmaps_removed_on_one_day_both_are_told_in_one_message(
    work: FakeUnitOfWork,
) -> None:
    for letters in ("abcdef", "ghijkl"):
        roadmap = add(work, letters=letters).enrolled.offer.roadmap
        named = Named(roadmap=roadmap.id)
        token = share_by_link(work, ADA, NOON, named, letters * 2).owned.ownership.link
        enrol(work, BOB, NOON, token or "", LISBON, destination=private(BOB))
        remove_roadmap(work, ADA, NOON, named)
        tell_of_removal(work, NOON)

    (row,) = lease_due(work, "telegram", NOON, most=9, lease="x", until=NOON + HOUR)
    parcel = prepare(work, row, NOON, until=NOON + HOUR).parcel

    assert parcel is not None
    assert parcel.news == (RoadmapsRemoved(("Rust in a week",) * 2),)


def test_many_learners_are_told_page_by_page(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.use_cases.removing.TOLD_AT_ONCE", 2)
    roadmap = add(work).enrolled.offer.roadmap
    begin_all(work, *(Account("telegram", str(number)) for number in range(4)))
    remove_roadmap(work, ADA, NOON, Named())

    first, second, third, over = (tell_of_removal(work, NOON) for _ in range(4))

    assert (first, second, third) == (Told(roadmap.id, 1), Told(roadmap.id, 2), Told(roadmap.id, 1))
    assert over is None


def test_who_is_told_days_later_is_told_what_was_removed_on_its_date(work: FakeUnitOfWork) -> None:
    add(work)
    begin_all(work, BOB)
    remove_roadmap(work, ADA, NOON, Named())
    later = NOON + 30 * HOUR

    tell_of_removal(work, later)

    (row,) = lease_due(work, "telegram", later, most=9, lease="x", until=later + HOUR)
    parcel = prepare(work, row, later, until=later + HOUR).parcel
    assert parcel is not None
    assert parcel.news == (RoadmapsRemoved(("Rust in a week",)),)


def test_a_link_changes_nothing_of_what_everybody_sees(work: FakeUnitOfWork) -> None:
    add(work)
    publish(work, ADA, NOON, Named())

    linked = share_by_link(work, ADA, NOON, Named(), "secretsecret")
    unlinked = take_link_back(work, ADA, NOON, Named())

    assert (linked.owned.ownership.audience, linked.owned.ownership.link) == (
        Audience.PUBLIC,
        "secretsecret",
    )
    assert (unlinked.owned.ownership.audience, unlinked.owned.ownership.link) == (
        Audience.PUBLIC,
        None,
    )


def test_a_roadmap_removed_before_anybody_did_anything_in_it_leaves_nothing(
    work: FakeUnitOfWork,
) -> None:
    enrol(work, ADA, NOON, "python", LISBON)
    roadmap = add(work).enrolled.offer.roadmap

    result = remove_roadmap(work, ADA, NOON, Named())

    assert work.roadmaps.of_slug(roadmap.slug) is None
    assert work.roadmaps.holding(roadmap.topics[0].id) is None
    current = next_topic(work, ADA, NOON).roadmap
    assert result == RoadmapRemoved(roadmap, Left.NOTHING, current)
    assert current.slug == "python"


def test_who_removes_what_they_study_untouched_studies_what_they_did_something_in_last(
    work: FakeUnitOfWork,
) -> None:
    enrol(work, ADA, NOON, "python", LISBON)
    complete_topics(work, ADA, NOON, Pick())
    add(work, letters="ghijkl")
    roadmap = add(work).enrolled.offer.roadmap

    result = remove_roadmap(work, ADA, NOON, Named(roadmap=roadmap.id))

    assert result.current is not None
    assert result.current.slug == "python"


def test_who_removes_their_only_roadmap_untouched_studies_nothing(work: FakeUnitOfWork) -> None:
    add(work)

    result = remove_roadmap(work, ADA, NOON, Named())

    assert result.current is None
    with pytest.raises(NotEnrolled):
        next_topic(work, ADA, NOON)
    assert seen(work, ADA) == ["Python"]


def touch_by_doing(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick())


def touch_by_noting(work: FakeUnitOfWork) -> None:
    set_note(work, ADA, NOON, Pick(), "mine")


def touch_by_sharing(work: FakeUnitOfWork) -> None:
    begin_all(work, BOB)


def test_who_begins_a_roadmap_in_the_moment_it_is_removed_begins_nothing(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(work)
    touch_by_doing(work)
    share_by_link(work, ADA, NOON, Named(), "secretsecret")
    begin = work.enrolments.add

    def begin_late(learner: LearnerId, roadmap: RoadmapId, *, started: datetime) -> Enrolment:
        remove_roadmap(work, ADA, NOON, Named())
        return begin(learner, roadmap, started=started)

    monkeypatch.setattr(work.enrolments, "add", begin_late)

    with pytest.raises(UnknownRoadmap):
        enrol(work, BOB, NOON, "secretsecret", LISBON)


@pytest.mark.parametrize("touch", [touch_by_doing, touch_by_noting])
def test_of_a_removed_roadmap_its_owner_keeps_what_they_did_or_noted_alone(
    work: FakeUnitOfWork, touch: Callable[[FakeUnitOfWork], None]
) -> None:
    roadmap = add(work).enrolled.offer.roadmap
    touch(work)

    remove_roadmap(work, ADA, NOON, Named())

    assert work.roadmaps.get(roadmap.id).topics == roadmap.topics[:1]
    assert work.roadmaps.file(roadmap.id) is None
    assert list_own(work, ADA, NOON, ALLOWANCE).removed == ()


def test_a_removed_roadmap_that_others_study_keeps_its_file_for_them(work: FakeUnitOfWork) -> None:
    roadmap = add(work).enrolled.offer.roadmap
    begin_all(work, BOB)

    remove_roadmap(work, ADA, NOON, Named())

    assert work.roadmaps.get(roadmap.id) == roadmap
    assert work.roadmaps.file(roadmap.id) == RoadmapFile("rust.md", RUST)
    assert next_topic(work, ADA, NOON).roadmap == roadmap


def test_a_removed_roadmap_counts_for_its_owner_as_long_as_others_study_it(
    work: FakeUnitOfWork,
) -> None:
    first = add(work).enrolled.offer.roadmap
    begin_all(work, BOB)
    remove_roadmap(work, ADA, NOON, Named())

    with pytest.raises(AllowanceSpent):
        add(work, letters="ghijkl", allowance=Allowance(roadmaps=1))
    with pytest.raises(AllowanceSpent):
        add(work, letters="ghijkl", allowance=Allowance(size=2 * len(RUST) - 1))
    shelf = list_own(work, ADA, NOON, ALLOWANCE)
    assert ([each.roadmap for each in shelf.removed], shelf.size) == ([first.id], len(RUST))
    assert list_own(work, BOB, NOON, ALLOWANCE).removed == ()


def test_lists_and_the_allowance_are_told_without_reading_topics(
    work: FakeUnitOfWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(work)
    complete_topics(work, ADA, NOON, Pick("1-2"))
    monkeypatch.setattr(work.roadmaps, "get", None)

    own = list_own(work, ADA, NOON, ALLOWANCE)
    shelf = browse_roadmaps(work, ADA, NOON)
    check_allowance(work, ADA, NOON, 10, ALLOWANCE)

    assert [(each.roadmap.title, each.roadmap.topic_count) for each in own.roadmaps] == [
        ("Rust in a week", 3)
    ]
    assert [(each.roadmap.title, each.count) for each in shelf.roadmaps] == [
        ("Python", None),
        ("Rust in a week", Count(2, 3)),
    ]
