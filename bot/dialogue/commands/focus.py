"""Commands of focus sessions: to begin, join, leave and end one, and to say what you will do."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.groups import standing_in
from bot.dialogue.home import guess_zone
from bot.dialogue.invocation import PlaceKind
from bot.dialogue.reply import Reply
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import Turn
from bot.dialogue.views import focusing as views
from core.destination import Destination
from core.errors import NoSession
from core.focus import SessionId
from core.use_cases.enrolment import Newcomer
from core.use_cases.focus import look_here
from core.use_cases.focusing import (
    Comer,
    begin_session,
    declare_task,
    end_session,
    join_session,
    leave_session,
)
from core.use_cases.session_pick import SessionPick

Held = Annotated[int | None, Option("the session a button stands for", typed=False)]


@command(example="/focus 50/10 x3")
async def focus(
    turn: Turn,
    how: Annotated[str | None, Option("minutes of work, or 50/10 x3; join, leave or end")] = None,
    session: Held = None,
) -> Reply:
    """Work by a timer, alone or with others here."""
    pick = _pick(turn, session)
    if how is None:
        return await _look(turn, pick.here)
    match how.casefold():
        case "join":
            return views.session_joined(await turn.run(join_session, pick, await _comer(turn)))
        case "leave":
            return views.session_left(await turn.run(leave_session, pick))
        case "end" | "stop" | "off":
            manages = await _manages(turn)
            return views.session_ended(await turn.run(end_session, pick, manages=manages))
        case _:
            here, comer = turn.invocation.place.destination, await _comer(turn)
            return views.session_begun(await turn.run(begin_session, here, how, comer=comer))


@command(example="/task read chapter 3")
async def task(
    turn: Turn,
    words: Annotated[str, Option("what you will do in the focus session")],
    session: Held = None,
) -> Reply:
    """Say what you will do in the focus session you are in."""
    comer = await _comer(turn)
    result = await turn.run(declare_task, _pick(turn, session), words, comer=comer)
    return views.task_declared(result)


async def _look(turn: Turn, here: Destination) -> Reply:
    try:
        return views.session_here(await turn.run(look_here, here))
    except NoSession:
        return views.choose_rounds()


def _pick(turn: Turn, session: int | None) -> SessionPick:
    place = turn.invocation.place
    here = Destination(place.platform, place.chat, place.kind, place.thread)
    return SessionPick(here, None if session is None else SessionId(session))


async def _comer(turn: Turn) -> Comer:
    person = turn.invocation.person
    return Comer(person.name, Newcomer(await guess_zone(turn), person.language))


async def _manages(turn: Turn) -> bool:
    """Ask whether somebody manages the group they speak in."""
    place = turn.invocation.place
    if place.kind is PlaceKind.PRIVATE:
        return False
    return await standing_in(turn, place.chat) is Standing.MANAGER
