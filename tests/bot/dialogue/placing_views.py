"""Views of placement, of beginning anew and of the mix, made from a small course of Ada's."""

from collections.abc import Callable
from functools import partial

from bot.dialogue.reply import Reply
from bot.dialogue.views import mix, placement, reset, study, topic
from core.learner import Account
from core.roadmap import Path, RoadmapId, TopicId
from core.selection import Pick
from core.use_cases import placement as placing
from core.use_cases.enrolment import Newcomer, enrol
from core.use_cases.mix import look_at_mix, set_mix
from core.use_cases.placement import Placement, Spot
from core.use_cases.reset import ask_reset, reset_roadmap
from core.use_cases.study import complete_topics, know_topics, next_topic
from core.use_cases.undo import undo_action
from tests.builders import NOON, edit, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork

ADA = Account("console", "ada")
COURSE = RoadmapId(1)
FIRST = Spot(TopicId(1), 1, revision=1)
SECTIONS: dict[Path, tuple[str, ...]] = {
    ("Long <*b*>", f"Part `{n}`"): ("_one_", "two") for n in range(9)
}


def first_page(work: FakeUnitOfWork, on: int) -> Reply:
    return placement.asked(placing.know_some(work, ADA, NOON, FIRST), on)


def many_sections(work: FakeUnitOfWork) -> Reply:
    also_begun(work)
    return placement.asked(placing.ask_placement(work, ADA, NOON))


def answered(work: FakeUnitOfWork) -> Placement:
    return placing.know_all(work, ADA, NOON, FIRST)


def over(work: FakeUnitOfWork) -> Reply:
    know_topics(work, ADA, NOON, Pick("2-5"))
    return placement.asked(answered(work))


def known_of_project(work: FakeUnitOfWork) -> Reply:
    know_topics(work, ADA, NOON, Pick("1"))
    return study.completed(know_topics(work, ADA, NOON, Pick("1-2")))


def placement_undone(work: FakeUnitOfWork) -> Reply:
    answered(work)
    return study.undone(undo_action(work, ADA, NOON))


def shortened(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Let only one topic, which is new, be in the course that Ada studies."""
    edit(work, COURSE, outline({("<New> `x`",): ("*Something* else",)}, "<Course> & `co`"))
    return work


def long_section(work: FakeUnitOfWork) -> Reply:
    titles = tuple(f"<{n}>" for n in range(20))
    ship(work, "long", outline({("_Long_",): titles}, "Long"))
    enrol(work, ADA, NOON, "long", Newcomer("Europe/Lisbon", "en"))
    question = placing.ask_placement(work, ADA, NOON).question
    assert question
    return placement.asked(placing.know_some(work, ADA, NOON, question.spot))


def retired_undone(work: FakeUnitOfWork) -> Reply:
    complete_topics(work, ADA, NOON, Pick("1-2"))
    return study.undone(undo_action(shortened(work), ADA, NOON))


def reset_asked(work: FakeUnitOfWork) -> Reply:
    complete_topics(work, ADA, NOON, Pick("1"))
    return reset.asked(ask_reset(work, ADA, NOON))


def begun_anew(work: FakeUnitOfWork) -> Reply:
    complete_topics(work, ADA, NOON, Pick("1"))
    return reset.done(reset_roadmap(work, ADA, NOON, ask_reset(work, ADA, NOON).enrolment))


def reset_undone(work: FakeUnitOfWork) -> Reply:
    begun_anew(work)
    return study.undone(undo_action(work, ADA, NOON))


def also_begun(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Let Ada study another roadmap too, whose title is as hostile, from now on."""
    ship(work, "other", outline(SECTIONS, "<Other> & *more*"))
    enrol(work, ADA, NOON, "other", Newcomer("Europe/Lisbon", "en"))
    return work


def mixed(work: FakeUnitOfWork) -> FakeUnitOfWork:
    set_mix(also_begun(work), ADA, NOON, "#1 2 #2 1")
    return work


def held_elsewhere(work: FakeUnitOfWork) -> Reply:
    also_begun(work)
    return study.completed(complete_topics(work, ADA, NOON, Pick("1, 3")))


def twin_offered(work: FakeUnitOfWork) -> Reply:
    ship(work, "twin", outline({("A",): ("_one_", "two", "_one_", "two")}, "Twin [x](y)"))
    enrol(work, ADA, NOON, "twin", Newcomer("Europe/Lisbon", "en"))
    return held_elsewhere(work)


PLACING_VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "placement": lambda work: placement.asked(placing.ask_placement(work, ADA, NOON)),
    "placement_of_many_sections": many_sections,
    "placement_after_an_answer": lambda work: placement.asked(answered(work)),
    "placement_by_topics": partial(first_page, on=0),
    "placement_by_topics_chosen": partial(first_page, on=0b11),
    "placement_stopped": lambda work: placement.stopped(
        placing.ask_placement(work, ADA, NOON, FIRST)
    ),
    "placement_of_a_long_section": long_section,
    "placement_of_what_changed": lambda work: placement.asked(
        placing.know_all(shortened(work), ADA, NOON, FIRST)
    ),
    "placement_over": over,
    "placement_undone": placement_undone,
    "undone_of_retired": retired_undone,
    "known": known_of_project,
    "reset": reset_asked,
    "reset_done": begun_anew,
    "nothing_to_reset": lambda work: reset.done(
        reset_roadmap(work, ADA, NOON, ask_reset(work, ADA, NOON).enrolment)
    ),
    "reset_undone": reset_undone,
    "nothing_to_mix": lambda work: mix.mix_now(look_at_mix(work, ADA, NOON)),
    "no_mix": lambda work: mix.mix_now(look_at_mix(also_begun(work), ADA, NOON)),
    "mix": lambda work: mix.mix_now(look_at_mix(mixed(work), ADA, NOON)),
    "mix_set": lambda work: mix.mix_set(set_mix(mixed(work), ADA, NOON, "#1 1 #2 1")),
    "mix_off": lambda work: mix.mix_set(set_mix(mixed(work), ADA, NOON, None)),
    "offered_beside_the_mix": lambda work: topic.offered(next_topic(mixed(work), ADA, NOON)),
    "held_elsewhere": twin_offered,
}
