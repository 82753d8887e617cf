"""Commands of the members of a study group: to come in, to study its topic, and to leave."""

from typing import Annotated

from bot.dialogue.command import Option, command
from bot.dialogue.commands.groups_meant import Held, meant, visitor
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import study_group as views
from core.roadmap import TopicId
from core.use_cases.group_days import Where
from core.use_cases.group_setup import look_at_group
from core.use_cases.group_study import complete_in_group, topic_of_group
from core.use_cases.membership import join_group, leave_group, my_groups

HeldTopic = Annotated[int | None, Option("the topic a button stands for", minimum=1, typed=False)]


@command(group="study", example="/study join")
async def join(turn: Turn, group: Held = None) -> Reply:
    """Be a member of the study group here, and study its roadmap."""
    where = await meant(turn, group)
    if where is None:
        return views.which_group(await turn.run(my_groups), "study join")
    return views.joined(await turn.run(join_group, where, visitor(turn)))


@command(group="study", example="/study leave")
async def leave(turn: Turn, group: Held = None) -> Reply:
    """Leave the study group; what you did stays yours."""
    where = await meant(turn, group)
    if where is None:
        return views.which_group(await turn.run(my_groups), "study leave")
    return views.left(await turn.run(leave_group, where))


@command(name="done", group="study", example="/study done")
async def group_done(turn: Turn, group: Held = None, topic: HeldTopic = None) -> Reply:
    """Tick off the topic of your study group, for you alone."""
    where = await meant(turn, group)
    if where is None:
        return views.which_group(await turn.run(my_groups), "study done")
    chosen = await _topic(turn, where, topic)
    if chosen is None:
        return views.nothing_posted(await turn.run(look_at_group, where))
    comer = visitor(turn)
    return views.done_in_group(
        await turn.run(complete_in_group, where, topic=chosen, visitor=comer)
    )


@command(group="study", example="/study details")
async def details(turn: Turn, group: Held = None, topic: HeldTopic = None) -> Reply:
    """Show the topic of your study group, with its notes and links."""
    where = await meant(turn, group)
    if where is None:
        return views.which_group(await turn.run(my_groups), "study details")
    chosen = await _topic(turn, where, topic)
    if chosen is None:
        return views.nothing_posted(await turn.run(look_at_group, where))
    chat = visitor(turn).chat
    return views.group_topic(await turn.run(topic_of_group, where, topic=chosen, chat=chat))


async def _topic(turn: Turn, where: Where, topic: int | None) -> TopicId | None:
    """Give the topic of a button, else the one that was posted last."""
    if topic is not None:
        return TopicId(topic)
    return (await turn.run(look_at_group, where)).group.topic
