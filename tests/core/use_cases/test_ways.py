"""Ways: where a learner is reached, the place they asked for first, and what may be said there."""

from core.destination import Destination
from core.learner import Account
from core.use_cases.destinations import Way, ways_of
from core.use_cases.places import pause_place, resume_place
from tests.core.use_cases.reminding_scenes import ADA, CHANNEL, CHAT, GROUP, learner, monday, school


def test_a_place_where_others_read_along_is_told_all_only_where_it_was_asked_for() -> None:
    work = school(GROUP, CHAT)
    ada = learner(work).id
    assert ways_of(work, ada) == (Way(GROUP, ADA, in_full=False), Way(CHAT, ADA, in_full=True))

    work.destinations.ask(ada, GROUP)
    assert ways_of(work, ada) == (Way(GROUP, ADA, in_full=True), Way(CHAT, ADA, in_full=True))


def test_there_is_no_way_to_a_place_that_is_paused_until_it_is_resumed() -> None:
    work = school(CHAT, GROUP)
    pause_place(work, monday(7), CHAT.platform, CHAT.chat, CHAT.kind)
    assert ways_of(work, learner(work).id) == (Way(GROUP, ADA, in_full=False),)

    resume_place(work, CHAT.platform, CHAT.chat, CHAT.kind)
    assert [each.destination for each in ways_of(work, learner(work).id)] == [CHAT, GROUP]


def test_there_is_no_way_to_a_platform_where_the_learner_has_no_account() -> None:
    work = school(CHAT, CHANNEL)
    assert [each.destination for each in ways_of(work, learner(work).id)] == [CHAT]


def test_who_was_never_anywhere_is_reached_nowhere() -> None:
    work = school()
    stranger = work.learners.add(
        Account("telegram", "9"), zone="UTC", language="en", joined=monday(0)
    )
    assert ways_of(work, stranger.id) == ()
    assert ways_of(work, learner(work).id) == ()


def test_each_way_goes_by_the_account_of_its_platform() -> None:
    work = school(CHAT)
    thread = Destination("telegram", "-42", GROUP.kind, thread="7")
    work.destinations.add(learner(work).id, thread)
    assert {way.owner for way in ways_of(work, learner(work).id)} == {ADA}
