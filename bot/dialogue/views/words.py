"""Words: how numbers, days, topics and places are said, the same in every view."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.dialogue.invocation import Call
from bot.dialogue.reply import LABEL_LIMIT, Button, Line, Row, Strong, When
from core.progress import Count
from core.roadmap import Path, Topic, TopicKind

_LANGUAGE = "en"
_ELLIPSIS = "…"
_SHOWN = 300
"""Characters of a title shown in a line; the whole of it stands in the topic's details."""


def cut(text: str, limit: int) -> str:
    """Shorten text to at most ``limit`` characters, with an ellipsis in the last one's place."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + _ELLIPSIS


def quantity(count: int, noun: str) -> str:
    """Say "1 topic", "2 topics", "1,204 topics"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def progress_words(count: Count) -> str:
    """Say "3 of 8 done"."""
    return f"{count.done:,} of {count.total:,} done"


def topic_line(topic: Topic) -> Line:
    """Say "#57 Title", the number standing out."""
    return (Strong(f"#{topic.number}"), f" {cut(topic.text, _SHOWN)}")


def topic_label(topic: Topic) -> str:
    """Name a topic on a button."""
    return cut(f"#{topic.number} {topic.text}", LABEL_LIMIT)


def path_words(path: Path) -> str:
    """Say where a section stands, from the outside in."""
    return " › ".join(path)


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
    return "on " + format_date(day, pattern, locale=_LANGUAGE)


def weekday_words(day: date) -> str:
    """Say "Mon 23 Nov"."""
    return format_date(day, "EEE d MMM", locale=_LANGUAGE)


def clock_words(now: datetime, zone: str) -> When:
    """Say what the clock shows in a zone."""
    local = now.astimezone(ZoneInfo(zone))
    return When(now, format_time(local, "HH:mm", locale=_LANGUAGE))


def zone_words(zone: str) -> str:
    """Say a zone as the place it is named for: "Lisbon time"."""
    if zone.startswith("Etc/GMT"):
        hours = zone.removeprefix("Etc/GMT")
        return "UTC" + hours.translate(str.maketrans("+-", "-+"))
    return zone if "/" not in zone else zone.rsplit("/", 1)[-1].replace("_", " ") + " time"


def streak_words(days: int) -> str:
    """Say a streak: "3 days in a row"."""
    return f"{quantity(days, 'day')} in a row"


def column(*buttons: Button) -> tuple[Row, ...]:
    """Stand buttons below each other, for long labels."""
    return tuple((button,) for button in buttons)


def next_button(label: str = "Next topic") -> Button:
    """Offer the next topic."""
    return Button(label, Call("next"))
