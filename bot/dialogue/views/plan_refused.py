"""Refusals of what is typed for a study group: words that say nothing clear, or ask too much."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import LABEL_LIMIT, Ask, Button, Line, Mono, Reply
from bot.dialogue.views.group_card import settings_call
from bot.dialogue.views.refused import ECHO, refused
from bot.dialogue.views.words import column, cut, zone_words
from core.group import Group
from core.zones import ZoneChoice

_FORMS = ("19:00", "mon-fri", "19:00 weekdays", "Lisbon", "75%")
_LIKELY = 4


def unclear_words(group: Group, typed: str, like: tuple[ZoneChoice, ...]) -> Reply:
    """Say what can be typed, and offer the places that have a name like it."""
    places = column(
        *(
            Button(
                cut(f"{each.place} ({zone_words(each.zone)})", LABEL_LIMIT),
                settings_call(group, zone=each.zone),
            )
            for each in like[:_LIKELY]
        )
    )
    meant = (" Was one of these places meant?",) if places else ()
    return refused(
        (f"I cannot tell what “{cut(typed, ECHO)}” changes, so all stays as it was.", *meant),
        _works(),
        buttons=(*places, (Button("Study group", settings_call(group)),)),
        asks=Ask("Type it again", settings_call(group), "change"),
    )


def stop_instead(group: Group) -> Reply:
    """Say how a group is stopped; it is nothing to be settled."""
    return refused(
        ("A group that shall rest is stopped by a word of its own.",),
        ("Send ", Mono("/study stop"), ", or press it here."),
        buttons=((Button("Stop", Call("study stop", {"group": group.id})),),),
    )


def no_quorum(quorum: int) -> Reply:
    """Say which quorums there are."""
    return refused(
        (f"{quorum}% of the members cannot make a day count: it takes 1% to 100%.",),
        ("For example: ", Mono("/study settings 75%")),
    )


def no_roles() -> Reply:
    """Say that nobody can be called here."""
    return refused(("There are no roles here that a post could call.",), ("On Discord there are.",))


def everyone_uncalled() -> Reply:
    """Say that a group's post calls those who chose it, and not all."""
    return refused(
        ("A post of a group does not call everyone.",),
        ("Name a role that people chose, such as one for your study group.",),
    )


def _works() -> Line:
    parts = [part for form in _FORMS for part in (", ", Mono(form))][1:]
    return ("These work: ", *parts, ". For example: ", Mono("/study settings 19:00 mon-fri"))
