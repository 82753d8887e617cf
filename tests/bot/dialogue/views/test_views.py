"""Views: what a learner reads, from the first hello to the last topic, word by word."""

from inspect import cleandoc

import pytest

from bot.dialogue.catalogue import LEXICON
from bot.dialogue.command import Option, Parameter, Suggestion
from bot.dialogue.invocation import Place
from bot.dialogue.reply import Ask, Reply
from bot.dialogue.views import enrolment as enrolment_views
from bot.dialogue.views import guide, questions, refusals
from bot.dialogue.views import overview as overview_views
from bot.dialogue.views import sections as section_views
from bot.dialogue.views import study as study_views
from bot.dialogue.views import topic as topic_views
from bot.dialogue.views.refused import Tried
from bot.dialogue.views.words import ask_for_city, ask_for_words, zone_words
from core.errors import UnknownTopic, UnknownZone
from core.learner import Account
from core.selection import Pick
from core.use_cases import enrolment, overview, sections, study
from core.use_cases.undo import undo_action
from tests.bot.dialogue.shown import shown
from tests.builders import NOON, outline, ship
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ADA = Account("console", "ada")
HOME = enrolment.Newcomer("UTC", "en")
LISBON = enrolment.Newcomer("Europe/Lisbon", "en")


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a unit of work with one roadmap: eight topics, one of them ticked, and a project."""
    unit = FakeUnitOfWork(Shelf())
    ship(unit, "python", outline(projects=1, ticked=("Indexes",)), added=NOON)
    return unit


@pytest.fixture
def studying(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Give the same with Ada enrolled."""
    enrolment.enrol(work, ADA, NOON, "python", HOME)
    return work


def tried(command: str) -> Tried:
    return Tried(LEXICON.by_name[command], {}, Place("console", "ada"))


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def test_a_newcomer_is_greeted_with_a_guess() -> None:
    reads(
        enrolment_views.welcome("Ada", "Europe/Lisbon", NOON),
        """
        private
        # Hello Ada!
        I give you one topic at a time, and keep your progress and your streak.
        First, where do you live? My guess is *Lisbon time*: it is @12:00 there.
        > Not so? Type your city: /tz Lisbon
        [Yes, Lisbon time -> tz|zone=Europe/Lisbon]
        (Type your city -> tz|city=)
        """,
    )


def test_a_zone_is_confirmed_with_the_next_step(work: FakeUnitOfWork) -> None:
    reads(
        enrolment_views.zone_set(
            enrolment.set_zone(work, ADA, NOON, LISBON), NOON, "Lisbon, Portugal"
        ),
        """
        private replace
        *Lisbon, Portugal* (Europe/Lisbon): it is @12:00 there.
        Which roadmap do you want to study?
        - *Python*: 8 topics and 1 project
        [Python -> switch|roadmap=python]
        """,
    )


