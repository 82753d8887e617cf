"""Runs: a line as stretches of one look each, which can be written as Markdown, or be cut."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import assert_never

from bot.dialogue.reply import Anchor, Inline, Line, Mention, Mono, Role, Strong, When
from bot.dialogue.visible import visible
from bot.discord.addresses import linkable
from bot.discord.escape import clean, escape
from bot.discord.intake import PLATFORM
from bot.discord.mentions import Mentions
from core.learner import Account

_LINK_WORDS = re.compile(r"(?:[^\[\]]|\[[^\[\]]*\])*")
"""Words with brackets that do not match would not be a link's."""

_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_TICKS = re.compile("`+")


class Look(Enum):
    """How a run looks."""

    PLAIN = auto()
    STRONG = auto()
    CODE = auto()
    LINK = auto()
    INSTANT = auto()
    COMMAND = auto()
    PERSON = auto()
    ROLE = auto()


_WORDS = {Look.PLAIN, Look.STRONG}
_GROWING = {Look.PLAIN, Look.STRONG, Look.CODE}
"""Looks that run on where two of them meet, and that can be cut anywhere."""

_WHOLE = 500
"""Characters that a link, an instant or a mention may have, for they are never cut."""

SEEN = {Look.INSTANT, Look.PERSON, Look.ROLE}
"""Looks that are seen even where they have no words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Cleaned text of one look.

    ``to`` is a link's address, the seconds of an instant since 1970, or the id of a command, a
    person or a role, whose name Discord shows in place of the text.
    """

    text: str
    look: Look = Look.PLAIN
    to: str = ""

    def plain(self) -> str:
        """Write it without a look, with an address behind the words that lead there."""
        return f"{self.text} ({self.to})" if self.look is Look.LINK else self.text


Runs = tuple[Run, ...]


def runs(line: Line, mentions: Mentions, *, words: Look | None = None) -> Runs:
    """Give a line as runs without blanks at its edges.

    ``words`` is the one look of all that is neither code, link nor instant, None for its own.
    """
    found = (run for part in line for run in _inline(part, mentions))
    looked = (replace(run, look=words) if words and run.look in _WORDS else run for run in found)
    return _trimmed(_joined(each for run in looked for each in _edged(run)))


def markdown(line: Sequence[Run]) -> str:
    """Write runs as Discord's Markdown."""
    last = len(line) - 1
    return "".join(_written(run, ends=number == last) for number, run in enumerate(line))


def cut(line: Runs, length: int) -> tuple[Runs, Runs]:
    """Cut runs after so many characters of text, or before what is shown whole or not at all."""
    before: list[Run] = []
    left = length
    for number, run in enumerate(line):
        if len(run.text) > left:
            if run.look not in _GROWING:
                return _trimmed(before), line[number:]
            head, tail = replace(run, text=run.text[:left]), replace(run, text=run.text[left:])
            after = _joined([_settled(tail), *line[number + 1 :]])
            return _trimmed(_joined([*before, _settled(head)])), _trimmed(after)
        before.append(run)
        left -= len(run.text)
    return line, ()


def _inline(part: Inline, mentions: Mentions) -> Iterator[Run]:
    match part:
        case str():
            yield Run(clean(part))
        case Strong(text):
            yield Run(clean(text), Look.STRONG)
        case Mono(text):
            yield _code(clean(text), mentions)
        case Anchor(text, url):
            yield _link(clean(text).strip(), url)
        case When(at, text):
            yield _instant(clean(text).strip(), at)
        case Mention(account, text):
            yield _person(clean(text).strip(), account)
        case Role(role, text):
            yield _role(clean(text).strip(), role)
        case _:
            assert_never(part)


def _code(text: str, mentions: Mentions) -> Run:
    command = mentions.id_of(text)
    if command is not None:
        return Run(text, Look.COMMAND, str(command))
    return _settled(Run(text, Look.CODE))


def _link(text: str, url: str) -> Run:
    bare = clean(url).strip()
    address = linkable(bare)
    words = text if visible(text) else bare
    # Words that are an address of their own are none that Discord takes for a link's.
    if address and len(words) <= _WHOLE and "://" not in words and _LINK_WORDS.fullmatch(words):
        return Run(words, Look.LINK, address)
    shown = address or bare
    return Run(words if words == shown else f"{words} ({shown})")


def _instant(text: str, at: datetime) -> Run:
    look = Look.INSTANT if len(text) <= _WHOLE else Look.PLAIN
    return Run(text, look, str(int(at.timestamp())))


def _person(text: str, account: Account) -> Run:
    known = account.platform == PLATFORM and len(text) <= _WHOLE
    return Run(text, Look.PERSON, account.user) if known else Run(text)


def _role(text: str, role: str) -> Run:
    known = role.isascii() and role.isdecimal() and len(text) <= _WHOLE
    return Run(text, Look.ROLE, role) if known else Run(text)


def _edged(run: Run) -> Iterator[Run]:
    """Move blanks at the edges of strong words out of them; leave out what holds nothing."""
    edges = _EDGES.fullmatch(run.text)
    if run.look is Look.STRONG and edges and visible(run.text):
        before, words, after = edges.groups()
        yield from (run for run in (Run(before), Run(words, Look.STRONG), Run(after)) if run.text)
    elif run.text or run.look in SEEN:
        yield Run(run.text) if run.look is Look.STRONG else run


def _joined(found: Iterable[Run]) -> list[Run]:
    """Put runs of one look together: their marks would not be read where they meet."""
    line: list[Run] = []
    for run in found:
        grown = run
        while line and line[-1].look is grown.look and run.look in _GROWING:
            grown = _settled(replace(grown, text=line.pop().text + grown.text))
        line.append(grown)
    return line


def _settled(run: Run) -> Run:
    """Give code that no backticks can stand around as plain words."""
    coded = run.look is not Look.CODE or (visible(run.text) and _delimiter(run.text))
    return run if coded else Run(run.text)


def _trimmed(line: Sequence[Run]) -> Runs:
    """Leave out the blanks at the edges of a line."""
    kept = list(line)
    while kept and not kept[0].text.strip() and kept[0].look not in SEEN:
        kept.pop(0)
    while kept and not kept[-1].text.strip() and kept[-1].look not in SEEN:
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _written(run: Run, *, ends: bool) -> str:
    match run.look:
        case Look.PLAIN:
            return escape(run.text, ends=ends)
        case Look.STRONG:
            return f"**{escape(run.text, ends=False)}**"
        case Look.CODE:
            return _fenced(run.text)
        case Look.LINK:
            return f"[{escape(run.text, ends=False)}](<{run.to}>)"
        case Look.INSTANT:
            words = escape(run.text, ends=False)
            return f"{words} (<t:{run.to}:t> for you)" if words else f"<t:{run.to}:f>"
        case Look.COMMAND:
            return f"</{run.text[1:]}:{run.to}>"
        case Look.PERSON:
            return f"<@{run.to}>"
        case Look.ROLE:
            return f"<@&{run.to}>"
        case _:
            assert_never(run.look)


def _fenced(text: str) -> str:
    fence = _delimiter(text)
    before = " " if text.lstrip(" ").startswith("`") else ""
    after = " " if text.rstrip(" ").endswith("`") else ""
    return f"{fence}{before}{text}{after}{fence}"


def _delimiter(text: str) -> str:
    """Give the backticks that can stand around code; none where it holds one and two of them.

    Three would begin a block of code, even within a line.
    """
    held = {len(ticks) for ticks in _TICKS.findall(text)}
    return next((fence for fence in ("`", "``") if len(fence) not in held), "")
