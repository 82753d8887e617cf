"""Commands on a roadmap file that somebody sends along."""

from bot.dialogue.command import command
from bot.dialogue.invocation import Attachment
from bot.dialogue.reply import Reply
from bot.dialogue.turn import Turn
from bot.dialogue.views import roadmap_file as views
from bot.dialogue.views.words import name_words
from core.errors import RoadmapRefused
from core.roadmap_markdown.limits import MAX_BYTES, too_large


@command(group="roadmap", example="/roadmap check", file="a Markdown file, at most 1 MiB")
async def check(turn: Turn) -> Reply:
    """Look at a roadmap file that you send along, without storing it."""
    attachment = turn.invocation.attachment
    if attachment is None:
        return views.ask_for_file()
    name = name_words(attachment.name)
    outline = await turn.reader.parse(await _content(attachment), name=name)
    return views.preview(outline, name)


async def _content(attachment: Attachment) -> bytes:
    """Fetch a file; raise RoadmapRefused, and fetch nothing, where it is known to be too large."""
    if attachment.size is not None and attachment.size > MAX_BYTES:
        raise RoadmapRefused(too_large(attachment.size))
    return await attachment.read()
