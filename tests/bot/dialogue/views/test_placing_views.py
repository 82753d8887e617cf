"""Views of placement, of beginning anew and of the mix, word by word."""

from inspect import cleandoc

import pytest

from bot.dialogue.invocation import SHORT_FORM_LIMIT
from bot.dialogue.reply import Reply
from bot.dialogue.views import mix as mix_views
from bot.dialogue.views import placement as views
from bot.dialogue.views import reset as reset_views
from bot.dialogue.views import study as study_views
from bot.dialogue.views import topic as topic_views
from core.history import ActionNumber
from core.learner import Account
from core.placement import Part
from core.progress import Count
from core.roadmap import Path, RoadmapId, TopicId
from core.selection import Pick
from core.use_cases import enrolment
from core.use_cases.mix import look_at_mix, set_mix
from core.use_cases.overview import show_topic
from core.use_cases.placement import (
    Answered,
    Placement,
    Spot,
    TopicsAsked,
    ask_placement,
    know_all,
    know_some,
    know_these,
)
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.sections import TopicState
from core.use_cases.study import complete_topics, know_topics, next_topic
from core.use_cases.undo import undo_action
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, edit, outline, ship, topic
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = enrolment.Newcomer("Europe/Lisbon", "en")
COURSE: dict[Path, tuple[str, ...]] = {
    ("Basics", "Start"): ("Installing", "Using pip"),
    ("Basics", "Types"): tuple(f"Type {number}" for number in range(1, 9)),
}
FIRST = Spot(TopicId(1), 1, revision=1)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with Ada, who studies ten topics and a project."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(COURSE, projects=1))
    enrolment.enrol(unit, ADA, NOON, "python", HOME)
    return unit


