"""Every view of the bot, made from a small course: what each platform has to be able to show."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.cards.course import course_of
from bot.cards.year import year_of
from bot.dialogue.catalogue import COMMANDS, LEXICON
from bot.dialogue.invocation import Place, PlaceKind
from bot.dialogue.notices import notice
from bot.dialogue.reply import Reply
from bot.dialogue.turn import TurnId
from bot.dialogue.views import (
    badges,
    daily,
    export,
    goal,
    guide,
    holding,
    ledger,
    notes,
    overview,
    pause,
    pictures,
    questions,
    refusals,
    reminders,
    rhythm,
    sections,
    settings,
    study,
    target,
    topic,
)
from bot.dialogue.views import enrolment as enrolment_views
from bot.dialogue.views.refused import Tried
from core.course_export import TickedFile
from core.destination import Destination
from core.errors import (
    AmbiguousTopic,
    NowhereToWrite,
    StudyError,
    UnclearTime,
    UnknownReminder,
    UnknownRoadmap,
    UnknownTopic,
    UnknownZone,
)
from core.learner import Account
from core.reminder import ReminderKind
from core.roadmap import Path, Resource, Roadmap, RoadmapId
from core.selection import Pick
from core.streak import Streak
from core.use_cases import aiming, enrolment, prompting, reminding
from core.use_cases import overview as overview_of
from core.use_cases import rhythm as rhythm_of
from core.use_cases import sections as sections_of
from core.use_cases import study as studying
from core.use_cases.aims import look_at_aims
from core.use_cases.arrangement import arrangement, set_badges, set_quiet
from core.use_cases.badges import report_badges
from core.use_cases.delivering import Parcel
from core.use_cases.destinations import Way
from core.use_cases.exporting import take_course
from core.use_cases.focus import Focused
from core.use_cases.focusing import Comer, begin_session
from core.use_cases.news import (
    Comeback,
    FreezeUsed,
    MilestoneReached,
    News,
    RoadmapsRemoved,
    StreakAtRisk,
    StreakOver,
    TopicDue,
    WeekOver,
)
from core.use_cases.notes import set_note, show_note
from core.use_cases.stats import report_map, report_stats
from core.week import Week
from tests.bot.dialogue.buddy_views import BUDDY_VIEWS
from tests.bot.dialogue.focus_views import FOCUS_VIEWS
from tests.bot.dialogue.group_views import GROUP_VIEWS
from tests.bot.dialogue.own_views import OWN_VIEWS
from tests.bot.dialogue.placing_views import PLACING_VIEWS
from tests.builders import NOON, outline, ship
from tests.builders import topic as built_topic
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

Course = dict[Path, tuple[str, ...]]
ADA = Account("console", "ada")
HOME = Place("console", "ada")
GROUP = Place("console", "readers", PlaceKind.GROUP, lacks=("Send <Messages>", "View *Channels*"))
HOSTILE_COURSE: Course = {
    ("PHASE 1: <b>Basics</b> & more", "1.1 *Start*"): ("Installing `pip` <now>", "_x_ & ||y||"),
    ("PHASE 2: 👩\u200d🎓 שלום",): ("Zażółć gęślą 🇵🇱", "e\u0301\u0301 \u202eabc", "\r\n"),
}
FROZEN = Streak(12, 30, studied_today=False, last_day=None, freezes=1, freeze_in=7, frozen=1)
LOST = replace(FROZEN, current=0, freezes=0, frozen=2, missed=1, lost=12)
PLAIN_COURSE: Course = {
    ("PHASE 1: Basics", "1.1 Start"): ("Installing Python", "Using pip"),
    ("PHASE 2: Databases",): ("SQL joins", "ORM joins"),
}


def enrolled(course: Course) -> FakeUnitOfWork:
    """Give a unit of work with Ada enrolled in a course of a few topics and a project."""
    work = FakeUnitOfWork(Shelf())
    ship(work, "course", outline(course, "<Course> & `co`", projects=1), added=NOON)
    enrolment.enrol(work, ADA, NOON, "course", enrolment.Newcomer("Europe/Lisbon", "en"))
    return work


def details(work: FakeUnitOfWork) -> Reply:
    shown = overview_of.show_topic(work, ADA, NOON, Pick("1"))
    assert shown
    return topic.topic_details(shown)


def topic_with_links(work: FakeUnitOfWork) -> Reply:
    shown = overview_of.show_topic(noted(work), ADA, NOON, Pick("1"))
    assert shown
    addresses = ("https://docs.example/?q=a b", "http://localhost/", "javascript:alert(1)", "")
    links = [Resource(f"<Docs> `{n}`", address) for n, address in enumerate(addresses)]
    links += (Resource("", "https://docs.example/"), Resource("x" * 81, "https://docs.example/"))
    many = tuple(Resource(f"Page {n}", f"https://docs.example/{n}") for n in range(9))
    linked = replace(shown.topic, resources=(*links, *many))
    return topic.topic_details(replace(shown, topic=linked))


def noted(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Let Ada have a note on the first topic."""
    set_note(work, ADA, NOON, Pick("1"), "<a> *pitfall*\n\n`co` 👩\u200d🎓 שלום\n\u202eabc")
    return work


