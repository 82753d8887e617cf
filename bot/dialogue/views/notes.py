"""Note views: what a learner wrote about a topic."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import (
    Ask,
    Block,
    Button,
    Heading,
    Line,
    Mono,
    Paragraph,
    Quote,
    Reply,
    Strong,
)
from bot.dialogue.views.words import cut, next_button, topic_line
from core.roadmap import Topic
from core.use_cases.notes import NoteSet, NoteShown

_LINES = 12
"""Lines of a note that are shown as such; what follows stands in the last of them."""

_IN_A_LINE = 200
"""Characters of a note where it stands in one line."""


def note_line(note: str) -> Line:
    """Say a note in one line."""
    return (Strong("Your note: "), in_a_line(note, _IN_A_LINE))


def note_blocks(note: str) -> tuple[Block, ...]:
    """Show a note whole."""
    first, *lines = note.split("\n")
    return (
        Quote((Strong("Your note: "), first)),
        *(Quote((line,)) for line in _fitting(lines, _LINES - 1)),
    )


def in_a_line(note: str, limit: int) -> str:
    """Give a note as one line of at most so many characters."""
    return cut(" ".join(note.split()), limit)


def note(shown: NoteShown) -> Reply:
    """Show the note on a topic, and how one is written."""
    topic = shown.topic
    if shown.note is None:
        said: tuple[Block, ...] = (Paragraph(("You have no note on it yet.",)),)
        how: Line = ("To write one, type ", _example(topic), ".")
    else:
        said = note_blocks(shown.note)
        how = ("To write another in its place, type ", _example(topic), ".")
    return Reply(
        blocks=(Heading(topic_line(topic)), *said, Paragraph(how)),
        buttons=((_topic_button(topic), *((_off(topic),) if shown.note else ())),),
        asks=Ask("Write a note", Call("note", {"topic": topic.id}), "text"),
        private=True,
    )


def note_set(result: NoteSet) -> Reply:
    """Say what a topic's note is now; the one that it takes the place of is said once more."""
    topic, before = result.topic, result.before
    if result.note is None:
        said = "Note taken away from " if before else "There is no note on "
        return _changed(topic, (Paragraph((said, *topic_line(topic))), *_before(topic, before)))
    if result.note == before:
        head: Line = (Strong("Noted already on "), *topic_line(topic))
        return _changed(topic, (Paragraph(head), *note_blocks(result.note)), _off(topic))
    head = (Strong("Noted on "), *topic_line(topic))
    blocks = (Paragraph(head), *note_blocks(result.note), *_before(topic, before))
    return _changed(topic, blocks, _off(topic))


def _changed(topic: Topic, blocks: tuple[Block, ...], *more: Button) -> Reply:
    return Reply(
        blocks,
        buttons=((_topic_button(topic), *more, next_button()),),
        private=True,
        replace=True,
    )


def _before(topic: Topic, before: str | None) -> tuple[Block, ...]:
    """Say once more what is kept no longer, and how to have it again."""
    if before is None:
        return ()
    lines = _fitting(before.split("\n"), _LINES)
    return (
        Paragraph(("Before, it said:",)),
        *(Quote((line,)) for line in lines),
        Paragraph(
            (
                "To have that back, send it after ",
                Mono(_command(topic)),
                "; /undo leaves notes as they are.",
            )
        ),
    )


def _fitting(lines: list[str], most: int) -> list[str]:
    """Keep lines that show something, with those above the limit put together in the last."""
    shown = [line for line in lines if line.strip()]
    rest = " ".join(shown[most - 1 :])
    return [*shown[: most - 1], *([rest] if rest else [])]


def _example(topic: Topic) -> Mono:
    return Mono(f"{_command(topic)} and your words")


def _command(topic: Topic) -> str:
    return f"/note {topic.number}"


def _topic_button(topic: Topic) -> Button:
    return Button("Topic", Call("topic", {"topic": topic.id}))


def _off(topic: Topic) -> Button:
    return Button("Take the note away", Call("note", {"topic": topic.id, "text": "off"}))
