"""Refusals of what was asked for a roadmap of one's own."""

from bot.dialogue.groups import meant_in
from bot.dialogue.invocation import Call
from bot.dialogue.reply import Button, Mono, Reply
from bot.dialogue.views.refused import ECHO, OFFERED, Tried, refused
from bot.dialogue.views.roadmap_file import not_a_roadmap
from bot.dialogue.views.titles import told_apart
from bot.dialogue.views.words import column, cut, quantity, size_words
from core.errors import (
    AllowanceSpent,
    FileGone,
    NothingToRollBack,
    RoadmapChanged,
    RoadmapRefused,
    UnknownOwnRoadmap,
)

OwnRoadmapError = (
    AllowanceSpent
    | FileGone
    | NothingToRollBack
    | RoadmapChanged
    | RoadmapRefused
    | UnknownOwnRoadmap
)


def roadmap_refused(error: OwnRoadmapError, tried: Tried) -> Reply:
    """Say what is wrong with what was asked, and what to do."""
    match error:
        case RoadmapRefused():
            return not_a_roadmap(error, tried.command)
        case UnknownOwnRoadmap():
            return _unknown(error, tried)
        case AllowanceSpent(topics=int(topics)):
            return refused(
                (f"A roadmap keeps at most {topics:,} topics, those that left it too.",),
                (
                    "So much is new in this file that it is better a roadmap of its own: ",
                    "send it along with ",
                    Mono("/roadmap add"),
                    ".",
                ),
            )
        case AllowanceSpent():
            return refused(
                (f"That would be more than you may keep here: {_allowed(error)}.",),
                ("Remove one that you do not need: ", Mono("/roadmap list")),
            )
        case FileGone():
            return refused(
                (
                    "I do not have that file any more: ",
                    "I forget it after an hour, or once it is used.",
                ),
                ("Please send it again.",),
            )
        case RoadmapChanged():
            return refused(
                ("The roadmap was changed meanwhile, so I left it as it is.",),
                ("Please do that once more.",),
            )
        case NothingToRollBack(changed_since=True):
            return refused(
                (f"{cut(error.title, ECHO)} was changed since then, so nothing was taken back.",),
                ("Where an update is left to take back, ", Mono("/roadmap rollback"), " does it."),
            )
        case NothingToRollBack():
            return refused(
                (f"There is no update of {cut(error.title, ECHO)} to take back.",),
                ("Only the last one can be taken back, once.",),
            )


def _allowed(error: AllowanceSpent) -> str:
    if error.roadmaps is not None:
        return quantity(error.roadmaps, "roadmap")
    return f"{size_words(error.size or 0)} of roadmap files"


def _unknown(error: UnknownOwnRoadmap, tried: Tried) -> Reply:
    """Ask which of their roadmaps a learner means, or tell how to bring one."""
    if not error.known:
        return refused(
            ("You brought no roadmap of your own yet.",),
            ("Send a Markdown file with check boxes along with ", Mono("/roadmap add"), "."),
        )
    if error.typed is None:
        wrong = "Which of your roadmaps?"
    elif error.several:
        wrong = f"Which roadmap is “{cut(error.typed, ECHO)}”?"
    else:
        wrong = f"You brought no roadmap “{cut(error.typed, ECHO)}”."
    rest = {name: value for name, value in tried.arguments.items() if name != "roadmap"}
    names, command = told_apart(error.known), tried.command.full_name
    group = tried.place.group if command == "roadmap share" else None
    chat = None if group is None else group[1]
    return refused(
        (wrong,),
        ("These are yours:",),
        buttons=column(
            *(
                Button(
                    names[each.id],
                    meant_in(Call(command, {**rest, "number": each.id}), chat),
                )
                for each in error.known[:OFFERED]
            )
        ),
    )
