"""A reader of Discord's Markdown that knows nothing of how we write it.

Discord gives no grammar; its clients share an old one of regular expressions, tried in order at
each place, with a few rules of their own. Where clients differ, the rule that reads more is taken.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

Looks = frozenset[str]


@dataclass(frozen=True, slots=True)
class Char:
    """A character that is shown, and how."""

    char: str
    looks: Looks


Shows = Callable[[re.Match[str], Looks], Iterator[Char]]
Rule = tuple[re.Pattern[str], Shows]


def read(markdown: str, looks: Looks = frozenset()) -> list[Char]:
    """Give what a client shows."""
    return list(_read(markdown, looks))


def _read(markdown: str, looks: Looks) -> Iterator[Char]:
    at = 0
    while at < len(markdown):
        begins = at == 0 or markdown[at - 1] == "\n"
        found, shown = _first(markdown[at:], begins=begins)
        yield from shown(found, looks)
        at += found.end()


def _first(rest: str, *, begins: bool) -> tuple[re.Match[str], Shows]:
    """Give what is read at a place: by the first rule that fits, or the longest of those alike."""
    for pattern, shown in (*(_BLOCKS if begins else ()), *_ALONE):
        found = pattern.match(rest)
        if found:
            return found, shown
    nested = [(found, shown) for pattern, shown in _NESTED if (found := pattern.match(rest))]
    if nested:
        return max(nested, key=lambda match: match[0].end())
    return cast("re.Match[str]", _ANYTHING.match(rest)), _shown


def _inside(look: str) -> Shows:
    def shown(found: re.Match[str], looks: Looks) -> Iterator[Char]:
        return _read(next(group for group in found.groups() if group is not None), looks | {look})

    return shown


def _item(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    return _read(found["item"] or "", looks | {f"item {found['mark'].rstrip('.)')}"})


def _link(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    return _read(found["words"], looks | {f"link {found['address']}"})


def _address(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    return (Char(char, looks | {f"link {found[1]}"}) for char in found[1])


def _code(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    code = re.sub(r"^ (?= *`)|(?<=`)( *) $", r"\1", found[2])
    return (Char(char, looks | {"code"}) for char in code)


def _block(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    look = f"block {found[1]}" if found[1] else "block"
    return (Char(char, looks | {look}) for char in found[2])


def _instant(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    yield Char("@", looks | {f"instant {found[1]} {found[2]}"})


def _command(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    return (Char(char, looks | {f"command {found[2]}"}) for char in f"/{found[1]}")


def _said(look: str) -> Shows:
    def shown(found: re.Match[str], looks: Looks) -> Iterator[Char]:
        return (Char(char, looks | {look}) for char in found[0])

    return shown


def _shown(found: re.Match[str], looks: Looks) -> Iterator[Char]:
    return (Char(char, looks) for char in found[found.lastindex or 0])


def _nothing(_found: re.Match[str], _looks: Looks) -> Iterator[Char]:
    return iter(())


def _rules(*rules: tuple[str, Shows]) -> list[Rule]:
    return [(re.compile(pattern), shown) for pattern, shown in rules]


_INSIDE_LINK = r"(?P<words>(?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)"
_ADDRESS_OF_LINK = r"\s*<?(?P<address>(?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['\"][\s\S]*?['\"])?\s*"

_BLOCKS = _rules(
    (r" *#{1,3}\s+((?:\\#|[^\n])+?)#*\s*(?:\n|$)", _inside("heading")),
    (r" *-#\s+([^\n]+)(?:\n|$)", _inside("subtext")),
    (r" *>>>\s*([\s\S]*)| *>\s?([^\n]*)(?:\n|$)", _inside("quote")),
    (r"[^\S\n]*(?P<mark>-|[*+]|[0-9]+[.)])(?:(?<=-)|\s+|$)(?P<item>[^\n]*)(?:\n|$)", _item),
)
_ALONE = _rules(
    (r"```(?:([A-Za-z0-9_+\-.#]+?)\n)?\n*([^\n][\s\S]*?)\n*```", _block),
    (r"\\([^0-9A-Za-z\s])", _shown),
    (r"¯\\_\(ツ\)_/¯", _said("emoticon")),
    (r"<(https?://[^\s<]+[^<.,:;\"')\]\s])>", _address),
    (r"<([^: >]+:/[^ >]+)>", _address),
    (r"(https?://[^\s<]+[^<.,:;\"'\]\s])", _address),
    (rf"\[{_INSIDE_LINK}\]\({_ADDRESS_OF_LINK}\)", _link),
    (r"<@[!&]?[0-9]+>|<#[0-9]+>|@everyone|@here", _said("mention")),
    (r"<id:[a-z-]+(?::[0-9]+)?>|<[^\s<>]+@[^\s<>]+>|<\+[0-9]+>", _said("navigation")),
    (r"</([^:\n]{1,100}):([0-9]+)>", _command),
    (r"<a?:\w+:[0-9]+>|:[^\s:]+?(?:::skin-tone-[0-9])?:", _said("emoji")),
    (r"<t:(-?[0-9]{1,17})(?::([tTdDfFRsS]))?>", _instant),
    (r"~~([\s\S]+?)~~(?!_)", _inside("struck")),
    (r"\|\|([\s\S]+?)\|\|", _inside("spoiler")),
    (r"(`+)([\s\S]*?[^`])\1(?!`)", _code),
    (r"\xad", _nothing),
)
_NESTED = _rules(
    (r"\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)", _inside("strong")),
    (r"__((?:\\[\s\S]|[^\\])+?)__(?!_)", _inside("underlined")),
    (
        (
            r"\b_((?:__|\\[\s\S]|[^\\_])+?)_\b"
            r"|\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)"
        ),
        _inside("slanted"),
    ),
)
_ANYTHING = re.compile(r"[\s\S]")
