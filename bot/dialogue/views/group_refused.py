"""Refusals about study groups: there is none, it sees no such roadmap, or it is not yours."""

from typing import assert_never

from bot.dialogue.invocation import Call, PlaceKind
from bot.dialogue.reply import Button, Mono, Reply
from bot.dialogue.views.listed import LINE
from bot.dialogue.views.refused import Tried, refused
from bot.dialogue.views.words import cut
from core.errors import GroupMovedOn, NoGroupRoadmap, NotAManager, NotAMember, UnknownGroup


def group_refused(
    error: GroupMovedOn | NoGroupRoadmap | NotAManager | NotAMember | UnknownGroup, tried: Tried
) -> Reply:
    """Say what is the matter with a wish about a study group, and the way on."""
    match error:
        case UnknownGroup():
            return _no_group(tried)
        case NoGroupRoadmap():
            return _no_roadmap(error)
        case GroupMovedOn():
            return refused(
                (f"The group studies {cut(error.title, LINE)} now, and left this topic behind.",),
                ("What you did of it stays yours. The group's topic: ", Mono("/study details")),
            )
        case NotAMember():
            return refused(
                ("You are not in this study group.",),
                ("To come in, send ", Mono("/study join"), " in its chat."),
            )
        case NotAManager():
            return refused(
                ("Only who manages this chat settles that.",), ("Ask one of them to do it.",)
            )
        case _:
            assert_never(error)


def _no_group(tried: Tried) -> Reply:
    if tried.place.kind is PlaceKind.PRIVATE:
        return refused(
            ("No study group is here: one belongs to the chat of a group.",),
            ("Add me to one, and who manages it sends ", Mono("/study here"), " there."),
        )
    return refused(
        ("There is no study group here.",),
        ("Who manages this chat begins one: ", Mono("/study here")),
    )


def _no_roadmap(error: NoGroupRoadmap) -> Reply:
    if not error.known:
        return refused(
            ("This chat sees no roadmap to study.",),
            ("One of yours is here after ", Mono("/roadmap share here"), "."),
        )
    return refused(
        ("Not all in this chat see that roadmap.",),
        ("Who manages it can choose another, or share it: ", Mono("/roadmap share here")),
        buttons=((Button("Choose a roadmap", Call("study settings", {"show": "roadmap"})),),),
    )
