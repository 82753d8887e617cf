"""What every storage promises: the fake, SQLite in a file and in memory, and PostgreSQL."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from core.history import ActionNumber, Event, EventKind
from core.learner import Account, EnrolmentId, Learner, Moment
from core.ports import UnitOfWork
from core.roadmap import Resource, Roadmap, RoadmapId, RoadmapSummary, TopicKind
from core.roadmap_markdown.outline import Outline, OutlineTopic, Source
from tests import builders
from tests.storage.conftest import Run
from tests.storage.scenes import ANN, BEN, JOINED, ZONE, act, enrol, history_of, write

NASTY = "a*b_c<d>&\"e' \\ 🧠 é %s :x ? {y} \t"


def join(unit: UnitOfWork) -> Learner:
    learner = unit.learners.of_account(ANN) or unit.learners.add(
        ANN, zone=ZONE, language="en", joined=JOINED
    )
    unit.commit()
    return learner


class TestStorage:
    def test_what_was_committed_is_there_for_the_next_unit_of_work(self, run: Run) -> None:
        [joined] = run(join)

        [found] = run(lambda unit: unit.learners.of_account(ANN))

        assert joined == Learner(joined.id, ZONE, "en", JOINED)
        assert found == joined

    def test_without_a_commit_nothing_is_kept(self, run: Run) -> None:
        run(lambda unit: unit.learners.add(ANN, zone=ZONE, language="en", joined=JOINED))

        [found] = run(lambda unit: unit.learners.of_account(ANN))

        assert found is None

    def test_a_use_case_that_raises_after_its_commit_keeps_nothing(self, run: Run) -> None:
        def join_and_fail(unit: UnitOfWork) -> None:
            join(unit)
            raise LookupError(NASTY)

        with pytest.raises(LookupError, match=re.escape(NASTY)):
            run(join_and_fail)

        assert run(lambda unit: unit.learners.of_account(ANN)) == [None]

    def test_an_unknown_account_leads_to_nobody(self, run: Run) -> None:
        run(join)

        [found] = run(lambda unit: unit.learners.of_account(Account("telegram", ANN.user)))

        assert found is None

    def test_a_saved_learner_has_the_new_zone_language_and_enrolment(self, run: Run) -> None:
        [enrolled] = run(enrol())
        changed = replace(
            enrolled.learner, zone="Asia/Tokyo", language="ja", enrolment=enrolled.enrolment.id
        )

        def save(unit: UnitOfWork) -> None:
            unit.learners.save(changed)
            unit.commit()

        run(save)

        assert run(lambda unit: unit.learners.of_account(ANN)) == [changed]

    def test_an_account_that_has_a_learner_gets_no_second(self, run: Run) -> None:
        run(join)

        with pytest.raises(ValueError, match=r".+"):
            run(lambda unit: unit.learners.add(ANN, zone=ZONE, language="en", joined=JOINED))

    def test_first_messages_that_race_end_in_one_learner(self, run: Run) -> None:
        learners = run(*[join] * 8)

        assert len({learner.id for learner in learners}) == 1

    def test_a_naive_instant_is_refused(self, run: Run) -> None:
        naive = JOINED.replace(tzinfo=None)

        with pytest.raises(ValueError, match="aware"):
            run(lambda unit: unit.learners.add(ANN, zone=ZONE, language="en", joined=naive))

    def test_an_instant_of_another_zone_comes_back_in_utc(self, run: Run) -> None:
        tokyo = JOINED.astimezone(timezone(timedelta(hours=9)))

        def join_from_tokyo(unit: UnitOfWork) -> Learner:
            learner = unit.learners.add(ANN, zone="Asia/Tokyo", language="ja", joined=tokyo)
            unit.commit()
            return learner

        [added] = run(join_from_tokyo)
        [found] = run(lambda unit: unit.learners.of_account(ANN))

        assert found is not None
        assert (added.joined, added.joined.tzinfo) == (JOINED, UTC)
        assert (found.joined, found.joined.tzinfo) == (JOINED, UTC)

    def test_a_roadmap_comes_back_whole_with_its_topics_numbered_as_they_stand(
        self, run: Run
    ) -> None:
        outline = Outline(
            NASTY,
            Source.BOXES,
            (("Goal", NASTY), ("Created", "")),
            (
                OutlineTopic(9, ("PHASE 1", "1.1 " + NASTY), f"**{NASTY}**", NASTY, mark="✓"),
                OutlineTopic(
                    3,
                    (),
                    "b",
                    "b",
                    ticked=True,
                    kind=TopicKind.PROJECT,
                    depth=2,
                    parent=0,
                    hint="CRITICAL",
                    resources=(Resource("docs", "https://example.org/?a=1&b=%20"),),
                    details=("one", NASTY),
                ),
            ),
        )

        def add(unit: UnitOfWork) -> object:
            roadmap = builders.ship(unit, "nasty", outline, added=JOINED)
            unit.commit()
            return roadmap

        [added] = run(add)
        [read] = run(lambda unit: unit.roadmaps.of_slug("nasty"))
        [again] = run(lambda unit: unit.roadmaps.of_slug("nasty"))

        assert read is not None
        assert read == added == again
        assert run(lambda unit: unit.roadmaps.get(read.id)) == [read]
        assert (read.slug, read.title, read.about, read.revision) == (
            "nasty",
            outline.title,
            outline.about,
            1,
        )
        assert [
            (it.number, it.path, it.title, it.text, it.kind, it.depth, it.hint, it.ticked)
            for it in read.topics
        ] == [
            (n, it.path, it.title, it.text, it.kind, it.depth, it.hint, it.ticked)
            for n, it in enumerate(outline.topics, start=1)
        ]
        assert [(it.resources, it.details) for it in read.topics] == [
            (it.resources, it.details) for it in outline.topics
        ]

    def test_topics_of_two_roadmaps_have_different_ids(self, run: Run) -> None:
        def add_two(unit: UnitOfWork) -> list[int]:
            one = builders.ship(unit, "one", builders.outline(), added=JOINED)
            two = builders.ship(unit, "two", builders.outline(), added=JOINED)
            return [topic.id for roadmap in (one, two) for topic in roadmap.topics]

        [ids] = run(add_two)

        assert len(set(ids)) == len(ids)

    def test_a_roadmap_that_was_rolled_back_leaves_nothing_behind(self, run: Run) -> None:
        def add(title: str, *, keep: bool) -> Callable[[UnitOfWork], Roadmap]:
            def work(unit: UnitOfWork) -> Roadmap:
                added = builders.ship(unit, "one", builders.outline(title=title), added=JOINED)
                if keep:
                    unit.commit()
                return unit.roadmaps.get(added.id)

            return work

        run(add("dropped", keep=False))
        run(add("kept", keep=True))
        [read] = run(lambda unit: unit.roadmaps.of_slug("one"))

        assert read is not None
        assert read.title == "kept"

    def test_an_unknown_roadmap_is_a_key_error_by_id_and_none_by_slug(self, run: Run) -> None:
        with pytest.raises(KeyError):
            run(lambda unit: unit.roadmaps.get(RoadmapId(1)))

        assert run(lambda unit: unit.roadmaps.of_slug("python")) == [None]

    def test_a_slug_is_given_once(self, run: Run) -> None:
        run(enrol())

        with pytest.raises(ValueError, match=r".+"):
            run(lambda unit: builders.ship(unit, "python", builders.outline(), added=JOINED))

    def test_summaries_are_listed_by_title_with_topics_and_projects_counted_apart(
        self, run: Run
    ) -> None:
        project = OutlineTopic(1, (), "p", "p", kind=TopicKind.PROJECT)
        topics = builders.outline().topics

        def add_three(unit: UnitOfWork) -> None:
            for slug, title, held in (
                ("z", "Zig", (*topics, project)),
                ("e", "Empty", ()),
                ("b", "Base", topics),
            ):
                builders.ship(unit, slug, Outline(title, Source.BOXES, (), held), added=JOINED)
            unit.commit()

        run(add_three)
        [summaries] = run(lambda unit: unit.roadmaps.visible(None, None))

        assert summaries == (
            RoadmapSummary(RoadmapId(3), "b", "Base", len(topics), 0),
            RoadmapSummary(RoadmapId(2), "e", "Empty", 0, 0),
            RoadmapSummary(RoadmapId(1), "z", "Zig", len(topics), 1),
        )

    def test_enrolments_are_found_by_id_and_listed_the_oldest_first(self, run: Run) -> None:
        [first] = run(enrol())
        run(enrol(BEN))

        def enrol_again(unit: UnitOfWork) -> object:
            other = builders.ship(unit, "other", builders.outline(), added=JOINED)
            second = unit.enrolments.add(first.learner.id, other.id, started=JOINED)
            unit.commit()
            return second

        [second] = run(enrol_again)

        assert run(lambda unit: unit.enrolments.get(first.enrolment.id)) == [first.enrolment]
        assert run(lambda unit: unit.enrolments.of_learner(first.learner.id)) == [
            (first.enrolment, second)
        ]

    def test_an_unknown_enrolment_is_a_key_error(self, run: Run) -> None:
        with pytest.raises(KeyError):
            run(lambda unit: unit.enrolments.get(EnrolmentId(1)))

    def test_a_learner_is_enrolled_in_a_roadmap_once(self, run: Run) -> None:
        run(enrol())

        with pytest.raises(ValueError, match=r".+"):
            run(enrol())

    def test_a_history_comes_back_whole_in_the_order_it_was_written(self, run: Run) -> None:
        [ann] = run(enrol())
        [ben] = run(enrol(BEN))
        late = Event(
            ann.learner.id,
            ann.enrolment.id,
            ActionNumber(3),
            EventKind.DONE,
            # The same wall clock twice: the instant tells them apart, the date is the learner's.
            Moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ZONE, date(2026, 10, 24)),
            ann.roadmap.topics[4].id,
            added_later=True,
        )
        mine = (
            ann.did(1, 3),
            ann.did(1, 2, EventKind.TICKED),
            ann.did(2, 1, EventKind.SKIPPED),
            late,
            ann.undid(4, undoes=2),
        )

        run(write(*mine[:3]))
        run(write(ben.did(1, 1)))
        run(write(*mine[3:]))

        assert run(history_of(ann.learner.id)) == [mine]
        assert run(history_of(ben.learner.id)) == [(ben.did(1, 1),)]

    def test_a_unit_of_work_reads_what_it_has_written(self, run: Run) -> None:
        [ann] = run(enrol())
        run(write(ann.did(1, 1)))

        def write_and_read(unit: UnitOfWork) -> tuple[Event, ...]:
            unit.history.append([ann.did(2, 2)])
            return unit.history.of_learner(ann.learner.id).events

        assert run(write_and_read) == [(ann.did(1, 1), ann.did(2, 2))]

    def test_events_that_were_rolled_back_are_never_read_again(self, run: Run) -> None:
        [ann] = run(enrol())
        run(write(ann.did(1, 1)))

        def write_read_and_drop(unit: UnitOfWork) -> None:
            unit.history.of_learner(ann.learner.id)
            unit.history.append([ann.did(2, 2)])
            unit.history.of_learner(ann.learner.id)

        run(write_read_and_drop)
        run(write(ann.did(2, 3)))

        assert run(history_of(ann.learner.id)) == [(ann.did(1, 1), ann.did(2, 3))]

    def test_nothing_appended_is_nothing_written(self, run: Run) -> None:
        [ann] = run(enrol())

        run(write())

        assert run(history_of(ann.learner.id)) == [()]

    def test_a_topic_is_written_once_in_an_action_and_again_in_another(self, run: Run) -> None:
        [ann] = run(enrol())
        run(write(ann.did(1, 1), ann.did(1, 2)))
        run(write(ann.did(2, 1)))

        with pytest.raises(ValueError, match=r".+"):
            run(write(ann.did(2, 3), ann.did(2, 1)))

        assert run(history_of(ann.learner.id)) == [(ann.did(1, 1), ann.did(1, 2), ann.did(2, 1))]

    def test_an_action_takes_back_once(self, run: Run) -> None:
        [ann] = run(enrol())
        run(write(ann.did(1, 1), ann.did(1, 2)))
        run(write(ann.undid(2, undoes=1)))

        with pytest.raises(ValueError, match=r".+"):
            run(write(ann.undid(2, undoes=1)))

    def test_units_of_work_of_one_learner_never_interleave(self, run: Run) -> None:
        [ann] = run(enrol())

        actions = run(*[act(ANN, ann)] * 24)

        assert sorted(actions) == list(range(1, 25))
        [events] = run(history_of(ann.learner.id))
        assert [event.action for event in events] == list(range(1, 25))

    def test_learners_who_did_nothing_yet_share_no_log(self, run: Run) -> None:
        [ann], [ben] = run(enrol()), run(enrol(BEN))

        [anns] = run(lambda unit: unit.history.of_learner(ann.learner.id))
        [bens] = run(lambda unit: unit.history.of_learner(ben.learner.id))

        # A log remembers what it worked out: one for all would remember it of every learner.
        assert anns is not bens

    def test_learners_who_act_at_once_each_get_their_own_history(self, run: Run) -> None:
        [ann] = run(enrol())
        [ben] = run(enrol(BEN))

        run(*[act(ANN, ann), act(BEN, ben)] * 8)

        assert run(history_of(ann.learner.id), history_of(ben.learner.id)) == [
            tuple(ann.did(action, 1) for action in range(1, 9)),
            tuple(ben.did(action, 1) for action in range(1, 9)),
        ]
