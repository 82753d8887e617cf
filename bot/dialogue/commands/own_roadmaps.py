"""Commands on the roadmaps that a learner brought: list, show, share, remove, rollback."""

import logging
from functools import partial
from typing import Annotated, Literal

from bot.dialogue.command import Option, command
from bot.dialogue.commands import suggestions
from bot.dialogue.groups import standing_in
from bot.dialogue.reply import Reply
from bot.dialogue.surroundings import Standing
from bot.dialogue.turn import Turn
from bot.dialogue.views import own_roadmaps as views
from bot.dialogue.views import roadmap_sharing as sharing_views
from bot.dialogue.views import roadmap_update as update_views
from core.place import Chat
from core.roadmap import RoadmapId
from core.use_cases import removing, sharing, updating
from core.use_cases.owning import Named

logger = logging.getLogger(__name__)

LINK_LETTERS = 16
"""So many letters nobody guesses."""

PAGES_AT_ONCE = 2
"""Of so many pages of learners does an answer wait until they are told of a removal."""

How = Literal["link", "here", "public", "unlink", "leave", "off"]
Own = Annotated[str | None, Option("which of your roadmaps", suggest=suggestions.own_roadmaps)]
Number = Annotated[int | None, Option("the roadmap a button stands for", typed=False)]
Seen = Annotated[int | None, Option("the revision a button was offered for", typed=False)]


@command(name="list", group="roadmap", example="/roadmap list")
async def list_own(turn: Turn) -> Reply:
    """List the roadmaps that you brought, and who sees them."""
    return views.own_shelf(await turn.run(sharing.list_sharing, turn.hosting.allowance))


@command(group="roadmap", example="/roadmap show")
async def show(turn: Turn, roadmap: Own = None, number: Number = None) -> Reply:
    """Show a roadmap that you brought: its sections, and who sees it."""
    shown = await turn.run(sharing.look_at_sharing, _named(roadmap, number))
    return views.own_roadmap(shown, turn.chat)


@command(group="roadmap", example="/roadmap share link")
async def share(
    turn: Turn,
    how: Annotated[
        How | None,
        Option("link, here (this group) or public; unlink, leave (this group) or off"),
    ] = None,
    roadmap: Own = None,
    number: Number = None,
    chat: Annotated[str | None, Option("the group a button stands for", typed=False)] = None,
) -> Reply:
    """Let others study a roadmap that you brought, or no more."""
    # The answer of a group may stand in private, and so do its buttons.
    here = turn.chat if chat is None else (turn.invocation.place.platform, chat)
    refusal = await _why_not(turn, how, here)
    if refusal is not None:
        return refusal
    shared = await _shared(turn, how, here, _named(roadmap, number))
    link = shared.owned.ownership.link
    address = turn.surroundings.link(link) if link else None
    may_publish = turn.account in turn.hosting.admins
    return sharing_views.sharing(shared, here=here, address=address, may_publish=may_publish)


async def _why_not(turn: Turn, how: How | None, here: Chat | None) -> Reply | None:
    """Say why somebody may not share so; None where they may."""
    if how in {"here", "leave"} and here is None:
        return sharing_views.nobody_here()
    if how == "here" and here and await standing_in(turn, here[1]) is not Standing.MANAGER:
        return sharing_views.only_managers()
    if how == "public" and turn.account not in turn.hosting.admins:
        return sharing_views.only_admins()
    return None


async def _shared(
    turn: Turn, how: How | None, here: Chat | None, named: Named
) -> sharing.RoadmapShared:
    match how, here:
        case "link", _:
            token = turn.hosting.letters(LINK_LETTERS)
            return await turn.run(sharing.share_by_link, named, token)
        case "unlink", _:
            return await turn.run(sharing.take_link_back, named)
        case "here", (platform, chat):
            return await turn.run(sharing.share_with_chat, named, (platform, chat))
        case "leave", (platform, chat):
            return await turn.run(sharing.stop_sharing_with_chat, named, (platform, chat))
        case "public", _:
            return await turn.run(sharing.publish, named)
        case "off", _:
            return await turn.run(sharing.stop_sharing, named)
        case _:
            return await turn.run(sharing.look_at_sharing, named)


@command(group="roadmap", example="/roadmap remove")
async def remove(
    turn: Turn,
    roadmap: Own = None,
    number: Number = None,
    answer: Annotated[
        Literal["remove", "keep"] | None, Option("what a button says of it", typed=False)
    ] = None,
) -> Reply:
    """Remove a roadmap that you brought; who studies it keeps all they did."""
    named = _named(roadmap, number)
    if answer == "keep":
        return views.kept((await turn.run(sharing.look_at_sharing, named)).owned)
    if answer is None:
        return views.ask_to_remove(await turn.run(removing.look_at_removal, named))
    removed = await turn.run(removing.remove_roadmap, named)
    return views.removed(removed, await _told(turn, removed.roadmap.id))


async def _told(turn: Turn, roadmap: RoadmapId) -> int:
    """Tell the first who study a removed roadmap; give how many. The others are told by and by."""
    told = 0
    try:
        for _ in range(PAGES_AT_ONCE):
            page = await turn.gateway.run(partial(removing.tell_of_removal, now=turn.now))
            told += page.count if page is not None and page.roadmap == roadmap else 0
    except Exception:
        # The roadmap is removed, and that is what was asked.
        logger.exception("telling of a removed roadmap failed, and goes on later")
    return told


@command(group="roadmap", example="/roadmap rollback")
async def rollback(
    turn: Turn, roadmap: Own = None, number: Number = None, seen: Seen = None
) -> Reply:
    """Take the last update of a roadmap that you brought back."""
    named = _named(roadmap, number)
    return update_views.rolled_back(await turn.run(updating.roll_back, named, seen=seen))


def _named(typed: str | None, number: int | None) -> Named:
    return Named(typed, None if number is None else RoadmapId(number))
