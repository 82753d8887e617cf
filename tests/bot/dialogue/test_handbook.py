"""The handbook: the page on commands tells of the commands there are."""

from pathlib import Path

from bot.dialogue.catalogue import COMMANDS
from bot.dialogue.handbook import handbook

PAGE = Path(__file__).resolve().parents[3] / "docs" / "commands.md"


def test_the_page_is_what_the_catalogue_says() -> None:
    """Write it anew with ``make docs`` where this fails."""
    assert PAGE.read_text("utf-8") == handbook(COMMANDS)
