"""Refusals about focus sessions: none goes on, one does, or its end is not up to you."""

from typing import assert_never

from bot.dialogue.invocation import Call, PlaceKind
from bot.dialogue.reply import Button, Reply
from bot.dialogue.views.focus import act_button, clock_words
from bot.dialogue.views.refused import Tried, refused
from core.errors import NoSession, NotTheHost, SessionGoesOn


def focus_refused(error: NoSession | NotTheHost | SessionGoesOn, tried: Tried) -> Reply:
    """Say what is the matter with a wish about a session, and the way on."""
    match error:
        case NoSession():
            wrong = "That session is over." if error.over else "No focus session goes on here."
            return refused((wrong,), buttons=((Button("Begin one", Call("focus")),),))
        case SessionGoesOn():
            # In private it is their own, and there is nobody else's to join.
            alone = tried.place.kind is PlaceKind.PRIVATE
            label, act = ("End", "end") if alone else ("Join", "join")
            return refused(
                (
                    "A focus session goes on here already, until ",
                    clock_words(error.until, error.zone),
                    ".",
                ),
                buttons=((act_button(label, act, error.session),),),
            )
        case NotTheHost():
            return refused(
                ("Only who began a session ends it for all.",),
                ("You can leave it yourself.",),
                buttons=((act_button("Leave", "leave", error.session),),),
            )
        case _:
            assert_never(error)