def exported(work: FakeUnitOfWork) -> Reply:
    course = take_course(work, ADA, NOON)
    ticked = TickedFile(b"- [ ] x\n", unseen=1, others=2)
    return export.markdown(course, "<my> plan.md", ticked, clear=False, beside=False)


def refused(error: StudyError, _work: FakeUnitOfWork, command: str = "done") -> Reply:
    return refusals.refusal(error, Tried(LEXICON.by_name[command], {}, GROUP))


def reminded(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Let Ada be written to in private: a prompt, a nudge, a digest, and quiet hours that hold."""
    here = HOME.destination
    prompting.set_daily(work, ADA, NOON, "8:30 mon-fri", here=here)
    reminding.opt_in(work, ADA, NOON, ReminderKind.NUDGE, here=here)
    reminding.opt_in(work, ADA, NOON, ReminderKind.DIGEST, here=here)
    set_quiet(work, ADA, NOON, "22:00-09:00")
    return work


def one_reminder(work: FakeUnitOfWork) -> Reply:
    kept = arrangement(reminded(work), ADA, NOON)
    return reminders.reminder(kept.reminders[1], kept, HOME, NOON, "It comes again.")


def told(work: FakeUnitOfWork, *news: News, in_full: bool = True) -> Reply:
    """Show what arrives unasked."""
    other = Roadmap(RoadmapId(99), "other", "<Other> *course*", (), ())
    due = TopicDue(
        studying.next_topic(work, ADA, NOON),
        others=((other, built_topic(3, "a `x`")),),
        aside=2,
        late=NOON,
    )
    way = Way(Destination("console", "ada"), ADA, in_full=in_full)
    parcel = Parcel((), (*news, due), (way,), NOON, "Europe/Lisbon")
    return notice(parcel, way)


def offered_after(streak: Streak, work: FakeUnitOfWork) -> Reply:
    return topic.offered(replace(studying.next_topic(work, ADA, NOON), streak=streak))


def daily_set(work: FakeUnitOfWork) -> Reply:
    prompting.set_daily(work, ADA, NOON, "7", here=HOME.destination)
    result = prompting.set_daily(work, ADA, NOON, "8:30 mon-fri", here=HOME.destination)
    result = replace(result, crowd=27 * 60 * 42)
    return daily.daily_set(result, arrangement(work, ADA, NOON), GROUP, NOON, 27)


def year_drawn(work: FakeUnitOfWork, png: bytes | None = b"png") -> Reply:
    """Show the year of somebody who did the first topics and has a goal."""
    studying.complete_topics(work, ADA, NOON, Pick("1-2"))
    here = Destination("console", "ada")
    comer = Comer("Ada", enrolment.Newcomer("Europe/Lisbon", "en"))
    begin_session(work, ADA, NOON - timedelta(hours=1), here, "25", comer=comer)
    report = report_stats(work, ADA, NOON)
    title = pictures.titled("<Ada>  👋 שלום")
    year = year_of(title, report.events, report.days, report.streak, report.today)
    return pictures.stats(year, report.aims, report.focus, png, dark=False)


def roadmap_drawn(work: FakeUnitOfWork) -> Reply:
    return pictures.roadmap(course_of(report_map(work, ADA, NOON).progress), b"png", dark=True)


def badges_earned(work: FakeUnitOfWork) -> Reply:
    studying.complete_topics(work, ADA, NOON, Pick("1-5"))
    return badges.badges(report_badges(work, ADA, NOON))


def badges_off(work: FakeUnitOfWork) -> Reply:
    set_badges(work, ADA, NOON, on=False)
    return badges.badges(report_badges(work, ADA, NOON))


def quiet_set(work: FakeUnitOfWork) -> Reply:
    result = set_quiet(reminded(work), ADA, NOON, "22:00-10:00")
    return holding.quiet_set(result, arrangement(work, ADA, NOON), NOON)


def explained(work: FakeUnitOfWork) -> Reply:
    """Show a page of the ledger with pages on both sides."""
    studying.complete_topics(work, ADA, NOON - timedelta(days=30), Pick())
    return ledger.ledger(overview_of.explain_streak(work, ADA, NOON), 2)


def pause_set(work: FakeUnitOfWork) -> Reply:
    for typed in ("1-15 aug", "3d"):
        rhythm_of.set_pause(work, ADA, NOON, typed)
    return pause.pause_set(rhythm_of.set_pause(work, ADA, NOON, "14d"))


def snoozed(work: FakeUnitOfWork) -> Reply:
    result = prompting.snooze(reminded(work), ADA, NOON, "tomorrow", here=HOME.destination)
    return holding.snoozed(result, arrangement(work, ADA, NOON), HOME)


def aiming_at(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Let Ada have a goal and a target."""
    aiming.set_goal(work, ADA, NOON, "5/week")
    aiming.set_target(work, ADA, NOON, "24 nov")
    return work


def target_moved(work: FakeUnitOfWork) -> Reply:
    moved = aiming.move_target(aiming_at(work), ADA, NOON)
    assert moved.before
    return target.target_moved(moved, moved.before)


VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "welcome": lambda _: enrolment_views.welcome("<Ada> 👋", "Europe/Lisbon", NOON),
    "ask_city": lambda _: enrolment_views.ask_city("Europe/Lisbon", NOON),
    "roadmaps": lambda work: enrolment_views.roadmaps(enrolment.browse_roadmaps(work, ADA, NOON)),
    "offered": lambda work: topic.offered(studying.next_topic(work, ADA, NOON)),
    "kept_for_later": lambda work: topic.kept_for_later(studying.next_topic(work, ADA, NOON)),
    "topic_details": details,
    "topic_with_links": topic_with_links,
    "no_note": lambda work: notes.note(show_note(work, ADA, NOON, Pick("1"))),
    "note": lambda work: notes.note(show_note(noted(work), ADA, NOON, Pick("1"))),
    "note_set": lambda work: notes.note_set(set_note(noted(work), ADA, NOON, Pick(), "new")),
    "note_taken_away": lambda work: notes.note_set(set_note(noted(work), ADA, NOON, Pick(), None)),
    "export": exported,
    "export_data": lambda work: export.data(take_course(work, ADA, NOON), "csv", b"number"),
    "no_export": lambda work: export.no_file(take_course(work, ADA, NOON)),
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
    "stats": year_drawn,
    "stats_of_focus_alone": lambda _: pictures.focus_alone(Focused(75, 2)),
    "stats_not_drawn": partial(year_drawn, png=None),
    "map": roadmap_drawn,
    "no_badges": lambda work: badges.badges(report_badges(work, ADA, NOON)),
    "badges": badges_earned,
    "badges_off": badges_off,
    "ledger": explained,
    "rest_days": lambda work: rhythm.rest_days_now(rhythm_of.look_at_rhythm(work, ADA, NOON)),
    "rest_days_set": lambda work: rhythm.rest_days_set(
        rhythm_of.set_rest_days(work, ADA, NOON, "sat sun")
    ),
    "pause": lambda work: pause.pause_now(rhythm_of.look_at_rhythm(work, ADA, NOON)),
    "pause_set": pause_set,
    "pause_ended": lambda work: pause.pause_ended(rhythm_of.end_pause(work, ADA, NOON)),
    "day_start": lambda work: rhythm.day_start_now(rhythm_of.look_at_rhythm(work, ADA, NOON)),
    "day_start_set": lambda work: rhythm.day_start_set(
        rhythm_of.set_day_start(work, ADA, NOON, "4")
    ),
    "found": lambda work: overview.found(overview_of.find_topics(work, ADA, NOON, "now")),
    "found_by_note": lambda work: overview.found(
        overview_of.find_topics(noted(work), ADA, NOON, "pitfall")
    ),
    "nothing_found": lambda work: overview.found(
        overview_of.find_topics(work, ADA, NOON, "<zzz> `")
    ),
    "guide": lambda _: guide.guide(COMMANDS),
    "command_help": lambda _: guide.command_help(COMMANDS[2]),
    "group_help": lambda _: guide.group_help("roadmap", LEXICON.groups["roadmap"]),
    "beside_file": lambda _: questions.beside_file(guide.command_help(COMMANDS[2])),
    "surprise": lambda _: refusals.surprise(TurnId("turn-7")),
    "unknown_zone": partial(refused, UnknownZone("👋 <zone>")),
    "unknown_roadmap": partial(refused, UnknownRoadmap("<r>", ())),
    "roadmap_not_shown": partial(refused, UnknownRoadmap(None, ())),
    "unknown_topic": partial(refused, UnknownTopic("<t>", 5)),
    "ambiguous_topic": partial(
        refused, AmbiguousTopic("`x`", (built_topic(1, "a `x`"), built_topic(2, "<x>")))
    ),
    **PLACING_VIEWS,
    **OWN_VIEWS,
    **FOCUS_VIEWS,
    **GROUP_VIEWS,
    **BUDDY_VIEWS,
    "roadmap_removed_news": lambda work: told(work, RoadmapsRemoved(("<Other> *x*", "Two"))),
    "no_daily_prompt": lambda work: daily.daily_now(arrangement(work, ADA, NOON), HOME, NOON),
    "daily_prompt": lambda work: daily.daily_now(
        arrangement(reminded(work), ADA, NOON), HOME, NOON
    ),
    "daily_set": daily_set,
    "daily_stopped": lambda work: daily.daily_stopped(
        prompting.stop_daily(reminded(work), ADA, NOON)
    ),
    "reminders": lambda work: reminders.reminders(
        arrangement(reminded(work), ADA, NOON), HOME, NOON
    ),
    "reminder": one_reminder,
    "change_reminder": lambda work: reminders.change(
        arrangement(reminded(work), ADA, NOON).reminders[0], 1
    ),
    "delete_reminder": lambda work: reminders.ask_to_delete(
        arrangement(reminded(work), ADA, NOON).reminders[0]
    ),
    "settings": lambda work: settings.settings(arrangement(reminded(work), ADA, NOON), GROUP, NOON),
    "quiet_hours": lambda work: holding.quiet_now(arrangement(reminded(work), ADA, NOON)),
    "quiet_set": quiet_set,
    "snooze": lambda work: holding.ask_until(arrangement(reminded(work), ADA, NOON), NOON),
    "snoozed": snoozed,
    "no_goal": lambda work: goal.goal_now(look_at_aims(work, ADA, NOON)),
    "goal": lambda work: goal.goal_now(look_at_aims(aiming_at(work), ADA, NOON)),
    "goal_set": lambda work: goal.goal_set(aiming.set_goal(aiming_at(work), ADA, NOON, "2/day")),
    "lighter_week": lambda work: goal.week_lightened(
        aiming.lighten_week(aiming_at(work), ADA, NOON)
    ),
    "nothing_to_lighten": lambda work: goal.week_lightened(aiming.lighten_week(work, ADA, NOON)),
    "pace_kept": lambda work: goal.pace_kept(aiming.keep_pace(aiming_at(work), ADA, NOON)),
    "no_target": lambda work: target.target_now(aiming.look_at_target(work, ADA, NOON)),
    "target": lambda work: target.target_now(aiming.look_at_target(aiming_at(work), ADA, NOON)),
    "target_set": lambda work: target.target_set(
        aiming.set_target(aiming_at(work), ADA, NOON, "23 nov")
    ),
    "target_moved": target_moved,
    "unclear_time": partial(
        refused,
        UnclearTime("<8:75> `mon`", "mon", "It is *no* time.", ("8", "8:30")),
        command="daily",
    ),
    "nowhere_to_write": partial(refused, NowhereToWrite(), command="daily"),
    "unknown_reminder": partial(refused, UnknownReminder(), command="remind"),
    "prompt": told,
    "news": lambda work: told(
        work,
        StreakOver(LOST),
        MilestoneReached(30),
        FreezeUsed(FROZEN),
        StreakAtRisk(12),
        StreakAtRisk(12, freezes=2),
        WeekOver(Week(9, 5, 7), Streak(12, 30, studied_today=True, last_day=None)),
    ),
    "knock": lambda work: told(work, in_full=False),
    "comeback": lambda work: told(work, Comeback(studying.next_topic(work, ADA, NOON))),
    "after_a_freeze": partial(offered_after, FROZEN),
    "after_missed_days": partial(offered_after, LOST),
}
