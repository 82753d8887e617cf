"""The board of a study group: of those who show it, on how many days they studied."""

from bot.dialogue.invocation import Call
from bot.dialogue.reply import Block, Button, Heading, Line, Paragraph, Quote, Reply, Strong
from bot.dialogue.views.listed import listed
from bot.dialogue.views.people import person_words
from bot.dialogue.views.words import quantity
from core.use_cases.board import Board, BoardChosen, BoardLine


def board(shown: Board, note: str | None = None) -> Reply:
    """Show the week and the month; ``note`` says what was chosen just now."""
    mine = shown.mine
    hint = "Only members who chose to be seen stand here. Who leaves the group is off at once."
    noted = (Paragraph((note,)),) if note else ()
    return Reply(
        blocks=(
            Heading(("Board",)),
            *noted,
            *_days("This week", shown.week),
            *_days("This month", shown.month),
            Quote((hint,)),
        ),
        buttons=((_switch(shown, on=not mine.on_board),),) if mine else (),
        private=True,
        replace=True,
    )


def chosen_words(result: BoardChosen) -> str:
    """Say whether a member is seen now."""
    if result.on:
        return "You are seen on the board from now on."
    return "You are seen on the board no more."


def _days(heading: str, lines: tuple[BoardLine, ...]) -> tuple[Block, ...]:
    if not lines:
        return (Paragraph((Strong(heading), ": nobody who is seen here has studied yet.")),)
    return (Paragraph((Strong(heading),)), *listed([_line(each) for each in lines], "member"))


def _line(each: BoardLine) -> Line:
    return (f"{each.rank}. ", Strong(person_words(each.name)), f": {quantity(each.days, 'day')}")


def _switch(shown: Board, *, on: bool) -> Button:
    label = "Show me here" if on else "Take me off"
    return Button(label, Call("board", {"me": "on" if on else "off", "group": shown.group.id}))