def test_enrolling_shows_the_first_topic(work: FakeUnitOfWork) -> None:
    enrolment.set_zone(work, ADA, NOON, HOME)
    reads(
        enrolment_views.enrolled(enrolment.enrol(work, ADA, NOON, "python", HOME)),
        """
        private replace
        You study *Python*.
        > Learn it
        1 topic of its file came ticked. Is it done already?
        # *#1 of 9* Installing Python
        PHASE 1: Basics › 1.1 Start · 1 of 3
        0 of 9 done
        [Done -> done|topic=1] [Skip -> skip|topic=1]
        [Later -> later] [Details -> topic|topic=1]
        [Yes, count it as done -> done|topic=8|ticked=all|seen=1] [No, leave it open -> next|topic=8]
        [Remind me daily -> daily]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_newcomer_who_enrols_at_once_reads_which_zone_was_taken(work: FakeUnitOfWork) -> None:
    reads(
        enrolment_views.enrolled(enrolment.enrol(work, ADA, NOON, "python", LISBON)),
        """
        private replace
        You study *Python*.
        > Learn it
        1 topic of its file came ticked. Is it done already?
        # *#1 of 9* Installing Python
        PHASE 1: Basics › 1.1 Start · 1 of 3
        0 of 9 done
        > I take it that you live by Lisbon time. Not so? Type your city: /tz Lisbon
        [Done -> done|topic=1] [Skip -> skip|topic=1]
        [Later -> later] [Details -> topic|topic=1]
        [Yes, count it as done -> done|topic=8|ticked=all|seen=1] [No, leave it open -> next|topic=8]
        [Remind me daily -> daily]
        (Type your city -> tz|city=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_a_place_that_lacks_something_is_told_what_before_it_matters(work: FakeUnitOfWork) -> None:
    enrolment.set_zone(work, ADA, NOON, HOME)
    reads(
        enrolment_views.enrolled(
            enrolment.enrol(work, ADA, NOON, "python", HOME),
            ("View Channels", "Send Messages in Threads"),
        ),
        """
        private replace
        You study *Python*.
        > Learn it
        1 topic of its file came ticked. Is it done already?
        # *#1 of 9* Installing Python
        PHASE 1: Basics › 1.1 Start · 1 of 3
        0 of 9 done
        > To write here by myself I need View Channels and Send Messages in Threads. Until then I only answer.
        [Done -> done|topic=1] [Skip -> skip|topic=1]
        [Later -> later] [Details -> topic|topic=1]
        [Yes, count it as done -> done|topic=8|ticked=all|seen=1] [No, leave it open -> next|topic=8]
        [Remind me daily -> daily]
        """,  # noqa: E501 - a line stands as it is read
    )


def test_the_zone_that_is_set_can_be_kept_or_another_city_written() -> None:
    reads(
        enrolment_views.ask_city("Europe/Lisbon", NOON),
        """
        private replace
        Your day runs by *Europe/Lisbon*: it is @12:00 now.
        To change it, type your city, for example /tz Lisbon
        [That is right -> tz|zone=Europe/Lisbon]
        (Type your city -> tz|city=)
        """,
    )


def test_a_city_nobody_knows_can_be_written_again() -> None:
    reads(
        refusals.refusal(UnknownZone("Atlantis"), tried("tz")),
        """
        private refusal
        I know no city or time zone “Atlantis”.
        Name a larger city near you, a zone such as `Europe/Lisbon`, or an offset such as `UTC+2`. For example: `/tz Lisbon`
        (Type your city -> tz|city=)
        """,  # noqa: E501 - a line stands as it is read
    )


def test_words_like_no_topic_can_be_written_again() -> None:
    reads(
        refusals.refusal(UnknownTopic("zzzz", 9), tried("done")),
        """
        private refusal
        I found no topic like “zzzz”.
        For example: `/done 57-60, 63`
        (Search again -> find|what=)
        """,
    )


def test_words_that_are_missing_are_asked_for_with_a_form() -> None:
    command = LEXICON.by_name["switch"]
    reads(
        questions.question(command, command.parameters[0], (Suggestion("Python", "python"),)),
        """
        private refusal
        I need one thing more: the roadmap to study from now on.
        For example: `/switch python-backend-developer`
        [Python -> switch|roadmap=python]
        (Type it -> switch|roadmap=)
        """,
    )


@pytest.mark.parametrize("kind", [int, str])
def test_a_number_or_a_choice_that_is_missing_has_no_form(kind: type[int] | type[str]) -> None:
    choices = () if kind is int else ("today", "yesterday")
    parameter = Parameter("day", kind, required=True, option=Option("the day"), choices=choices)

    assert questions.question(LEXICON.by_name["done"], parameter, ()).asks is None


@pytest.mark.parametrize("form", [ask_for_city(), ask_for_words()], ids=lambda form: form.label)
def test_every_form_writes_an_argument_that_its_command_takes(form: Ask) -> None:
    command = LEXICON.by_name[form.invokes.command]

    (written,) = (each for each in command.parameters if each.name == form.parameter)

    assert (written.is_free, written.option.typed) == (True, True)


def test_the_help_of_a_command_says_what_is_sent_along() -> None:
    reads(
        guide.command_help(LEXICON.by_name["roadmap check"]),
        """
        private
        # `/roadmap check [take]`
        Look at a roadmap file that you send along, without storing it.
        - `take`: what to take as topics; the file decides where it is left out
        - sent along: a Markdown file, at most 1 MiB
        For example: `/roadmap check`
        """,
    )


def test_a_link_that_leads_nowhere_begins_all_the_same() -> None:
    reads(
        enrolment_views.link_expired("rust-2019", enrolment_views.welcome("Ada", "UTC", NOON)),
        """
        private
        > There is no roadmap “rust-2019”, or no longer: an old link, perhaps.
        # Hello Ada!
        I give you one topic at a time, and keep your progress and your streak.
        First, where do you live? My guess is *UTC*: it is @12:00 there.
        > Not so? Type your city: /tz Lisbon
        [Yes, UTC -> tz|zone=UTC]
        (Type your city -> tz|city=)
        """,
    )


def test_the_shelf_lists_what_there_is(studying: FakeUnitOfWork) -> None:
    reads(
        enrolment_views.roadmaps(enrolment.browse_roadmaps(studying, ADA, NOON)),
        """
        private
        # Roadmaps
        - *Python*: 8 topics and 1 project; 0 of 9 done; you study it now
        """,
    )


def test_an_empty_shelf_says_who_can_fill_it() -> None:
    reads(
        enrolment_views.no_roadmaps(),
        """
        private refusal
        There is no roadmap here yet.
        Whoever hosts me can put a Markdown file into the folder of roadmaps.
        """,
    )


def test_a_topic_is_offered_with_all_that_helps(studying: FakeUnitOfWork) -> None:
    reads(
        topic_views.offered(study.next_topic(studying, ADA, NOON)),
        """
        private
        # *#1 of 9* Installing Python
        PHASE 1: Basics › 1.1 Start · 1 of 3
        0 of 9 done
        [Done -> done|topic=1] [Skip -> skip|topic=1]
        [Later -> later] [Details -> topic|topic=1]
        """,
    )


def test_what_is_kept_for_later_stays(studying: FakeUnitOfWork) -> None:
    reads(
        topic_views.kept_for_later(study.next_topic(studying, ADA, NOON)),
        """
        private replace
        Kept for later: *#1* Installing Python
        It stays your topic until it is done or skipped.
        [Show it again -> next]
        """,
    )


def test_what_was_done_is_told_with_the_progress(studying: FakeUnitOfWork) -> None:
    reads(
        study_views.completed(study.complete_topics(studying, ADA, NOON, Pick("1-2"))),
        """
        private replace
        *Done: *2 topics
        - *#1* Installing Python
        - *#2* Using pip
        2 of 3 done in this section. In all 2 of 9 done · 1 day in a row
        Next: *#3* The REPL
        [Undo -> undo|action=1] [Next topic -> next]
        """,
    )


def test_a_repeat_is_told_apart(studying: FakeUnitOfWork) -> None:
    study.complete_topics(studying, ADA, NOON, Pick("1-2"))
    reads(
        study_views.completed(study.complete_topics(studying, ADA, NOON, Pick("1-3"))),
        """
        private replace
        *Done: **#3* The REPL
        - *#1* Installing Python: already done today
        - *#2* Using pip: already done today
        Section complete (3 of 3 done). In all 3 of 9 done · 1 day in a row
        > Badge: 1 section complete
        Next: *#4* int and float
        [Undo -> undo|action=2] [Next topic -> next]
        """,
    )


def test_work_of_yesterday_is_marked(studying: FakeUnitOfWork) -> None:
    reads(
        study_views.completed(
            study.complete_topics(studying, ADA, NOON, Pick("1"), yesterday=True)
        ),
        """
        private replace
        *Done: **#1* Installing Python
        > Added later: counted for yesterday.
        1 of 3 done in this section. In all 1 of 9 done · 1 day in a row
        Next: *#2* Using pip
        [Undo -> undo|action=1] [Next topic -> next]
        """,
    )


def test_ticked_boxes_are_told_apart(studying: FakeUnitOfWork) -> None:
    reads(
        study_views.completed(study.complete_ticked(studying, ADA, NOON)),
        """
        private replace
        *Done: **#8* Indexes
        > Taken from the ticked boxes; they earn no streak.
        1 of 3 done in this section. In all 1 of 9 done
        Next: *#1* Installing Python
        [Undo -> undo|action=1] [Next topic -> next]
        """,
    )


def test_a_skipped_topic_says_when_it_returns(studying: FakeUnitOfWork) -> None:
    reads(
        study_views.skipped(study.skip_topic(studying, ADA, NOON, Pick())),
        """
        private replace
        *Skipped: **#1* Installing Python
        It comes again at the end of its section.
        Next: *#2* Using pip
        [Undo -> undo|action=1] [Next topic -> next]
        """,
    )


def test_an_undone_action_says_what_it_was(studying: FakeUnitOfWork) -> None:
    study.skip_topic(studying, ADA, NOON, Pick())
    reads(
        study_views.undone(undo_action(studying, ADA, NOON)),
        """
        private replace
        *Not skipped any more: **#1* Installing Python
        0 of 9 done
        Next: *#1* Installing Python
        [Next topic -> next]
        """,
    )


def test_the_end_is_celebrated(studying: FakeUnitOfWork) -> None:
    earned = "Badges: 1 section complete; 1 project done; the phase “PHASE 1: Basics” complete; "
    earned += "the phase “PHASE 2: Databases” complete; the phase “Projects” complete; "
    earned += "the whole of “Python”"
    reads(
        study_views.completed(study.complete_topics(studying, ADA, NOON, Pick("1-9"))),
        f"""
        private replace
        *Done: *9 topics
        - *#1* Installing Python
        - *#2* Using pip
        - *#3* The REPL
        - *#4* int and float
        - *#5* str methods
        - *#6* SQL joins
        - *#7* ORM joins
        - *#8* Indexes
        - *#9* Project 0
        9 of 9 done · 1 day in a row
        > {earned}
        # You finished the roadmap!
        Python
        meter All of it: 9/9
        What comes next is yours to choose: another roadmap, or a look back.
        [Undo -> undo|action=1] [Next topic -> next]
        """,
    )


def test_progress_is_shown_in_meters_with_projects_apart(studying: FakeUnitOfWork) -> None:
    study.complete_topics(studying, ADA, NOON, Pick("1-3"))
    reads(
        section_views.progress_report(sections.report_progress(studying, ADA, NOON), 1),
        """
        private replace
        # Python
        meter Topics: 3/8
        meter Projects: 0/1
        Streak: 1 day in a row
        meter PHASE 1: Basics: 3/5
        meter PHASE 2: Databases: 0/3
        meter Projects: 0/1
        [PHASE 1: Basics -> progress|at=1|level=1]
        [PHASE 2: Databases -> progress|at=6|level=1]
        [Projects -> progress|at=9|level=1]
        """,
    )


def test_a_section_shows_its_topics(studying: FakeUnitOfWork) -> None:
    study.complete_topics(studying, ADA, NOON, Pick("4"))
    reads(
        section_views.progress_report(
            sections.report_progress(studying, ADA, NOON, named="1.2"), 1
        ),
        """
        private replace
        # PHASE 1: Basics › 1.2 Types
        meter Topics: 1/2
        - *#4* int and float (done)
        - *#5* str methods
        [Up -> progress|at=4|level=1]
        """,
    )


def test_today_is_told(studying: FakeUnitOfWork) -> None:
    study.complete_topics(studying, ADA, NOON, Pick("1-3"))
    reads(
        overview_views.today(overview.look_at_today(studying, ADA, NOON)),
        """
        private
        # Today, Mon 23 Nov
        3 topics done:
        - *#1* Installing Python
        - *#2* Using pip
        - *#3* The REPL
        Streak: 1 day in a row.
        Next: *#4* int and float
        [Next topic -> next] [My progress -> progress]
        """,
    )


def test_an_empty_today_is_told_kindly(studying: FakeUnitOfWork) -> None:
    reads(
        overview_views.today(overview.look_at_today(studying, ADA, NOON)),
        """
        private
        # Today, Mon 23 Nov
        Nothing done yet.
        One topic today begins a streak.
        Next: *#1* Installing Python
        [Next topic -> next] [My progress -> progress]
        """,
    )


def test_a_streak_is_told_with_the_week(studying: FakeUnitOfWork) -> None:
    study.complete_topics(studying, ADA, NOON, Pick("1-3"))
    reads(
        overview_views.streak(overview.report_streak(studying, ADA, NOON)),
        """
        private
        # 1 day in a row
        Today counts already.
        2 freezes left.
        Longest so far: 1 day.
        - Tue 17 Nov: none
        - Wed 18 Nov: none
        - Thu 19 Nov: none
        - Fri 20 Nov: none
        - Sat 21 Nov: none
        - Sun 22 Nov: none
        - Mon 23 Nov: 3 topics
        > Your day begins and ends at midnight, UTC.
        [Next topic -> next] [Today -> today] [Day by day -> streak|detail=why]
        """,
    )


def test_found_topics_can_be_pressed(studying: FakeUnitOfWork) -> None:
    reads(
        overview_views.found(overview.find_topics(studying, ADA, NOON, "joins")),
        """
        private
        Topics like “joins”:
        - *#6* SQL joins
        - *#7* ORM joins
        [#6 SQL joins -> topic|topic=6]
        [#7 ORM joins -> topic|topic=7]
        """,
    )


def test_nothing_found_shows_a_way_on(studying: FakeUnitOfWork) -> None:
    reads(
        overview_views.found(overview.find_topics(studying, ADA, NOON, "zzzz")),
        """
        private refusal
        I found no topic like “zzzz”.
        Try one word of its title, or look through the sections.
        [Sections -> progress] [Next topic -> next]
        (Search again -> find|what=)
        """,
    )


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Europe/Lisbon", "Lisbon time"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires time"),
        ("UTC", "UTC"),
        ("Etc/UTC", "UTC"),
        ("Etc/GMT-2", "UTC+2"),
        ("Etc/GMT+3", "UTC-3"),
    ],
)
def test_a_zone_is_said_by_its_place_or_offset(zone: str, words: str) -> None:
    assert zone_words(zone) == words
