"""What the adapter has to say of itself: about threads, private answers and lost ones."""

from dataclasses import replace

from bot.dialogue.reply import Mono, Paragraph, Reply
from bot.dialogue.turn import TurnId

OPEN_PRIVATE_CHAT = "Open our private chat"
ANSWERED_IN_PRIVATE = "That answer is yours alone, so I sent it to our private chat."
START_ME_FIRST = "Start me in private, and I can send you answers that are yours alone."


def start_me_first(reply: Reply) -> str:
    """Say to who cannot be answered whether what they asked for was done, and what to do."""
    return f"{_came(reply)}; more is for you alone. {START_ME_FIRST}"


def not_delivered(reply: Reply) -> str:
    """Say that Telegram did not take an answer, and whether what was asked for was done."""
    return f"{_came(reply)}, yet Telegram did not take my answer. Ask me in private: /next"


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


def _came(reply: Reply) -> str:
    return "I could not do that" if reply.refusal else "That worked"
