"""Every view of the bot, made from a small course: what each platform has to be able to show."""

from collections.abc import Callable
from functools import partial

from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.dialogue.views import enrolment as enrolment_views
from bot.dialogue.views import guide, overview, refusals, sections, study, topic
from core.errors import AmbiguousTopic, StudyError, UnknownRoadmap, UnknownTopic, UnknownZone
from core.learner import Account
from core.roadmap import Path
from core.selection import Pick
from core.use_cases import enrolment
from core.use_cases import overview as overview_of
from core.use_cases import sections as sections_of
from core.use_cases import study as studying
from tests.builders import NOON, outline
from tests.builders import topic as built_topic
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

Course = dict[Path, tuple[str, ...]]
ADA = Account("console", "ada")
HOSTILE_COURSE: Course = {
    ("PHASE 1: <b>Basics</b> & more", "1.1 *Start*"): ("Installing `pip` <now>", "_x_ & ||y||"),
    ("PHASE 2: 👩\u200d🎓 שלום",): ("Zażółć gęślą 🇵🇱", "e\u0301\u0301 \u202eabc", "\r\n"),
}
PLAIN_COURSE: Course = {
    ("PHASE 1: Basics", "1.1 Start"): ("Installing Python", "Using pip"),
    ("PHASE 2: Databases",): ("SQL joins", "ORM joins"),
}


def enrolled(course: Course) -> FakeUnitOfWork:
    """Give a unit of work with Ada enrolled in a course of a few topics and a project."""
    work = FakeUnitOfWork(Shelf())
    work.roadmaps.add("course", outline(course, "<Course> & `co`", projects=1), added=NOON)
    enrolment.enrol(work, ADA, NOON, "course", enrolment.Newcomer("Europe/Lisbon", "en"))
    return work


def details(work: FakeUnitOfWork) -> Reply:
    shown = overview_of.show_topic(work, ADA, NOON, Pick("1"))
    assert shown
    return topic.topic_details(shown)


def refused(error: StudyError, _work: FakeUnitOfWork) -> Reply:
    return refusals.refusal(error, COMMANDS[2])


VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "welcome": lambda _: enrolment_views.welcome("<Ada> 👋", "Europe/Lisbon", NOON),
    "ask_city": lambda _: enrolment_views.ask_city("Europe/Lisbon", NOON),
    "roadmaps": lambda work: enrolment_views.roadmaps(enrolment.browse_roadmaps(work, ADA, NOON)),
    "offered": lambda work: topic.offered(studying.next_topic(work, ADA, NOON)),
    "kept_for_later": lambda work: topic.kept_for_later(studying.next_topic(work, ADA, NOON)),
    "topic_details": details,
    "completed": lambda work: study.completed(
        studying.complete_topics(work, ADA, NOON, Pick("1-3"))
    ),
    "finished": lambda work: study.completed(
        studying.complete_topics(work, ADA, NOON, Pick("1-5"))
    ),
    "skipped": lambda work: study.skipped(studying.skip_topic(work, ADA, NOON, Pick())),
    "progress": lambda work: sections.progress_report(
        sections_of.report_progress(work, ADA, NOON), 1
    ),
    "today": lambda work: overview.today(overview_of.look_at_today(work, ADA, NOON)),
    "streak": lambda work: overview.streak(overview_of.report_streak(work, ADA, NOON)),
    "found": lambda work: overview.found(overview_of.find_topics(work, ADA, NOON, "now")),
    "nothing_found": lambda work: overview.found(
        overview_of.find_topics(work, ADA, NOON, "<zzz> `")
    ),
    "guide": lambda _: guide.guide(COMMANDS),
    "command_help": lambda _: guide.command_help(COMMANDS[2]),
    "surprise": lambda _: refusals.surprise(TurnId("turn-7")),
    "unknown_zone": partial(refused, UnknownZone("👋 <zone>")),
    "unknown_roadmap": partial(refused, UnknownRoadmap("<r>", ())),
    "unknown_topic": partial(refused, UnknownTopic("<t>", 5)),
    "ambiguous_topic": partial(
        refused, AmbiguousTopic("`x`", (built_topic(1, "a `x`"), built_topic(2, "<x>")))
    ),
}
