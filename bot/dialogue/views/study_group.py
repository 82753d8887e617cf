"""Study group views: what one member is told, short enough to be shown in passing."""

from dataclasses import replace

from bot.dialogue.invocation import Call
from bot.dialogue.reply import LABEL_LIMIT, Button, Mono, Paragraph, Reply
from bot.dialogue.views.group_words import today_words
from bot.dialogue.views.refused import refused
from bot.dialogue.views.topic import topic_details
from bot.dialogue.views.words import closed, column, cut, quantity
from core.group import Group
from core.history import EventKind
from core.roadmap import Topic
from core.use_cases.group_setup import GroupCard
from core.use_cases.group_study import DoneInGroup, TopicDetails
from core.use_cases.membership import Joined, Left, MyGroup

IN_PASSING = 200
"""UTF-16 units: what may answer a press without a message, so that many pressing send none."""

_MEMBER = "You are in this study group now; to leave: /study leave."
_TITLE = 60
_ELSEWHERE = 30
_OFFERED = 8


def done_in_group(result: DoneInGroup) -> Reply:
    """Tell who pressed Done what was written down; the first time, how to leave again."""
    done = result.done
    (completion,) = (*done.new, *done.known)
    verb = "You had done this"
    if done.new:
        verb = "Done again" if completion.event.kind is EventKind.REVIEWED else "Done"
    today = today_words(result.studied, result.needed)
    after = _MEMBER + _stays(result.elsewhere) if result.joined else today
    return _in_passing(f"{verb}: #{completion.topic.number} ", completion.topic.text, f". {after}")


def joined(result: Joined) -> Reply:
    """Tell somebody that they are a member, and how to be none."""
    if not result.is_new:
        return _told("You are in this study group already. To leave: /study leave")
    title, stays = result.course.roadmap.title, _stays(result.elsewhere)
    return _in_passing("You are in the study group on ", title, f"; to leave: /study leave.{stays}")


def left(result: Left) -> Reply:
    """Tell somebody that they are a member no more, and what stays."""
    after = ": you are off its board. What you did stays yours."
    return _in_passing("You have left the group on ", result.roadmap.title, after)


def group_topic(details: TopicDetails) -> Reply:
    """Show a group's topic with all that helps, and as one person stands to it."""
    shown = topic_details(details.shown)
    topic = details.shown.topic
    buttons = () if details.shown.completion else ((done_button(details.group, topic),),)
    return replace(shown, buttons=buttons)


def nothing_posted(card: GroupCard) -> Reply:
    """Say that a group has no topic yet of what it studies now."""
    of = f" of {cut(card.roadmap.title, _TITLE)}" if card.roadmap else ""
    return refused((f"This group has had no post{of} yet, so there is no topic.",))


def which_group(mine: tuple[MyGroup, ...], command: str) -> Reply:
    """Ask which of somebody's groups is meant; they are none, or several."""
    if not mine:
        return refused(
            ("You are in no study group.",),
            ("Press Done on a group's post, or send ", Mono("/study join"), " in its chat."),
        )
    return Reply(
        blocks=(Paragraph(("Which study group?",)),),
        buttons=column(
            *(
                Button(
                    cut(
                        f"{each.roadmap.title}, {quantity(each.group.members, 'member')}",
                        LABEL_LIMIT,
                    ),
                    Call(command, {"group": each.group.id}),
                )
                for each in mine[:_OFFERED]
            )
        ),
        private=True,
    )


def done_button(group: Group, topic: Topic) -> Button:
    """Offer to be done with a group's topic."""
    return Button("Done", Call("study done", {"group": group.id, "topic": topic.id}))


def _stays(elsewhere: str | None) -> str:
    return closed(f" Your /next stays with {cut(elsewhere, _ELSEWHERE)}") if elsewhere else ""


def _in_passing(before: str, title: str, after: str) -> Reply:
    """Tell something with as much of a title as lets it pass without a message."""
    room = IN_PASSING - _units(before) - _units(after)
    shown = cut(title, _TITLE)
    while _units(shown) > room:
        shown = cut(shown, len(shown) - 1)
    if after.startswith("."):
        return _told(f"{closed(before + shown)}{after[1:]}")
    return _told(f"{before}{shown}{after}")


def _told(words: str) -> Reply:
    return Reply((Paragraph((words,)),), private=True)


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
