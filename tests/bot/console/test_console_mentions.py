"""A person who is meant is named in the terminal, by what they are called there."""

from io import StringIO

from rich.console import Console

from bot.console.plain import plain
from bot.console.render import drawn
from bot.dialogue.reply import Mention, Paragraph, Reply
from core.learner import Account

HERE, ELSEWHERE = Account("console", "Ada\x1b[2J"), Account("discord", "42")
CALLED = Reply(
    (Paragraph(("Hello ", Mention(HERE, "there"), " and ", Mention(ELSEWHERE, "Gra\x1bce"), "!")),)
)


def test_a_mention_is_a_name_that_steers_no_terminal() -> None:
    assert plain(CALLED) == "Hello @Ada [2J and Gra ce!"


def test_a_drawn_mention_stands_out() -> None:
    screen = StringIO()
    console = Console(file=screen, force_terminal=True, color_system="standard", width=40)
    console.print(drawn(CALLED))

    assert screen.getvalue() == "Hello \x1b[1m@Ada [2J\x1b[0m and \x1b[1mGra ce\x1b[0m!\n"
