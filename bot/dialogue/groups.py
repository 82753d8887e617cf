"""Groups: how a button says in which group it is meant, since its answer may stand in private.

What a button carries is no proof: who presses it may never have been in that group.
"""

import re

from bot.dialogue.invocation import SHORT_FORM_LIMIT, Call
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import Turn
from core.place import Chat
from core.roadmap import RoadmapId, RoadmapSummary

_ROOM = SHORT_FORM_LIMIT - len("switch|roadmap=")
"""Bytes that a button has for the name of a roadmap."""

_SHOWN_IN = re.compile(r"(?P<roadmap>\d{1,18})@(?P<chat>.+)")


def meant_in(call: Call, chat: str | None) -> Call:
    """Let a call say in which group it is meant; left out where a button has no room for it."""
    if chat is None:
        return call
    meant = Call(call.command, {**call.arguments, "chat": chat})
    try:
        meant.short()
    except ValueError:
        return call
    return meant


def shown_in(roadmap: RoadmapSummary, chat: Chat | None) -> str:
    """Name a roadmap that is shown in a group, and may be seen nowhere else; None is in private."""
    name = roadmap.slug if chat is None else f"{roadmap.id}@{chat[1]}"
    return name if len(name.encode()) <= _ROOM else roadmap.slug


def read_shown_in(name: str) -> tuple[RoadmapId, str] | None:
    """Give the roadmap and the group of such a name; None for any other."""
    found = _SHOWN_IN.fullmatch(name)
    return (RoadmapId(int(found["roadmap"])), found["chat"]) if found else None


async def standing_in(turn: Turn, chat: str) -> Standing:
    """Say what whoever speaks is in a group of their platform."""
    return await turn.surroundings.standing(turn.invocation, chat, turn=turn.id)
