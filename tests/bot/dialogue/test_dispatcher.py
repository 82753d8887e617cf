"""The dispatcher: whatever comes in, a reply goes out, and each turn leaves one line in the log."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from inspect import cleandoc
from typing import Annotated

import pytest

import storage
from bot.dialogue.command import Option, Suggestion, command
from bot.dialogue.dispatcher import Dispatcher
from bot.dialogue.gateway import Gateway
from bot.dialogue.invocation import Attachment, Call, Invocation, Person, Place, PlaceKind
from bot.dialogue.lexicon import Lexicon
from bot.dialogue.manners import PERSON
from bot.dialogue.reply import Paragraph, Reply
from bot.dialogue.turn import Turn, TurnId
from bot.gazetteer import CityGazetteer
from core.errors import NotEnrolled, StorageUnavailable
from core.learner import Account
from tests.bot.dialogue.shown import shown
from tests.builders import NOON
from tests.fakes.gallery import HereGallery
from tests.fakes.reading import HereReader

ADA = Person(Account("console", "ada"), "Ada")
PRIVATE = Place("console", "ada")
GROUP = Place("console", "#readers", PlaceKind.GROUP)


async def colours(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(f"{typed}{n}", n) for n in range(40))


async def nobody(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    raise NotEnrolled


async def broken(turn: Turn, typed: str) -> tuple[Suggestion, ...]:
    raise RuntimeError


@command(example="/echo hello")
async def echo(turn: Turn, words: Annotated[str, Option("what to say", suggest=colours)]) -> Reply:
    """Say it back."""
    return Reply((Paragraph((words,)),))


@command(example="/find it")
async def find(turn: Turn, what: Annotated[str, Option("what", suggest=nobody)]) -> Reply:
    """Find it."""
    free = "typed freely" if turn.invocation.free_text else "asked for"
    return Reply((Paragraph((f"{free}: {what}",)),))


@command(example="/boom")
async def boom(turn: Turn) -> Reply:
    """Fail."""
    message = "a secret inside"
    raise RuntimeError(message)


@command(example="/full")
async def full(turn: Turn) -> Reply:
    """Be refused by the database."""
    raise StorageUnavailable


@command(example="/book add x", group="book", name="add")
async def add_book(
    turn: Turn,
    title: Annotated[str, Option("its title")],
    shelf: Annotated[str | None, Option("where", suggest=broken, typed=False)] = None,
) -> Reply:
    """Add a book."""
    return Reply((Paragraph((f"added {title}",)),))


@command(example="/book list", group="book", name="list")
async def list_books(turn: Turn) -> Reply:
    """List the books."""
    return Reply((Paragraph(("no books",)),))


LEXICON = Lexicon((echo, find, boom, full, add_book, list_books))


async def unread() -> bytes:
    """Be no file that anybody reads."""
    raise AssertionError


def dispatcher_on(gateway: Gateway) -> Dispatcher:
    return Dispatcher(
        LEXICON, gateway, CityGazetteer(), lambda: TurnId("turn-1"), HereReader(), HereGallery()
    )


def dispatched(act: Callable[[Dispatcher], Awaitable[Reply]]) -> Reply:
    async def run() -> Reply:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            return await act(dispatcher_on(gateway))

    return asyncio.run(run())


def answered(call: Call) -> Reply:
    async def answer(dispatcher: Dispatcher) -> Reply:
        reply = await dispatcher.answer(Invocation(call, ADA, PRIVATE), now=NOON)
        assert reply is not None
        return reply

    return dispatched(answer)


def said(text: str, place: Place = PRIVATE) -> Reply:
    return dispatched(lambda dispatcher: dispatcher.said(text, ADA, place, now=NOON))


def words(reply: Reply) -> str:
    return " ".join(
        part if isinstance(part, str) else getattr(part, "text", "")
        for block in reply.blocks
        for line in (getattr(block, "lines", None) or (getattr(block, "line", ()),))
        for part in line
    )


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.buttons for button in row]


def test_a_command_is_called_with_what_was_typed() -> None:
    assert words(said("/echo hello there")) == "hello there"


@pytest.mark.parametrize("typed", ["/echo hello", "/echo"])
def test_who_sends_a_file_with_a_command_that_takes_none_is_told_how_to_send_it(
    typed: str,
) -> None:
    file = Attachment("rust.md", 1, unread)
    reply = dispatched(lambda it: it.said(typed, ADA, PRIVATE, now=NOON, attachment=file))

    assert words(reply).endswith("I did not look at your file: send it with  /roadmap add .")


@pytest.mark.parametrize("typed", ["/echos", "/book", "hello"])
def test_a_file_that_comes_along_with_what_is_no_command_is_not_passed_over(typed: str) -> None:
    file = Attachment("rust.md", 1, unread)
    reply = dispatched(lambda it: it.said(typed, ADA, GROUP, now=NOON, attachment=file))

    assert reply.refusal
    assert words(reply).endswith("I did not look at your file: send it with  /roadmap add .")


def test_names_of_commands_have_no_case() -> None:
    assert words(said("/ECHO Hello")) == "Hello"


def test_free_text_in_private_is_searched_for() -> None:
    assert words(said("decorators")) == "typed freely: decorators"


def test_free_text_in_a_group_is_no_command() -> None:
    reply = said("decorators", GROUP)
    assert reply.refusal
    assert "/help" in words(reply)


def test_a_missing_argument_becomes_a_question_with_answers_to_press() -> None:
    reply = said("/echo")
    assert "I need one thing more: what to say." in words(reply)
    assert labels(reply) == [str(n) for n in range(8)]


def test_a_question_without_answers_still_has_an_example() -> None:
    reply = said("/find")
    assert "/find it" in words(reply)
    assert labels(reply) == []


def test_a_subcommand_is_called_by_both_words() -> None:
    assert words(said("/book add Dune")) == "added Dune"


@pytest.mark.parametrize("typed", ["/book", "/book burn"])
def test_a_group_without_its_subcommand_asks_which(typed: str) -> None:
    reply = said(typed)
    assert "/book what?" in words(reply)
    assert labels(reply) == ["book add", "book list"]


def test_a_button_says_which_subcommand_is_meant() -> None:
    reply = dispatched(lambda d: d.pressed("book add|title=Dune", ADA, PRIVATE, now=NOON))
    assert words(reply) == "added Dune"


def test_a_command_that_is_not_there_is_answered_with_the_nearest() -> None:
    reply = said("/ecko hello")
    assert "no command /ecko" in words(reply)
    assert "/echo" in labels(reply)


def test_a_button_of_an_earlier_version_gets_a_kind_answer() -> None:
    reply = dispatched(lambda d: d.pressed("echos|words=x", ADA, PRIVATE, now=NOON))
    assert "earlier version" in words(reply)
    assert labels(reply) == ["/echo"]


def test_a_refusal_of_the_database_says_that_nothing_was_changed() -> None:
    assert "nothing was changed" in words(said("/full"))


def test_a_surprise_tells_the_turn_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    reply = said("/boom")
    assert "turn-1" in words(reply)
    assert "secret" not in words(reply)
    (record,) = (record for record in caplog.records if record.exc_info)
    assert record.__dict__["turn"] == "turn-1"


def test_a_turn_leaves_one_line_without_what_was_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        said("/echo my diary")
    (record,) = (record for record in caplog.records if record.getMessage() == "turn")
    fields = {name: record.__dict__[name] for name in ("turn", "platform", "command", "outcome")}
    assert fields == {
        "turn": "turn-1",
        "platform": "console",
        "command": "echo",
        "outcome": "answered",
    }
    assert "diary" not in str(record.__dict__)


def test_no_database_and_no_platform_ever_sees_nul_or_half_a_pair() -> None:
    assert words(said("/echo a\0b\ud83d")) == "ab?"


@pytest.mark.parametrize(
    "call",
    [Call("echo", {"words": " a\0b\ud83d "}), Call.of_short("echo|words=%20a%00b\ud83d")],
    ids=["an option", "a button"],
)
def test_no_option_and_no_button_smuggles_what_no_line_can(call: Call) -> None:
    assert words(answered(call)) == "ab?"


def test_an_option_of_blanks_alone_is_asked_for() -> None:
    assert answered(Call("echo", {"words": " \0 "})) == said("/echo")


def suggested(command_name: str, parameter: str) -> tuple[Suggestion, ...]:
    async def suggest() -> tuple[Suggestion, ...]:
        with contextlib.closing(storage.open_gateway(":memory:")) as gateway:
            invocation = Invocation(Call(command_name), ADA, PRIVATE)
            return await dispatcher_on(gateway).suggest(invocation, parameter, "x", now=NOON)

    return asyncio.run(suggest())


def test_suggestions_are_at_most_what_discord_shows() -> None:
    assert len(suggested("echo", "words")) == 25


@pytest.mark.parametrize(
    ("command_name", "parameter"),
    [("find", "what"), ("full", "what"), ("none", "what"), ("book add", "title")],
)
def test_nothing_is_suggested_where_nothing_can_be(command_name: str, parameter: str) -> None:
    assert suggested(command_name, parameter) == ()


def test_a_surprise_while_suggesting_is_logged_and_suggests_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert suggested("book add", "shelf") == ()
    assert [record.getMessage() for record in caplog.records] == ["suggesting failed"]


def test_who_asks_too_much_in_a_group_is_told_once_and_then_no_more() -> None:
    async def ask_on(dispatcher: Dispatcher) -> Reply:
        asked = [Invocation(Call("echo", {"words": "x"}), ADA, GROUP, key=str(n)) for n in range(9)]
        replies = [await dispatcher.answer(each, now=NOON) for each in asked]
        refused, *silent = replies[PERSON.most :]
        assert silent == [None] * (8 - PERSON.most)
        assert refused is not None
        return refused

    assert shown(dispatched(ask_on)) == cleandoc(
        """
        private refusal
        That was a lot for one group, so I leave this one unanswered.
        Ask again in 30 seconds, or write to me in private, where nobody waits.
        """
    )
