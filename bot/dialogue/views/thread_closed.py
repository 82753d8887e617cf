"""The view of a thread that takes nothing more, told beside it."""

from bot.dialogue.reply import Mono, Paragraph, Reply, Strong
from bot.dialogue.views.words import cut

_TITLE = 80
"""Characters of a roadmap's title."""


def thread_closed(title: str) -> Reply:
    """Say that a study group stopped, and how it goes on."""
    return Reply(
        (
            Paragraph(
                (
                    "The thread of the study group on ",
                    Strong(cut(title, _TITLE)),
                    " is closed or gone, so the group has stopped. What it did is kept.",
                )
            ),
            Paragraph(("Open the thread again, and ", Mono("/study here"), " in it goes on.")),
        )
    )