def begin_other(work: FakeUnitOfWork) -> None:
    ship(work, "django", outline({("D",): ("Using  PIP", "Models")}, "Django"))
    enrolment.enrol(work, ADA, NOON, "django", HOME)
    enrolment.enrol(work, ADA, NOON, "python", HOME)


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_a_phase_is_asked_about_as_a_whole(work: FakeUnitOfWork) -> None:
    reads(
        views.asked(ask_placement(work, ADA, NOON)),
        """
        private replace
        # Basics
        10 topics. How much of it do you know?
        - Start: 0 of 2 done
        - Types: 0 of 8 done
        meter Python: 0/11
        [All -> placement|topic=1|level=1|seen=1|know=all] [Some -> placement|topic=1|level=1|seen=1|know=some] [None -> placement|topic=1|level=1|seen=1|know=none]
        [Stop here -> placement|topic=1|level=1|seen=1|know=stop]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_an_answer_is_said_and_can_be_taken_back(work: FakeUnitOfWork) -> None:
    reads(
        views.asked(know_all(work, ADA, NOON, FIRST)),
        """
        private replace
        > 10 topics counted as known.
        # Projects
        1 project. How much of it do you know?
        - *#11* Project 0
        meter Python: 10/11
        [All -> placement|topic=11|level=1|seen=1|know=all] [None -> placement|topic=11|level=1|seen=1|know=none]
        [Back -> placement|topic=1|level=1|seen=1|back=1] [Stop here -> placement|topic=11|level=1|seen=1|know=stop]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_topics_are_toggles_and_what_is_done_is_none(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("4-10"))
    reads(
        views.asked(know_some(work, ADA, NOON, Spot(TopicId(1), 2, 1)), on=0b10),
        """
        private replace
        # Basics › Start
        Choose the topics you know, then go on.
        - *#1* Installing
        - *#2* Using pip (known)
        meter Python: 7/11
        [#1 Installing -> placement|topic=1|level=2|seen=1|on=3]
        [✓ #2 Using pip -> placement|topic=1|level=2|seen=1|on=0]
        [Go on -> placement|topic=1|level=2|seen=1|on=2|know=these] [All of these -> placement|topic=1|level=2|seen=1|on=3]
        [Back -> placement|topic=1|level=2|seen=1] [Stop here -> placement|topic=1|level=2|seen=1|on=2|know=stop]
        """,  # noqa: E501 - a line stands as it is read
    )
    done = shown(views.asked(know_some(work, ADA, NOON, Spot(TopicId(3), 2, 1))))
    assert "- *#4* Type 2 (done)" in done
    assert "[#4" not in done


def test_the_pages_of_a_long_list_are_answered_at_once(work: FakeUnitOfWork) -> None:
    ship(work, "flat", outline({("F",): tuple(f"f{number}" for number in range(1, 11))}, "Flat"))
    enrolment.enrol(work, ADA, NOON, "flat", HOME)
    reply = shown(views.asked(know_some(work, ADA, NOON, Spot(TopicId(12), 1, 1)), on=1))
    assert (
        cleandoc(
            """
            Choose the topics you know, then go on. Page 1 of 2.
            > Or type the numbers you know: `/placement 1-10`
            - *#1* f1 (known)
            """
        )
        in reply
    )
    assert (
        "[All after these -> placement|topic=12|level=1|seen=1|on=1|know=rest] "
        "[None after these -> placement|topic=12|level=1|seen=1|on=1|know=skip]"
    ) in reply


def test_what_is_ticked_in_another_roadmap_is_said_apart_from_the_one_studied(
    work: FakeUnitOfWork,
) -> None:
    begin_other(work)
    reads(
        study_views.completed(know_topics(work, ADA, NOON, Pick(topic=TopicId(12)))),
        """
        private replace
        *Known: **#1* Using  PIP
        > What you know counts as done; it earns no streak.
        Django: 1 of 2 done in this section. In all 1 of 2 done
        Your other roadmaps hold this too:
        - *#2* Using pip in Python
        Next: *#1* Installing in Python
        [Undo -> undo|action=1] [Next topic -> next]
        [Tick #2 in Python too -> placement|topic=2]
        """,
    )
    assert shown(study_views.undone(undo_action(work, ADA, NOON))).splitlines()[1:3] == [
        "*Not counted as known any more in Django: **#1* Using  PIP",
        "0 of 11 done",
    ]


def test_what_changed_meanwhile_is_said_and_asked_anew(work: FakeUnitOfWork) -> None:
    edit(work, RoadmapId(1), outline({("New",): ("Brand new",), **COURSE}))
    said = "> The roadmap changed after I asked, so nothing new is written down."
    answered = views.asked(know_all(work, ADA, NOON, FIRST), on=0b11)
    stopped = views.stopped(know_these(work, ADA, NOON, FIRST, [0]))
    for reply in map(shown, (answered, stopped)):
        assert reply.splitlines()[1:4] == [
            said,
            "# Basics",
            "10 topics. How much of it do you know?",
        ]


def test_what_is_taken_back_is_named_though_it_left(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1-2"))
    edit(work, RoadmapId(1), outline({("Basics", "Start"): ("Using pip",)}))
    assert shown(study_views.undone(undo_action(work, ADA, NOON))).splitlines()[1:4] == [
        "*Not done any more: *2 topics",
        "- *#1* Using pip",
        "- Installing (not in Python any more)",
    ]


def test_a_placement_that_is_stopped_says_how_far_it_came(work: FakeUnitOfWork) -> None:
    reads(
        views.stopped(ask_placement(work, ADA, NOON, FIRST)),
        """
        private replace
        # Stopped here
        meter Python: 0/11
        Next: *#1* Installing
        > What you know counts as done; it earns no streak. /undo takes it back.
        [Next topic -> next] [Go on asking -> placement|topic=1|level=1|seen=1]
        """,
    )


def test_the_last_answer_says_that_it_was(work: FakeUnitOfWork) -> None:
    know_all(work, ADA, NOON, FIRST)
    reads(
        views.asked(know_all(work, ADA, NOON, Spot(TopicId(11), 1, 1))),
        """
        private replace
        > 1 project counted as known.
        # That was the last part
        meter Python: 11/11
        > What you know counts as done; it earns no streak. /undo takes it back.
        [Next topic -> next] [Back -> placement|topic=11|level=1|seen=1|back=2]
        """,
    )


def test_buttons_have_room_for_a_hundred_million_topics_and_many_updates(
    work: FakeUnitOfWork,
) -> None:
    topics = tuple(topic(number) for number in range(1, 9))
    spot = Spot(TopicId(10**8 - 1), 57, 9999, single=True)
    states = tuple(TopicState(each, None) for each in topics)
    question = TopicsAsked(spot, Part(57, (), topics), states, 1, 625)
    offer = next_topic(work, ADA, NOON)

    reply = views.asked(
        Placement(offer, question, Answered(spot, topics, ActionNumber(10**6))), on=255
    )

    shorts = [button.invokes.short() for row in reply.buttons for button in row]
    assert max(len(short.encode()) for short in shorts) <= SHORT_FORM_LIMIT


def test_beginning_anew_is_asked_first(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1-3"))
    reads(
        reset_views.asked(ask_reset(work, ADA, NOON)),
        """
        private replace
        # Begin Python anew?
        3 of 11 done: all of it would be open.
        Your streak of 1 day in a row stays, and so do your notes. Its badges go until earned again.
        > You can undo it.
        [Begin anew -> reset|sure=1] [Leave it as it is -> next]
        """,
    )


def test_beginning_anew_can_be_undone(work: FakeUnitOfWork) -> None:
    complete_topics(work, ADA, NOON, Pick("1-3"))
    result = reset_roadmap(work, ADA, NOON, ask_reset(work, ADA, NOON).enrolment)
    assert result.before == Count(3, 11)
    reads(
        reset_views.done(result),
        """
        private replace
        # Python begins anew
        Before, it was at 3 of 11 done.
        Next: *#1* Installing
        [Undo -> undo|action=2] [Next topic -> next]
        """,
    )


def test_a_mix_shows_its_shares_and_whose_turn_it_is(work: FakeUnitOfWork) -> None:
    begin_other(work)
    set_mix(work, ADA, NOON, "python 2 django 1")
    complete_topics(work, ADA, NOON, Pick("1"))
    reads(
        mix_views.mix_now(look_at_mix(work, ADA, NOON)),
        """
        private replace
        # Mix
        The daily prompt is mixed.
        1 *Python*: share 2, 1 topic since it is mixed; 1 of 11 done
        2 *Django*: share 1, 0 topics since it is mixed; 0 of 2 done
        Next by the mix: *#1* Using  PIP (Django)
        > The daily prompt takes its topic from the one that is furthest behind its share. /next stays with the roadmap you study now.
        Type the shares: `/mix python 2 django 1`
        [All equally -> mix|shares=#1 1 #2 1]
        [More of Python -> mix|shares=#1 2 #2 1]
        [More of Django -> mix|shares=#1 1 #2 2]
        [Turn it off -> mix|shares=off]
        (Type the shares -> mix|shares=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_roadmaps_of_one_title_are_told_apart_in_the_mix_and_where_they_hold_the_same(
    work: FakeUnitOfWork,
) -> None:
    ship(work, "python-abcdef", outline({("P",): ("Using PIP", "More")}))
    enrolment.enrol(work, ADA, NOON, "python-abcdef", HOME)
    enrolment.enrol(work, ADA, NOON, "python", HOME)

    mixed = shown(mix_views.mix_set(set_mix(work, ADA, NOON, "#1 1 #2 2")))
    offered = shown(topic_views.offered(next_topic(work, ADA, NOON)))
    menu = shown(mix_views.mix_now(look_at_mix(work, ADA, NOON)))
    done = shown(study_views.completed(complete_topics(work, ADA, NOON, Pick("2"))))
    ticked = shown(study_views.completed(know_topics(work, ADA, NOON, Pick(topic=TopicId(12)))))
    off = shown(mix_views.mix_set(set_mix(work, ADA, NOON, None)))

    assert "1 *Python (python)*: share 1, " in mixed
    assert "2 *Python (python-abcdef)*: share 2, " in mixed
    assert "Next by the mix: *#1* Using PIP (Python (python-abcdef))" in mixed
    assert "> Your mix would take Python (python-abcdef): *#1* Using PIP" in offered
    assert "[More of Python (python-abcdef) -> mix|shares=#1 1 #2 2]" in menu
    assert "- *#1* Using PIP in Python (python-abcdef)" in done
    assert "[Tick #1 in Python (python-abcdef) too -> placement|topic=12]" in done
    assert "Python (python-abcdef): 1 of 2 done in this section." in ticked
    assert "Next: *#1* Installing in Python (python)" in ticked
    assert "It was Python (python) 1 and Python (python-abcdef) 2." in off


def test_who_types_an_answer_of_a_placement_is_asked_for_which_part(work: FakeUnitOfWork) -> None:
    reply = views.asked_in_parts(ask_placement(work, ADA, NOON))
    assert shown(reply).splitlines()[1:4] == [
        "> I ask part by part: tap your answer for this one.",
        "# Basics",
        "10 topics. How much of it do you know?",
    ]
    know_topics(work, ADA, NOON, Pick("1-11"))
    over = ask_placement(work, ADA, NOON)
    assert views.asked_in_parts(over) == views.asked(over)


def test_topics_are_counted_the_same_wherever_there_are_thousands(work: FakeUnitOfWork) -> None:
    ship(work, "long", outline({("L",): tuple(f"l{n}" for n in range(1, 1202))}, "Long"))
    enrolment.enrol(work, ADA, NOON, "long", HOME)
    complete_topics(work, ADA, NOON, Pick("1-1100"))

    offered = shown(topic_views.offered(next_topic(work, ADA, NOON)))
    details = show_topic(work, ADA, NOON, Pick("1101"))

    assert details
    assert "# *#1101 of 1,201* l1101\nL · 1,101 of 1,201\n1,100 of 1,201 done" in offered
    assert "# *#1101* of 1,201, a topic" in shown(topic_views.topic_details(details))


def test_what_another_roadmap_holds_too_is_offered_there(work: FakeUnitOfWork) -> None:
    begin_other(work)
    reads(
        study_views.completed(complete_topics(work, ADA, NOON, Pick("2"))),
        """
        private replace
        *Done: **#2* Using pip
        1 of 2 done in this section. In all 1 of 11 done · 1 day in a row
        Your other roadmaps hold this too:
        - *#1* Using  PIP in Django
        Next: *#1* Installing
        [Undo -> undo|action=1] [Next topic -> next]
        [Tick #1 in Django too -> placement|topic=12]
        """,
    )


@pytest.mark.parametrize(("held", "said"), [(5, "and 2 topics more"), (30, "and many more")])
def test_of_what_other_roadmaps_hold_too_the_rest_is_counted_as_far_as_it_is_known(
    work: FakeUnitOfWork, held: int, said: str
) -> None:
    ship(work, "pip", outline({("P",): ("Using pip",) * held}, "Pip"))
    enrolment.enrol(work, ADA, NOON, "pip", HOME)
    enrolment.enrol(work, ADA, NOON, "python", HOME)

    reply = study_views.completed(complete_topics(work, ADA, NOON, Pick("2")))

    assert f"- *#3* Using pip in Pip\n- {said}\n" in shown(reply)
