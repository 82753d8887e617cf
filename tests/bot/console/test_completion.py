"""Promises of tab completion: the lexicon, its choices and what the bot suggests."""

import asyncio
from pathlib import Path

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from bot.console.completion import ChatCompleter
from bot.console.intake import take
from bot.console.session import Session


def completed(session: Session, typed: str) -> list[str]:
    """Give the lines that Tab offers for what was typed."""

    async def collect() -> list[str]:
        completer, event = ChatCompleter(session), CompleteEvent(completion_requested=True)
        return [
            typed[: len(typed) + each.start_position] + each.text
            async for each in completer.get_completions_async(Document(typed), event)
        ]

    return asyncio.run(collect())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("/t", ["/tell"]),
        ("/F", ["/find", "/fail"]),
        ("/roadmap", ["/roadmap add", "/roadmap drop"]),
        ("/roadmap d", ["/roadmap drop"]),
        ("/roadmap add ", []),
        ("/nothing", []),
        ("lists", []),
        ("/find lis", ["/find 1", "/find 2"]),
        ("/find linked li", ["/find 2"]),
        ("/find lists to", ["/find lists today"]),
        ("/find ", ["/find today", "/find yesterday", "/find 1", "/find 2", "/find 3"]),
        (":", [":press", ":as", ":in", ":clock", ":attach", ":help", ":quit"]),
        (":cl", [":clock"]),
        (":in p", [":in private"]),
        (":press ", []),
        (":clock ", []),
    ],
)
def test_tab_offers_what_can_follow(session: Session, typed: str, offered: list[str]) -> None:
    assert completed(session, typed) == offered


def test_an_empty_line_offers_every_command(session: Session) -> None:
    names = [f"/{command.full_name}" for command in session.dispatcher.lexicon.commands]
    assert completed(session, "") == names


def test_press_offers_the_buttons_there_are(session: Session) -> None:
    asyncio.run(take(session, "/menu"))
    assert completed(session, ":press t") == [":press Tell", ":press Tea", ":press Tell all"]


def test_attach_offers_files(session: Session, tmp_path: Path) -> None:
    (tmp_path / "plan.md").touch()
    assert completed(session, f":attach {tmp_path}/pl") == [f":attach {tmp_path}/plan.md"]


def test_a_suggestion_is_shown_by_its_label(session: Session) -> None:
    async def first() -> tuple[str, str]:
        event = CompleteEvent(completion_requested=True)
        offers = ChatCompleter(session).get_completions_async(Document("/find gen"), event)
        offer = await anext(aiter(offers))
        return offer.text, offer.display_text

    assert asyncio.run(first()) == ("3", "#3 Generators")
