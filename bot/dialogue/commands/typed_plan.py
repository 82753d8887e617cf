"""Typed plans: what the words of a manager change of their study group, if they are clear."""

import re
import unicodedata

from bot.dialogue.commands.suggestions import zones
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import group_card as cards
from bot.dialogue.views import plan_refused as views
from core.errors import UnclearTime, UnknownZone
from core.use_cases.group_days import Where
from core.use_cases.group_setup import call_role, change_plan, look_at_group
from core.zones import ZoneChoice

_ROLE = re.compile(r"<@&(\d{1,20})>")
"""What a platform that has roles puts where one was chosen in what is typed."""

_QUORUM = re.compile(r"(?:quorum )?(\d{1,3}) ?%|quorum (\d{1,3})")
_WHOLE = 100

_STOP = frozenset(("stop", "off", "end", "pause", "rest", "quit"))

_QUORUMS = {
    word: per_cent
    for per_cent, words in {
        25: ("a quarter", "quarter"),
        50: ("half",),
        75: ("three quarters",),
        100: ("all", "everybody"),
    }.items()
    for word in words
}
_OF_THE_CARD = frozenset(("roadmap", "post", "time", "time zone", "zone", "pace", "quorum", "days"))
"""Words that name what is chosen, and say nothing of what it shall be; towns are called so too."""


async def change_by_words(turn: Turn, where: Where, typed: str) -> Reply:
    """Take words for a role, for a quorum, for a time or days, or for a place; else change nothing.

    Raise UnclearTime for a time that no clock shows.
    """
    words = " ".join(typed.casefold().split())
    role, quorum = _ROLE.fullmatch(words), _QUORUM.fullmatch(words)
    if role is not None:
        return await _call(turn, where, role[1])
    if quorum is not None:
        return await _count(turn, where, int(quorum[1] or quorum[2]))
    part = words.removeprefix("quorum ").removesuffix(" of the members")
    if part in _QUORUMS:
        return await _count(turn, where, _QUORUMS[part])
    if words in _OF_THE_CARD:
        return views.unclear_words((await turn.run(look_at_group, where)).group, typed, ())
    if words in _STOP:
        return views.stop_instead((await turn.run(look_at_group, where)).group)
    try:
        changed = await turn.run(change_plan, where, at=typed)
    except UnclearTime as unclear:
        return await _move(turn, where, typed, unclear)
    return cards.group_card(changed, turn.now)


async def _call(turn: Turn, where: Where, role: str) -> Reply:
    everyone = turn.invocation.place.everyone
    if everyone is None:
        return views.no_roles()
    if role == everyone:
        return views.everyone_uncalled()
    return cards.group_card(await turn.run(call_role, where, role), turn.now)


async def _count(turn: Turn, where: Where, quorum: int) -> Reply:
    if not 1 <= quorum <= _WHOLE:
        return views.no_quorum(quorum)
    return cards.group_card(await turn.run(change_plan, where, quorum=quorum), turn.now)


async def _move(turn: Turn, where: Where, typed: str, unclear: UnclearTime) -> Reply:
    """Go by the clocks of the place that is named so; offer those with a name like it.

    Nearly every word is like the name of some city, so likeness alone changes nothing.
    """
    known = await _zones(turn, typed)
    named = [each for each in known if _is_named(each, typed)]
    if named:
        first, *others = named
        changed = await turn.run(change_plan, where, zone=first.zone)
        return cards.group_card(changed, turn.now, cards.zone_words_of(first), tuple(others))
    if any(character.isdigit() for character in typed):
        raise unclear
    card = await turn.run(look_at_group, where)
    return views.unclear_words(card.group, typed, known)


async def _zones(turn: Turn, typed: str) -> tuple[ZoneChoice, ...]:
    try:
        return await zones(turn, typed)
    except UnknownZone:
        return ()


def _is_named(choice: ZoneChoice, typed: str) -> bool:
    """Say whether a place has the name that was typed, or begins with its words.

    What was found by the name of its zone, or by its offset, says no country behind a comma.
    """
    name, comma, _ = choice.place.partition(", ")
    wanted = _plain(typed.partition(",")[0])
    return not comma or f"{_plain(name)} ".startswith(f"{wanted} ")


def _plain(name: str) -> str:
    """Bring a name to words without case and accents."""
    parts = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(each for each in parts if not unicodedata.combining(each)).split())
