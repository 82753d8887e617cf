"""What every storage promises of notes: one a learner and topic, kept as they were written."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from core.learner import LearnerId
from core.ports import UnitOfWork
from core.roadmap import Roadmap, TopicId
from tests.storage.conftest import Run
from tests.storage.roadmap_scenes import FIRST_FILE, LATER, edit, join, own
from tests.storage.scenes import ANN, BEN, JOINED


@pytest.fixture
def ann(run: Run) -> LearnerId:
    return run(join(ANN))[0]


@pytest.fixture
def ben(run: Run) -> LearnerId:
    return run(join(BEN))[0]


@pytest.fixture
def course(run: Run) -> Roadmap:
    return run(own("course"))[0]


def put(learner: LearnerId, topic: TopicId, text: str | None) -> Callable[[UnitOfWork], None]:
    def work(unit: UnitOfWork) -> None:
        unit.notes.put(learner, topic, text, at=JOINED)
        unit.commit()

    return work


def notes_of(run: Run, learner: LearnerId, roadmap: Roadmap) -> Mapping[TopicId, str]:
    return run(lambda unit: unit.notes.of_roadmap(learner, roadmap.id))[0]


def test_a_note_is_read_as_it_was_written_last(run: Run, ann: LearnerId, course: Roadmap) -> None:
    topic = course.topics[1].id
    written = " two\nlines, é 🧠 <b> %s ' \" \\ \t"
    run(put(ann, topic, "one"))

    run(put(ann, topic, written))

    assert run(lambda unit: unit.notes.get(ann, topic)) == [written]
    assert run(lambda unit: unit.notes.get(ann, course.topics[0].id)) == [None]


def test_notes_of_a_roadmap_are_those_of_one_learner_on_its_topics(
    run: Run, ann: LearnerId, ben: LearnerId, course: Roadmap
) -> None:
    [other] = run(own("other"))
    first, second, *_ = (topic.id for topic in course.topics)
    run(put(ann, second, "b"), put(ann, first, "a"), put(ben, first, "c"))
    run(put(ann, other.topics[0].id, "d"))

    assert notes_of(run, ann, course) == {first: "a", second: "b"}
    assert notes_of(run, ben, course) == {first: "c"}
    assert notes_of(run, ben, other) == {}


def test_a_note_that_is_taken_away_is_gone_and_may_be_taken_away_again(
    run: Run, ann: LearnerId, ben: LearnerId, course: Roadmap
) -> None:
    topic = course.topics[0].id
    run(put(ann, topic, "a"), put(ben, topic, "b"))

    for _ in range(2):
        run(put(ann, topic, None))

    assert run(lambda unit: unit.notes.get(ann, topic)) == [None]
    assert run(lambda unit: unit.notes.get(ben, topic)) == ["b"]


def test_a_note_stays_with_its_topic_when_that_is_retired(
    run: Run, ann: LearnerId, course: Roadmap
) -> None:
    leaving = course.topics[4].id
    run(put(ann, leaving, "still here"))

    run(edit(course.id, replace(FIRST_FILE, source=b"- [ ] Gamma\n"), at=LATER))

    assert notes_of(run, ann, course) == {leaving: "still here"}
    assert run(lambda unit: unit.notes.get(ann, leaving)) == ["still here"]


def test_notes_that_race_to_be_the_first_all_are_written(
    run: Run, ann: LearnerId, course: Roadmap
) -> None:
    topic = course.topics[0].id
    texts = [f"note {number}" for number in range(6)]

    run(*(put(ann, topic, text) for text in texts))

    [kept] = run(lambda unit: unit.notes.get(ann, topic))
    assert kept in texts


def test_a_note_without_a_commit_is_not_kept(run: Run, ann: LearnerId, course: Roadmap) -> None:
    topic = course.topics[0].id

    def write_and_read(unit: UnitOfWork) -> str | None:
        unit.notes.put(ann, topic, "a", at=JOINED)
        return unit.notes.get(ann, topic)

    assert run(write_and_read) == ["a"]
    assert run(lambda unit: unit.notes.get(ann, topic)) == [None]


def test_a_naive_instant_of_a_note_is_refused(run: Run, ann: LearnerId, course: Roadmap) -> None:
    naive = JOINED.replace(tzinfo=None)

    with pytest.raises(ValueError, match="aware"):
        run(lambda unit: unit.notes.put(ann, course.topics[0].id, "a", at=naive))
