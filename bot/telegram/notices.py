"""What the adapter has to say of itself: about threads, private answers and lost ones."""

from dataclasses import replace

from bot.dialogue.reply import Mono, Paragraph, Reply
from bot.dialogue.turn import TurnId

OPEN_PRIVATE_CHAT = "Open our private chat"
ANSWERED_IN_PRIVATE = "That answer is yours alone, so I sent it to our private chat."
START_ME_FIRST = "That answer is yours alone. Start me in private, then ask again."


def thread_gone(reply: Reply) -> Reply:
    """Say with a reply why it is not where it was asked for."""
    note = Paragraph(("The forum topic for this is closed or gone, so it comes here.",))
    return replace(reply, blocks=(note, *reply.blocks))


def answer_lost(turn: TurnId) -> Reply:
    """Admit a fault of ours outside the dialogue, with the id that finds it in the log."""
    number = ("If it stays, tell my host this number: ", Mono(turn))
    return Reply(
        (
            Paragraph(("Something went wrong on my side while I answered.",)),
            Paragraph(("See with ", Mono("/next"), " where you are. ", *number)),
        ),
        refusal=True,
    )
