"""Promises about what the bot says: Discord gets every kind of answer exactly as it was looked at.

To look again: ``python -m tests.bot.discord.goldens`` writes the payloads anew.
"""

import pytest

from bot.dialogue.reply import Block, Paragraph, Reply
from bot.discord.render import rendered
from tests.bot.dialogue.every_view import HOSTILE_COURSE, PLAIN_COURSE, VIEWS, Course, enrolled
from tests.bot.discord.goldens import FOLDER, NAMES, path, written
from tests.bot.discord.intended import intended
from tests.bot.discord.payloads import broken_limits, differences, in_texts, shown


@pytest.mark.parametrize("name", NAMES)
def test_every_view_is_sent_as_it_was_looked_at(name: str) -> None:
    assert written(name) == path(name).read_text(encoding="utf-8")


def test_every_golden_payload_is_one_of_a_view() -> None:
    assert {each.name for each in FOLDER.iterdir()} == {path(name).name for name in NAMES}


@pytest.mark.parametrize("course", [PLAIN_COURSE, HOSTILE_COURSE], ids=["plain", "hostile"])
@pytest.mark.parametrize("name", NAMES)
def test_discord_shows_every_view_as_it_is_meant(name: str, course: Course) -> None:
    reply = VIEWS[name](enrolled(course))
    messages = rendered(reply, owner="1001")
    said = in_texts(told(reply), messages)
    assert differences(shown(messages), intended(said)) == []
    assert [broken_limits(message) for message in messages] == [[]]


def told(reply: Reply) -> tuple[Block, ...]:
    """Give what a reply tells: its blocks, and what its document is."""
    if reply.document is None:
        return reply.blocks
    return (*reply.blocks, Paragraph((reply.document.alternative,)))
