"""Views of focus sessions, which Ada begins in a group, or alone, and somebody joins."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from bot.dialogue.commands.focus import focus as command
from bot.dialogue.invocation import Place
from bot.dialogue.reply import Reply
from bot.dialogue.views import focus, focus_refused, focusing
from bot.dialogue.views.refused import Tried
from core.destination import Destination
from core.errors import NoSession, NotTheHost, SessionGoesOn
from core.focus import SessionId
from core.learner import Account
from core.place import PlaceKind
from core.use_cases.enrolment import Newcomer
from core.use_cases.focus import look_here, shown_of
from core.use_cases.focusing import (
    Comer,
    SessionBegun,
    begin_session,
    declare_task,
    end_session,
    join_session,
    leave_session,
)
from core.use_cases.session_pick import SessionPick
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork

TRIED = Tried(command, {}, Place("console", "#readers", PlaceKind.GROUP))
ADA, BOB = Account("console", "ada"), Account("console", "bob")
ALONE = Destination("console", "ada")
READERS = Destination("console", "readers", PlaceKind.GROUP)
HERE = SessionPick(READERS)
COMER = Comer("<Bob> @everyone *x* \u202eשלום", Newcomer("Europe/Lisbon", "en"))
TASK = "<b> `read` ||it|| @here \u2066[x](y) 👩\u200d🎓 " + "long " * 30


def begun(work: FakeUnitOfWork, here: Destination = READERS) -> SessionBegun:
    return begin_session(work, ADA, NOON, here, "50/10 x3", comer=COMER)


def joined(work: FakeUnitOfWork) -> FakeUnitOfWork:
    """Let Ada begin a session, and Bob say what he will do in it."""
    begun(work)
    declare_task(work, BOB, NOON, HERE, TASK, comer=COMER)
    return work


def after(minutes: int, work: FakeUnitOfWork, here: Destination = READERS) -> Reply:
    """Show the message of a session some minutes after it was begun."""
    session = begun(work, here).shown.session
    declare_task(work, ADA, NOON, SessionPick(here), TASK, comer=COMER)
    if here == READERS:
        join_session(work, BOB, NOON, HERE, COMER)
    return focus.session_shown(shown_of(work, session, NOON + timedelta(minutes=minutes)))


FOCUS_VIEWS: dict[str, Callable[[FakeUnitOfWork], Reply]] = {
    "choose_rounds": lambda _: focusing.choose_rounds(),
    "session": partial(after, 10),
    "session_break": partial(after, 55),
    "session_report": partial(after, 999),
    "session_alone": partial(after, 10, here=ALONE),
    "session_report_alone": partial(after, 999, here=ALONE),
    "session_here": lambda work: focusing.session_here(look_here(joined(work), BOB, NOON, READERS)),
    "session_begun": lambda work: focusing.session_begun(begun(work)),
    "session_joined": lambda work: focusing.session_joined(
        join_session(joined(work), BOB, NOON, HERE, COMER)
    ),
    "session_left": lambda work: focusing.session_left(
        leave_session(joined(work), BOB, NOON, HERE)
    ),
    "session_ended": lambda work: focusing.session_ended(
        end_session(joined(work), ADA, NOON, HERE, manages=False)
    ),
    "task_declared": lambda work: focusing.task_declared(
        declare_task(joined(work), BOB, NOON, HERE, TASK, comer=COMER)
    ),
    "no_session": lambda _: focus_refused.focus_refused(NoSession(over=True), TRIED),
    "session_goes_on": lambda _: focus_refused.focus_refused(
        SessionGoesOn(SessionId(1), NOON, "Europe/Lisbon"), TRIED
    ),
    "not_the_host": lambda _: focus_refused.focus_refused(NotTheHost(SessionId(1)), TRIED),
}
