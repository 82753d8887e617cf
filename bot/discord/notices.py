"""What the adapter has to say of itself: about buttons, forms, commands and lost answers."""

from bot.dialogue.reply import Line, Mono, Paragraph, Reply
from bot.dialogue.turn import TurnId


def belongs_to_another() -> Reply:
    """Turn away who presses what was made for somebody else."""
    return _notice(("That button belongs to somebody else. ", Mono("/next"), " gives you yours."))


def form_lost() -> Reply:
    """Say that a form cannot be read any more."""
    return _notice(
        ("That form is from an earlier version of me, and nothing was done.",),
        ("Press the button again, or see with ", Mono("/help"), " what I can do."),
    )


def commands_updated(name: str) -> Reply:
    """Say why a command that Discord still showed was not understood."""
    return _notice(
        ("My commands were updated a moment ago, and nothing was done.",),
        (
            "Try ",
            Mono(f"/{name}"),
            " again; if it is gone, ",
            Mono("/help"),
            " shows what there is.",
        ),
    )


def answer_lost(turn: TurnId) -> Reply:
    """Admit a fault of ours outside the dialogue, with the id that finds it in the log."""
    number = ("If it stays, tell my host this number: ", Mono(turn))
    return _notice(
        ("Something went wrong on my side while I answered.",),
        ("See with ", Mono("/next"), " where you are. ", *number),
    )


def _notice(*lines: Line) -> Reply:
    return Reply(tuple(Paragraph(line) for line in lines), private=True, refusal=True)
