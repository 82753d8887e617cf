"""What every storage promises of roadmaps: their files, their edits, and one way back."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest

from core.history import ActionNumber, Event, EventKind
from core.learner import LearnerId, Moment
from core.ownership import Audience, RoadmapFile
from core.ports import UnitOfWork
from core.reconcile import KnownTopic, Name, reconcile
from core.roadmap import Roadmap, RoadmapId, Topic, TopicId
from core.roadmap_markdown import parse
from core.roadmap_markdown.outline import Source
from core.twins import short_form
from tests.storage.conftest import Run
from tests.storage.roadmap_scenes import (
    FIRST_FILE,
    LAST,
    LATER,
    SECOND_FILE,
    edit,
    everything,
    join,
    own,
    ownership,
    take_back,
)
from tests.storage.scenes import ANN, JOINED, ZONE

NOWHERE = RoadmapId(99)


@pytest.fixture
def course(run: Run) -> Roadmap:
    return run(own("course"))[0]


def ids(roadmap: Roadmap) -> dict[str, TopicId]:
    return {topic.text: topic.id for topic in roadmap.topics}


def listed(*titles: str) -> RoadmapFile:
    return RoadmapFile("list.md", "".join(f"- [ ] {title}\n" for title in titles).encode())


def as_listed(roadmap: Roadmap) -> list[tuple[int, str]]:
    return [(topic.number, topic.text) for topic in roadmap.topics]


@pytest.mark.parametrize("take", [None, *Source])
def test_a_file_comes_back_byte_for_byte(run: Run, take: Source | None) -> None:
    source = "\ufeff# Eins\r\n\r\n- [ ] Zwei \t\r\n".encode() + bytes(range(1, 32))

    def add(unit: UnitOfWork) -> Roadmap:
        outline = parse(FIRST_FILE.source, name=FIRST_FILE.name)
        file = RoadmapFile("Größe & <x>.md", source, take)
        added = unit.roadmaps.add(
            "course", outline, file=file, owner=None, audience=Audience.PUBLIC, added=JOINED
        )
        unit.commit()
        return added

    [added] = run(add)

    assert run(lambda unit: unit.roadmaps.file(added.id)) == [
        RoadmapFile("Größe & <x>.md", source, take)
    ]


def test_the_topics_of_a_new_roadmap_are_known_by_where_they_stand(
    run: Run, course: Roadmap
) -> None:
    [known] = run(lambda unit: unit.roadmaps.known_topics(course.id))

    its = ids(course)
    assert known == (
        KnownTopic(its["Alpha"], Name(("One",), "Alpha"), 1),
        KnownTopic(its["Nested"], Name(("One",), "Nested", ("Alpha",)), 2, key="n1"),
        KnownTopic(its["Beta docs"], Name(("One",), "Beta docs"), 3, ("https://example.org/beta",)),
        KnownTopic(its["Gamma"], Name(("Two",), "Gamma"), 4),
        KnownTopic(its["Leaving"], Name(("Two",), "Leaving"), 5),
    )


def test_an_edited_roadmap_says_what_the_file_says_and_topics_keep_their_ids(
    run: Run, course: Roadmap
) -> None:
    [updated] = run(edit(course.id))

    [read] = run(lambda unit: unit.roadmaps.get(course.id))
    [fresh] = run(own("fresh", SECOND_FILE))
    before, after = ids(course), ids(updated)
    assert updated == read
    assert (read.slug, read.title, read.about, read.revision) == (
        "course",
        fresh.title,
        fresh.about,
        2,
    )
    assert [replace(topic, id=TopicId(0)) for topic in read.topics] == [
        replace(topic, id=TopicId(0)) for topic in fresh.topics
    ]
    assert {text: identity for text, identity in after.items() if text != "Coming"} == {
        "Gamma": before["Gamma"],
        "Alpha": before["Alpha"],
        "The second letter docs": before["Beta docs"],
        "Nested": before["Nested"],
    }
    assert after["Coming"] not in before.values()


def test_after_an_edit_topics_are_known_by_earlier_names_and_retired_ones_too(
    run: Run, course: Roadmap
) -> None:
    [updated] = run(edit(course.id))

    [known] = run(lambda unit: unit.roadmaps.known_topics(course.id))
    its = ids(course)
    alpha, nested = Name(("One",), "Alpha"), Name(("One",), "Nested", ("Alpha",))
    assert known == (
        KnownTopic(its["Alpha"], Name(("Two",), "Alpha"), 2, earlier=(alpha,)),
        KnownTopic(its["Nested"], Name(("One",), "Nested"), 5, earlier=(nested,), key="n1"),
        KnownTopic(
            its["Beta docs"],
            Name(("One",), "The second letter docs"),
            4,
            ("https://example.org/beta",),
            (Name(("One",), "Beta docs"),),
        ),
        KnownTopic(its["Gamma"], Name(("Two",), "Gamma"), 1),
        KnownTopic(its["Leaving"], Name(("Two",), "Leaving"), 5, retired=True),
        KnownTopic(ids(updated)["Coming"], Name(("Two",), "Coming"), 3, key="c1"),
    )


def test_an_edit_keeps_the_new_file_and_says_when(run: Run, course: Roadmap) -> None:
    [before] = run(ownership(course.id))

    run(edit(course.id))

    [after] = run(ownership(course.id))
    assert run(lambda unit: unit.roadmaps.file(course.id)) == [SECOND_FILE]
    assert (before.size, before.added, before.changed) == (len(FIRST_FILE.source), JOINED, JOINED)
    assert after == replace(before, size=len(SECOND_FILE.source), changed=LATER)


def test_a_topic_that_returns_is_the_one_it_was(run: Run, course: Roadmap) -> None:
    run(edit(course.id))

    [returned] = run(edit(course.id, FIRST_FILE))

    assert returned == replace(course, revision=3)


def test_all_topics_may_change_places(run: Run) -> None:
    titles = [f"Title of the topic {number}" for number in range(60)]
    [course] = run(own("list", listed(*titles)))

    [updated] = run(edit(course.id, listed(*reversed(titles))))

    assert as_listed(updated) == list(enumerate(reversed(titles), start=1))
    assert ids(updated) == ids(course)


def test_what_an_edit_gives_is_what_is_read_afterwards_however_topics_come_go_and_move(
    run: Run,
) -> None:
    titles = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"]
    chance = Random(7)  # noqa: S311 - no secret
    [course] = run(own("list", listed(*titles)))

    for number in range(12):
        some = chance.sample(titles, chance.randint(1, len(titles)))
        source = "".join(
            f"- [{chance.choice(' x')}] {title}\n" + chance.choice(("", "  - more of it\n"))
            for title in some
        )
        [updated] = run(edit(course.id, RoadmapFile("list.md", source.encode())))

        [read] = run(lambda unit: unit.roadmaps.get(course.id))
        assert updated == read
        [fresh] = run(own(f"fresh{number}", RoadmapFile("list.md", source.encode())))
        assert [replace(topic, id=TopicId(0)) for topic in read.topics] == [
            replace(topic, id=TopicId(0)) for topic in fresh.topics
        ]


def test_a_file_may_leave_nothing_of_a_roadmap(run: Run, course: Roadmap) -> None:
    [updated] = run(edit(course.id, listed("Entirely", "Different")))

    assert as_listed(updated) == [(1, "Entirely"), (2, "Different")]
    [known] = run(lambda unit: unit.roadmaps.known_topics(course.id))
    assert [each.id for each in known if each.retired] == [topic.id for topic in course.topics]


def test_rolling_back_brings_everything_back_and_retires_what_came(
    run: Run, course: Roadmap
) -> None:
    run(edit(course.id, RoadmapFile("once.md", FIRST_FILE.source + b"- [ ] Added once\n")))
    [between] = run(everything(course.id))
    [updated] = run(edit(course.id))

    [back] = run(take_back(course.id))

    [read] = run(lambda unit: unit.roadmaps.get(course.id))
    [now] = run(everything(course.id))
    coming = KnownTopic(ids(updated)["Coming"], Name(("Two",), "Coming"), 3, retired=True, key="c1")
    assert back == read
    assert read.revision == 4
    assert now == replace(between, known=(*between.known, coming))
    assert run(ownership(course.id))[0].changed == LAST


def test_a_topic_that_returned_and_left_again_on_the_way_back_is_as_it_had_left(
    run: Run, course: Roadmap
) -> None:
    run(edit(course.id))
    [between] = run(everything(course.id))
    [updated] = run(edit(course.id, RoadmapFile("x.md", b"# X\n\n- [ ] Gamma\n- [ ] Leaving.\n")))
    assert ids(updated)["Leaving."] == ids(course)["Leaving"]

    run(take_back(course.id))

    assert run(everything(course.id)) == [between]


def test_a_topic_that_is_nested_in_another_now_is_known_by_that(run: Run) -> None:
    [course] = run(own("list", RoadmapFile("x.md", b"- [ ] A\n  - [ ] Inner\n- [ ] B\n")))

    run(edit(course.id, RoadmapFile("x.md", b"- [ ] B\n  - [ ] Inner\n- [ ] A\n")))

    [known] = run(lambda unit: unit.roadmaps.known_topics(course.id))
    assert [each.name for each in known if each.id == ids(course)["Inner"]] == [
        Name((), "Inner", ("B",))
    ]


def test_there_is_one_way_back_and_none_where_nothing_was_edited(run: Run, course: Roadmap) -> None:
    assert run(take_back(course.id)) == [None]
    run(edit(course.id))
    run(take_back(course.id))

    assert run(take_back(course.id)) == [None]
    assert run(lambda unit: unit.roadmaps.get(course.id).revision) == [3]


def test_what_came_with_an_update_that_was_taken_back_may_come_again(
    run: Run, course: Roadmap
) -> None:
    [updated] = run(edit(course.id))
    run(take_back(course.id))

    [again] = run(edit(course.id))

    assert again == replace(updated, revision=4)


@pytest.mark.parametrize("older_first", [True, False])
def test_roadmaps_are_edited_and_taken_back_apart(
    run: Run, course: Roadmap, *, older_first: bool
) -> None:
    [newer] = run(own("newer"))
    one, other = (course, newer) if older_first else (newer, course)
    run(edit(other.id))
    [edited] = run(everything(other.id))

    run(edit(one.id))
    run(take_back(one.id))

    assert run(everything(other.id)) == [edited]
    assert run(take_back(other.id)) == [replace(other, revision=3)]


def drop_an_edit(roadmap: RoadmapId) -> Callable[[UnitOfWork], Roadmap]:
    def work(unit: UnitOfWork) -> Roadmap:
        edit(roadmap, keep=False)(unit)
        return unit.roadmaps.get(roadmap)

    return work


def test_an_edit_without_a_commit_changes_nothing(run: Run, course: Roadmap) -> None:
    [before] = run(everything(course.id))

    [within] = run(drop_an_edit(course.id))

    assert within.title == "Course, edited"
    assert run(lambda unit: unit.roadmaps.get(course.id)) == [course]
    assert run(everything(course.id)) == [before]
    assert run(take_back(course.id)) == [None]


def test_what_was_read_of_a_dropped_edit_is_not_taken_for_the_next(
    run: Run, course: Roadmap
) -> None:
    run(drop_an_edit(course.id))

    [updated] = run(edit(course.id, listed("Another")))

    [read] = run(lambda unit: unit.roadmaps.get(course.id))
    assert updated.revision == 2
    assert read == updated


def test_edits_that_race_each_build_on_the_other(run: Run) -> None:
    [course] = run(own("list", listed("Begun")))

    def append(title: str) -> Callable[[UnitOfWork], None]:
        def work(unit: UnitOfWork) -> None:
            known = unit.roadmaps.known_topics(course.id)
            file = unit.roadmaps.file(course.id)
            assert file is not None
            longer = RoadmapFile(file.name, file.source + f"- [ ] {title}\n".encode())
            result = reconcile(known, parse(longer.source, name=longer.name))
            unit.roadmaps.update(course.id, result, longer, at=LATER)
            unit.commit()

        return work

    run(*(append(f"Added as {number}") for number in range(8)))

    [updated] = run(lambda unit: unit.roadmaps.get(course.id))
    assert updated.revision == 9
    assert sorted(ids(updated)) == [*(f"Added as {number}" for number in range(8)), "Begun"]


def test_a_revision_is_told_and_grows_with_every_change(run: Run, course: Roadmap) -> None:
    def revision(unit: UnitOfWork) -> int:
        return unit.roadmaps.revision(course.id)

    told = run(revision)
    run(edit(course.id))
    told += run(revision)
    run(take_back(course.id))

    assert [*told, *run(revision)] == [1, 2, 3]


def test_topics_are_found_by_what_they_are_called_for_short_while_they_stand(run: Run) -> None:
    [course] = run(own("list", listed("Decorators: using them", "decorators.", "Views", "Gone")))
    its = {topic.number: topic for topic in course.topics}

    def found(short: str) -> list[tuple[Topic, ...]]:
        return run(lambda unit: unit.roadmaps.called(course.id, short, 20))

    assert found("decorators") == [(its[1], its[2])]
    assert found("gone") == [(its[4],)]
    assert found("decorator") == [()]
    run(edit(course.id, listed("Decorators: using them", "decorators.", "Views: generic")))
    assert found("gone") == [()]
    assert [topic.text for topic in found("views")[0]] == ["Views: generic"]


def test_a_long_title_is_found_by_its_short_form_too(run: Run) -> None:
    long = "Word " * 300
    [course] = run(own("list", listed(long)))

    [found] = run(lambda unit: unit.roadmaps.called(course.id, short_form(long), 20))

    assert found == (course.topics[0],)


def test_of_many_topics_that_are_called_the_same_no_more_are_read_than_are_asked_for(
    run: Run,
) -> None:
    [course] = run(own("list", listed("Other", *["Views"] * 5)))

    [found] = run(lambda unit: unit.roadmaps.called(course.id, "views", 2))

    assert found == course.topics[1:3]


def test_the_roadmap_of_a_topic_is_found_retired_or_not(run: Run, course: Roadmap) -> None:
    [other] = run(own("other"))
    run(edit(course.id, listed("Entirely", "Different")))

    holders = run(
        *(
            lambda unit, topic=topic: unit.roadmaps.holding(topic)
            for topic in (course.topics[0].id, other.topics[0].id, TopicId(999))
        )
    )

    assert holders == [course.id, other.id, None]


def noted(learner: LearnerId, topic: TopicId) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.notes.put(learner, topic, "mine", at=JOINED)
        unit.commit()

    return work


def done(learner: LearnerId, roadmap: RoadmapId, topic: TopicId) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        enrolment = unit.enrolments.add(learner, roadmap, started=JOINED).id
        moment = Moment.of(JOINED, ZONE)
        event = Event(learner, enrolment, ActionNumber(1), EventKind.DONE, moment, topic)
        unit.history.append([event])
        unit.commit()

    return work


def test_what_left_and_nobody_did_or_noted_is_forgotten_once_no_way_leads_back_to_it(
    run: Run,
) -> None:
    [course] = run(own("list", listed("Alpha", "Beta", "Gamma", "Delta")))
    its = ids(course)
    [ann] = run(join(ANN))
    run(done(ann, course.id, its["Beta"]))
    run(noted(ann, its["Gamma"]))

    def kept() -> set[TopicId]:
        [known] = run(lambda unit: unit.roadmaps.known_topics(course.id))
        return {each.id for each in known}

    run(edit(course.id, listed("Alpha", "Entirely")))
    after_one = kept()
    run(edit(course.id, listed("Alpha", "Different")))

    assert after_one >= set(its.values())
    assert kept() >= {its["Alpha"], its["Beta"], its["Gamma"]}
    assert its["Delta"] not in kept()
    [back] = run(take_back(course.id))
    assert back is not None
    assert as_listed(back) == [(1, "Alpha"), (2, "Entirely")]


def test_a_deleted_roadmap_is_gone_and_its_ids_are_never_given_again(run: Run) -> None:
    [course] = run(own("list", listed("Alpha", "Beta")))
    run(edit(course.id, listed("Beta", "Gamma")))
    run(lambda unit: unit.roadmaps.share_with(course.id, "telegram", "-42"))

    def delete(unit: UnitOfWork) -> None:
        unit.roadmaps.delete(course.id)
        unit.commit()

    run(delete)

    assert run(lambda unit: unit.roadmaps.of_slug("list")) == [None]
    assert run(lambda unit: unit.roadmaps.visible(None, ("telegram", "-42"))) == [()]
    [again] = run(own("list", listed("Alpha", "Beta")))
    assert again.id != course.id
    assert not {topic.id for topic in again.topics} & {topic.id for topic in course.topics}


def test_of_a_stripped_roadmap_only_what_was_done_or_noted_is_left(run: Run) -> None:
    [learner] = run(join(ANN))
    [course] = run(own("list", listed("Alpha", "Beta", "Gamma", "Delta", "Gone", "Left")))
    its = ids(course)
    run(done(learner, course.id, its["Gone"]))
    run(edit(course.id, listed("Alpha", "Beta", "Gamma", "Delta")))
    run(noted(learner, its["Beta"]), noted(learner, its["Delta"]))

    def strip(unit: UnitOfWork) -> None:
        unit.roadmaps.strip(course.id, at=LAST)
        unit.commit()

    run(strip)

    [left], [known] = (
        run(lambda unit: unit.roadmaps.get(course.id)),
        run(lambda unit: unit.roadmaps.known_topics(course.id)),
    )
    assert as_listed(left) == [(1, "Beta"), (2, "Delta")]
    assert [topic.id for topic in left.topics] == [its["Beta"], its["Delta"]]
    assert left.revision == course.revision + 2
    assert {each.id for each in known if each.retired} == {its["Gone"]}
    [whose], [file] = run(ownership(course.id)), run(lambda unit: unit.roadmaps.file(course.id))
    assert (whose.size, whose.changed, file) == (0, LAST, None)
    assert run(take_back(course.id)) == [None]


def test_an_unknown_roadmap_is_a_key_error_and_has_no_file(run: Run) -> None:
    with pytest.raises(KeyError):
        run(lambda unit: unit.roadmaps.known_topics(NOWHERE))
    with pytest.raises(KeyError):
        run(take_back(NOWHERE))

    assert run(lambda unit: unit.roadmaps.file(NOWHERE)) == [None]


def test_naive_instants_are_refused(run: Run, course: Roadmap) -> None:
    naive = LATER.replace(tzinfo=None)

    with pytest.raises(ValueError, match="aware"):
        run(edit(course.id, at=naive))
    run(edit(course.id))
    with pytest.raises(ValueError, match="aware"):
        run(lambda unit: unit.roadmaps.roll_back(course.id, at=naive))
