"""Words: how numbers, days, topics and places are said, the same in every view."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list

from bot.dialogue.invocation import Call
from bot.dialogue.reply import LABEL_LIMIT, Ask, Button, Inline, Line, Mono, Row, Strong, When
from core.progress import Count
from core.roadmap import Path, Topic, TopicKind
from core.roadmap_markdown import inline
from core.streak import Streak
from core.use_cases.sections import TopicState

LANGUAGE = "en"
_CODE = re.compile(r"(`+)(.+?)\1")
_ELLIPSIS = "…"
_NAME = 60
_KIB, _MIB = 1024, 1024 * 1024
_SHOWN = 300
"""Characters of a title shown in a line; the whole of it stands in the topic's details."""


def cut(text: str, limit: int) -> str:
    """Shorten text to at most ``limit`` characters, with an ellipsis in the last one's place."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + _ELLIPSIS


def closed(sentence: str) -> str:
    """End a sentence with a full stop, unless its last words were cut."""
    return sentence if sentence.endswith(_ELLIPSIS) else f"{sentence}."


def name_words(name: str) -> str:
    """Say a file's name as its sender gave it, cut, and without what steers a screen."""
    visible = "".join(char if char.isprintable() else " " for char in name)
    return cut(" ".join(visible.split()), _NAME) or "roadmap.md"


def quantity(count: int, noun: str) -> str:
    """Say "1 topic", "2 topics", "1,204 topics"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def progress_words(count: Count) -> str:
    """Say "3 of 8 done"."""
    return f"{count.done:,} of {count.total:,} done"


def topic_line(topic: Topic) -> Line:
    """Say "#57 Title", the number standing out."""
    return (Strong(f"#{topic.number}"), " ", *title_line(topic, _SHOWN))


def state_line(state: TopicState) -> Line:
    """Say a topic, and that it is done if it is."""
    return (*topic_line(state.topic), " (done)") if state.completion else topic_line(state.topic)


def title_line(topic: Topic, limit: int) -> Line:
    """Say a topic's title, cut to ``limit`` characters, with its code as code."""
    rest = cut(topic.text, limit)
    if "`" not in topic.title:
        return (rest,)
    parts: list[Inline] = []
    for code in _CODE.finditer(topic.title):
        # The same letters may stand in a word before it: code begins and ends at no word's middle.
        content = re.escape(code[2].strip())
        found = re.search(rf"(?<!\w){content}(?!\w)", rest)
        if found and content:
            parts += [rest[: found.start()], Mono(found.group())]
            rest = rest[found.end() :]
    return tuple(part for part in (*parts, rest) if part)


def topic_label(topic: Topic) -> str:
    """Name a topic on a button."""
    return cut(f"#{topic.number} {topic.text}", LABEL_LIMIT)


def path_words(path: Path) -> str:
    """Say where a section stands, from the outside in, without the marks of its Markdown."""
    return " › ".join(map(_visible, path))


@lru_cache(maxsize=1024)
def _visible(title: str) -> str:
    return inline.Inline({}).read(title).text or title


def size_words(size: int) -> str:
    """Say how large a file is: "53 bytes", "2 KiB", "1.5 MiB"."""
    if size >= _MIB:
        return f"{size / _MIB:.1f} MiB".replace(".0 ", " ")
    return quantity(size, "byte") if size < _KIB else f"{-(-size // _KIB):,} KiB"


def kind_words(topic: Topic) -> str:
    """Say what a topic asks for: "topic" or "project"."""
    return "project" if topic.kind is TopicKind.PROJECT else "topic"


def day_words(day: date, today: date) -> str:
    """Say "today", "yesterday", "3 May", or "3 May 2025" for another year."""
    if day == today:
        return "today"
    if (today - day).days == 1:
        return "yesterday"
    pattern = "d MMMM" if day.year == today.year else "d MMMM y"
    return "on " + format_date(day, pattern, locale=LANGUAGE)


def weekday_words(day: date) -> str:
    """Say "Mon 23 Nov"."""
    return format_date(day, "EEE d MMM", locale=LANGUAGE)


def clock_words(now: datetime, zone: str) -> When:
    """Say what the clock shows in a zone."""
    local = now.astimezone(ZoneInfo(zone))
    return When(now, format_time(local, "HH:mm", locale=LANGUAGE))


def zone_words(zone: str) -> str:
    """Say a zone as the place it is named for: "Lisbon time"."""
    if zone.startswith("Etc/GMT"):
        hours = zone.removeprefix("Etc/GMT")
        return "UTC" + hours.translate(str.maketrans("+-", "-+"))
    zone = zone.removeprefix("Etc/")
    return zone if "/" not in zone else zone.rsplit("/", 1)[-1].replace("_", " ") + " time"


def streak_words(days: int) -> str:
    """Say a streak: "3 days in a row"."""
    return f"{quantity(days, 'day')} in a row"


def standing_words(overall: Count, streak: Streak) -> str:
    """Say how far one is and the streak, if there is one."""
    words = progress_words(overall)
    return f"{words} · {streak_words(streak.current)}" if streak.current else words


def listed_words(words: Sequence[str]) -> str:
    """Say "one", "one and two", "one, two, and three"."""
    return format_list(words, locale=LANGUAGE)


def column(*buttons: Button) -> tuple[Row, ...]:
    """Stand buttons below each other, for long labels."""
    return tuple((button,) for button in buttons)


def next_button(label: str = "Next topic") -> Button:
    """Offer the next topic."""
    return Button(label, Call("next"))


def ask_for_city() -> Ask:
    """Let a person write where they live."""
    return Ask("Type your city", Call("tz"), "city")


def ask_for_words() -> Ask:
    """Let a person write once more what they look for."""
    return Ask("Search again", Call("find"), "what")


def settings_button() -> Button:
    """Offer all that can be set."""
    return Button("Settings", Call("settings"))
