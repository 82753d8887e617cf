"""What every storage promises of whose roadmaps are and who sees them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.errors import UnknownRoadmap
from core.learner import Account, LearnerId
from core.ownership import Audience, Ownership
from core.ports import UnitOfWork
from core.roadmap import Roadmap, RoadmapId, RoadmapSummary
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.forgetting import Left
from core.use_cases.owning import Named
from core.use_cases.removing import remove_roadmap
from core.use_cases.sharing import share_by_link
from tests.storage.conftest import Run
from tests.storage.roadmap_scenes import (
    FIRST_FILE,
    LATER,
    SECOND_FILE,
    edit,
    join,
    own,
    ownership,
    take_back,
)
from tests.storage.scenes import ANN, BEN, JOINED, ZONE

GROUP = ("telegram", "-42")
Change = Callable[[UnitOfWork], object]


@pytest.fixture
def ann(run: Run) -> LearnerId:
    return run(join(ANN))[0]


@pytest.fixture
def ben(run: Run) -> LearnerId:
    return run(join(BEN))[0]


@pytest.fixture
def anns(run: Run, ann: LearnerId) -> Roadmap:
    return run(own("anns", owner=ann))[0]


def change(run: Run, *changes: Change) -> None:
    """Make changes, one after the other, and keep them."""

    def work(unit: UnitOfWork) -> None:
        for each in changes:
            each(unit)
        unit.commit()

    run(work)


def shared(roadmap: RoadmapId, *chats: tuple[str, str]) -> Change:
    def work(unit: UnitOfWork) -> None:
        for platform, chat in chats:
            unit.roadmaps.share_with(roadmap, platform, chat)

    return work


def removed(roadmap: RoadmapId) -> Change:
    return lambda unit: unit.roadmaps.remove(roadmap, at=LATER)


def enrolled(learner: LearnerId, roadmap: RoadmapId) -> Change:
    return lambda unit: unit.enrolments.add(learner, roadmap, started=JOINED)


def seen(run: Run, viewer: LearnerId | None, chat: tuple[str, str] | None = None) -> list[str]:
    [summaries] = run(lambda unit: unit.roadmaps.visible(viewer, chat))
    return [each.slug for each in summaries]


def test_what_is_said_of_a_roadmap_comes_back(run: Run, ann: LearnerId, anns: Roadmap) -> None:
    [public] = run(own("public", audience=Audience.PUBLIC))

    assert run(ownership(anns.id), ownership(public.id)) == [
        Ownership(anns.id, ann, Audience.OWNER, None, len(FIRST_FILE.source), JOINED, JOINED),
        Ownership(public.id, None, Audience.PUBLIC, None, len(FIRST_FILE.source), JOINED, JOINED),
    ]


def test_of_an_unknown_roadmap_nothing_is_said(run: Run) -> None:
    with pytest.raises(KeyError):
        run(ownership(RoadmapId(99)))


def test_somebody_sees_what_is_public_and_what_is_theirs(
    run: Run, ann: LearnerId, ben: LearnerId, anns: Roadmap
) -> None:
    run(own("public", owner=ben, audience=Audience.PUBLIC))
    run(own("linked", owner=ben, audience=Audience.LINK))
    run(own("hosts"))

    assert anns.slug == "anns"
    assert seen(run, ann) == ["anns", "public"]
    assert seen(run, ben) == ["public", "linked"]
    assert seen(run, None) == ["public"]


def test_a_chat_sees_what_is_shared_with_it_and_no_other_does(
    run: Run, ben: LearnerId, anns: Roadmap
) -> None:
    change(run, shared(anns.id, GROUP, GROUP))

    assert seen(run, ben, GROUP) == seen(run, None, GROUP) == ["anns"]
    assert seen(run, ben) == seen(run, ben, ("discord", "-42")) == []
    assert seen(run, ben, ("telegram", "42")) == []


def test_who_is_enrolled_sees_a_roadmap_whatever_becomes_of_it(
    run: Run, ann: LearnerId, ben: LearnerId, anns: Roadmap
) -> None:
    [public] = run(own("public", audience=Audience.PUBLIC))
    change(run, enrolled(ben, anns.id), shared(anns.id, GROUP))
    change(run, removed(anns.id), removed(public.id))

    assert seen(run, ben) == ["anns"]
    assert seen(run, ann, GROUP) == seen(run, None, GROUP) == []


def test_what_is_seen_is_listed_once_by_title(run: Run, ann: LearnerId, anns: Roadmap) -> None:
    zig = replace(FIRST_FILE, source=b"# Zig\n\n- [ ] One\n")
    base = replace(FIRST_FILE, source=b"# Base\n\n- [ ] One\n- [ ] Two\n")
    run(own("z", zig, owner=ann, audience=Audience.PUBLIC))
    run(own("b", base, audience=Audience.PUBLIC))
    change(run, enrolled(ann, anns.id), shared(anns.id, GROUP))

    [summaries] = run(lambda unit: unit.roadmaps.visible(ann, GROUP))

    assert [(each.title, each.topic_count) for each in summaries] == [
        ("Base", 2),
        ("Course", 5),
        ("Zig", 1),
    ]


def test_retired_topics_are_not_counted(run: Run, ann: LearnerId, anns: Roadmap) -> None:
    run(edit(anns.id, replace(FIRST_FILE, source=b"- [ ] Gamma\n")))

    [summaries] = run(lambda unit: unit.roadmaps.visible(ann, None))

    assert [each.topic_count for each in summaries] == [1]


def test_what_a_learner_owns_is_listed_until_it_is_removed(
    run: Run, ann: LearnerId, ben: LearnerId, anns: Roadmap
) -> None:
    [second], [third] = run(own("second", owner=ann)), run(own("third", owner=ann))
    run(own("bens", owner=ben))
    change(run, removed(second.id))

    [owned] = run(lambda unit: unit.roadmaps.owned_by(ann))

    assert [each.roadmap for each in owned] == [anns.id, third.id]
    assert [owned[1]] == run(ownership(third.id))


def test_what_a_learner_owns_is_summarised_in_the_same_order(
    run: Run, ann: LearnerId, ben: LearnerId, anns: Roadmap
) -> None:
    [zig] = run(own("z", replace(FIRST_FILE, source=b"# A zig\n\n- [ ] One\n"), owner=ann))
    run(own("bens", owner=ben))
    [gone] = run(own("gone", owner=ann))
    change(run, removed(gone.id))

    [summaries] = run(lambda unit: unit.roadmaps.summaries_of(ann))

    assert summaries == (
        RoadmapSummary(anns.id, "anns", "Course", 5, 0),
        RoadmapSummary(zig.id, "z", "A zig", 1, 0),
    )


def test_a_link_leads_to_its_roadmap_until_it_has_another_or_none(
    run: Run, ann: LearnerId, anns: Roadmap
) -> None:
    def link(audience: Audience, token: str | None) -> Change:
        return lambda unit: unit.roadmaps.set_audience(anns.id, audience, token)

    change(run, link(Audience.LINK, "first"))
    change(run, link(Audience.LINK, "second"))

    assert run(lambda unit: unit.roadmaps.of_link("first")) == [None]
    assert run(lambda unit: unit.roadmaps.of_link("second")) == [anns]
    [its] = run(ownership(anns.id))
    assert (its.owner, its.audience, its.link) == (ann, Audience.LINK, "second")
    change(run, link(Audience.OWNER, None))
    assert run(lambda unit: unit.roadmaps.of_link("second")) == [None]


def test_no_two_roadmaps_share_a_link(run: Run, anns: Roadmap) -> None:
    [other] = run(own("other"))
    change(run, lambda unit: unit.roadmaps.set_audience(anns.id, Audience.LINK, "token"))

    with pytest.raises(ValueError, match=r".+"):
        change(run, lambda unit: unit.roadmaps.set_audience(other.id, Audience.LINK, "token"))


def test_a_removed_roadmap_is_there_without_its_link_and_stays_removed_when_it_was(
    run: Run, anns: Roadmap
) -> None:
    change(run, lambda unit: unit.roadmaps.set_audience(anns.id, Audience.LINK, "token"))
    [before] = run(ownership(anns.id))

    change(run, removed(anns.id))
    change(run, lambda unit: unit.roadmaps.remove(anns.id, at=LATER + timedelta(days=1)))

    assert run(ownership(anns.id)) == [replace(before, link=None, removed=LATER)]
    assert run(lambda unit: unit.roadmaps.of_link("token")) == [None]
    assert run(lambda unit: unit.roadmaps.of_slug("anns")) == [anns]


def test_of_a_removed_roadmap_the_topics_and_the_file_stay_and_the_way_back_goes(
    run: Run, anns: Roadmap
) -> None:
    [edited] = run(edit(anns.id))

    change(run, removed(anns.id))

    assert run(lambda unit: unit.roadmaps.get(anns.id)) == [edited]
    assert run(lambda unit: unit.roadmaps.file(anns.id)) == [SECOND_FILE]
    assert run(take_back(anns.id)) == [None]


def test_what_a_learner_removed_is_listed_while_others_are_enrolled_in_it(
    run: Run, ann: LearnerId, ben: LearnerId, anns: Roadmap
) -> None:
    [others], [kept], [bens] = (run(own(slug, owner=ann)) for slug in ("others", "kept", "bens"))
    change(run, *(enrolled(ann, each.id) for each in (anns, others, kept)))
    change(run, *(enrolled(ben, each.id) for each in (others, kept)))
    change(run, removed(anns.id), removed(others.id), removed(bens.id))

    [still] = run(lambda unit: unit.roadmaps.removed_by(ann))

    assert still == tuple(run(ownership(others.id)))
    assert still[0].size == len(FIRST_FILE.source)
    assert run(lambda unit: unit.roadmaps.removed_by(ben)) == [()]


def test_who_begins_a_roadmap_as_its_owner_removes_it_has_it_whole_or_not_at_all(
    run: Run, ben: LearnerId, anns: Roadmap
) -> None:
    run(lambda unit: share_by_link(unit, ANN, JOINED, Named(), "secretsecret"))

    def begin(unit: UnitOfWork) -> LearnerId | None:
        try:
            enrol(unit, BEN, LATER, "secretsecret", Newcomer(ZONE, "en"))
        except UnknownRoadmap:
            return None
        return ben

    def remove(unit: UnitOfWork) -> Left:
        return remove_roadmap(unit, ANN, LATER, Named()).left

    begun, left = run(begin, remove)

    [found] = run(lambda unit: unit.roadmaps.of_slug(anns.slug))
    assert (begun, left, found) in [(ben, Left.ALL, anns), (None, Left.NOTHING, None)]


def test_an_unknown_roadmap_is_not_held(run: Run) -> None:
    with pytest.raises(KeyError):
        run(lambda unit: unit.roadmaps.hold(RoadmapId(99)))


def test_a_removed_roadmap_gets_no_link_any_more(run: Run, anns: Roadmap) -> None:
    change(run, removed(anns.id))
    [before] = run(ownership(anns.id))

    change(run, lambda unit: unit.roadmaps.set_audience(anns.id, Audience.LINK, "late"))

    assert run(ownership(anns.id)) == [before]
    assert run(lambda unit: unit.roadmaps.of_link("late")) == [None]


def test_chats_that_a_roadmap_is_shared_with_are_listed_and_taken_away(
    run: Run, anns: Roadmap
) -> None:
    [other] = run(own("other"))
    change(run, shared(anns.id, GROUP, ("discord", "7"), ("discord", "6")), shared(other.id, GROUP))

    change(
        run,
        lambda unit: unit.roadmaps.unshare(anns.id, "discord", "7"),
        lambda unit: unit.roadmaps.unshare(anns.id, "discord", "8"),
    )

    assert run(
        lambda unit: unit.roadmaps.shared_with(anns.id),
        lambda unit: unit.roadmaps.shared_with(other.id),
    ) == [(("discord", "6"), GROUP), (GROUP,)]


def test_shares_move_along_with_a_chat(run: Run, anns: Roadmap) -> None:
    [both] = run(own("both"))
    new, elsewhere = ("telegram", "-100"), ("discord", "-42")
    change(run, shared(anns.id, GROUP, elsewhere), shared(both.id, GROUP, new))

    for _ in range(2):
        change(run, lambda unit: unit.roadmaps.move("telegram", "-42", "-100"))
    change(run, lambda unit: unit.roadmaps.move("telegram", "-100", "-100"))

    assert run(
        lambda unit: unit.roadmaps.shared_with(anns.id),
        lambda unit: unit.roadmaps.shared_with(both.id),
    ) == [(elsewhere, new), (new,)]


def test_learners_of_a_roadmap_come_in_pages(run: Run, anns: Roadmap) -> None:
    learners = [run(join(Account("console", f"learner {n}")))[0] for n in range(5)]
    [other] = run(own("other"))
    change(run, enrolled(learners[0], other.id))
    change(run, *(enrolled(learner, anns.id) for learner in reversed(learners)))

    pages = run(
        lambda unit: unit.roadmaps.learners_of(anns.id, LearnerId(0), 2),
        lambda unit: unit.roadmaps.learners_of(anns.id, learners[1], 9),
        lambda unit: unit.roadmaps.learners_of(anns.id, learners[4], 9),
    )

    assert pages == [tuple(learners[:2]), tuple(learners[2:]), ()]


def test_removals_are_told_of_one_after_the_other_from_where_that_stopped(
    run: Run, anns: Roadmap
) -> None:
    [other] = run(own("other"))
    change(run, removed(anns.id), removed(other.id))

    def then(roadmap: RoadmapId, upto: LearnerId | None) -> tuple[RoadmapId, LearnerId] | None:
        change(run, lambda unit: unit.roadmaps.tell(roadmap, upto))
        [untold] = run(lambda unit: unit.roadmaps.next_untold())
        return untold

    assert run(lambda unit: unit.roadmaps.next_untold()) == [(anns.id, 0)]
    assert then(anns.id, LearnerId(7)) == (other.id, 0)
    assert then(other.id, None) == (anns.id, 7)
    change(run, removed(anns.id), removed(other.id))
    assert then(anns.id, None) is None


def test_a_naive_instant_of_removal_is_refused(run: Run, anns: Roadmap) -> None:
    naive = LATER.replace(tzinfo=None)

    with pytest.raises(ValueError, match="aware"):
        run(lambda unit: unit.roadmaps.remove(anns.id, at=naive))
