"""Promises of the interactive terminal, by keys that are pressed on prompt_toolkit's own input."""

import asyncio
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from prompt_toolkit.application import AppSession, create_app_session
from prompt_toolkit.data_structures import Size
from prompt_toolkit.history import FileHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.output.vt100 import Vt100_Output
from rich.console import Console

from bot.console.adapter import converse
from bot.console.files import FileFolder
from bot.console.session import Session
from tests.bot.console.conftest import NOON, Post

ENTER, TAB, CTRL_C, CTRL_D = "\r", "\t", "\x03", "\x04"

WELCOME = (
    "Study Buddy in the terminal. /start begins, /help lists the commands, :help\n"
    "those of the terminal. Tab completes, Ctrl-D leaves.\n\n"
)
FAREWELL = "Until next time!\n\n"
TOLD = "you (UTC) in private you at 23 Nov 12:00\n\n"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as keys:
        yield keys


def new_console() -> Console:
    return Console(file=io.StringIO(), width=80, color_system=None)


def printed_on(console: Console) -> str:
    """Give what was printed between the prompts, without the blanks that fill lines."""
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def line_of(app_session: AppSession) -> str:
    """Give what stands on the prompt's line."""
    return app_session.app.current_buffer.text if app_session.app else ""


async def typed(session: Session, keyboard: PipeInput, folder: Path, *keys: str) -> str:
    """Chat while these keys are pressed and give what was printed."""
    console = new_console()
    keyboard.send_text("".join(keys))
    with create_app_session(input=keyboard, output=DummyOutput()):
        await converse(
            session, FileFolder(folder / "files"), history=folder / "new" / "typed", console=console
        )
    return printed_on(console)


def test_lines_are_answered_until_ctrl_d_leaves_kindly(
    session: Session, keyboard: PipeInput, tmp_path: Path
) -> None:
    printed = asyncio.run(typed(session, keyboard, tmp_path, "/tell", ENTER, ENTER, CTRL_D))
    assert printed == WELCOME + TOLD + FAREWELL


def test_quit_leaves_as_well(session: Session, keyboard: PipeInput, tmp_path: Path) -> None:
    assert asyncio.run(typed(session, keyboard, tmp_path, ":quit", ENTER)) == WELCOME + FAREWELL


def test_ctrl_c_clears_the_line_and_stays(
    session: Session, keyboard: PipeInput, tmp_path: Path
) -> None:
    keys = ("/draw", CTRL_C, "/tell", ENTER, CTRL_D)
    assert asyncio.run(typed(session, keyboard, tmp_path, *keys)) == WELCOME + TOLD + FAREWELL


def test_a_numbered_button_is_pressed_by_its_number(
    session: Session, keyboard: PipeInput, tmp_path: Path
) -> None:
    printed = asyncio.run(typed(session, keyboard, tmp_path, "/menu", ENTER, "1", ENTER, CTRL_D))
    meter = f"{'Course':<45}{'━' * 6:<17}3 of 8 done\n"
    assert printed == f"{WELCOME}{meter}[1] Tell  [2] Tea\n[3] Tell all\n\n{TOLD}{FAREWELL}"


def test_the_path_of_a_picture_stays_on_one_line(
    session: Session, keyboard: PipeInput, tmp_path: Path
) -> None:
    folder = tmp_path / ("long " * 20) / "folder"
    printed = asyncio.run(typed(session, keyboard, folder, "/draw", ENTER, CTRL_D))
    assert str(folder / "files" / "week.png") in printed.splitlines()


def test_what_was_typed_is_remembered_for_the_next_chat(
    session: Session, keyboard: PipeInput, tmp_path: Path
) -> None:
    keys = ("/tell", ENTER, "/keep", CTRL_C, ":help", ENTER, CTRL_D)
    asyncio.run(typed(session, keyboard, tmp_path, *keys))
    remembered = FileHistory(tmp_path / "new" / "typed").load_history_strings()
    assert list(remembered) == [":help", "/tell"]


def test_tab_completes_a_command(session: Session, keyboard: PipeInput, tmp_path: Path) -> None:
    async def chat_with_tab() -> str:
        console = new_console()
        with create_app_session(input=keyboard, output=DummyOutput()) as app_session:
            chatting = asyncio.create_task(
                converse(session, FileFolder(tmp_path), history=tmp_path / "typed", console=console)
            )
            keyboard.send_text(f"/te{TAB}")
            while line_of(app_session) != "/tell":  # noqa: ASYNC110 - nothing tells of the moment
                await asyncio.sleep(0)
            keyboard.send_text(ENTER + CTRL_D)
            await chatting
        return printed_on(console)

    assert asyncio.run(asyncio.wait_for(chat_with_tab(), 60)) == WELCOME + TOLD + FAREWELL


def test_what_is_due_comes_above_the_line_that_is_being_typed(
    session: Session, keyboard: PipeInput, tmp_path: Path, post: Post
) -> None:
    screen = io.StringIO()
    output = Vt100_Output(screen, lambda: Size(rows=40, columns=80), enable_cpr=False)

    seen = 0

    async def shown(words: str) -> None:
        """Wait until something is shown after what was waited for before."""
        nonlocal seen
        while words not in screen.getvalue()[seen:]:  # noqa: ASYNC110 - nothing tells of the moment
            await asyncio.sleep(0)
        seen = screen.getvalue().index(words, seen) + len(words)

    async def chat_until_it_comes() -> None:
        console = Console(file=screen, width=80, color_system=None)
        keyboard.send_text("/te")
        with create_app_session(input=keyboard, output=output):
            chatting = asyncio.create_task(
                converse(session, FileFolder(tmp_path), history=tmp_path / "typed", console=console)
            )
            await shown("/te")
            await post.put(NOON)
            await shown("Mon 23 Nov, 12:00 WET")
            await shown("Tell")
            await shown("/te")
            keyboard.send_text(f"ll{ENTER}")
            await shown(TOLD.strip())
            keyboard.send_text(f"1{ENTER}")
            await shown(TOLD.strip())
            keyboard.send_text(CTRL_D)
            await chatting

    asyncio.run(asyncio.wait_for(chat_until_it_comes(), 60))


def test_where_the_database_is_gone_the_chat_goes_on(
    session: Session,
    keyboard: PipeInput,
    tmp_path: Path,
    post: Post,
    caplog: pytest.LogCaptureFixture,
) -> None:
    post.gateway.close()
    keys = ("/tell", ENTER, CTRL_D)
    assert asyncio.run(typed(session, keyboard, tmp_path, *keys)) == WELCOME + TOLD + FAREWELL
    assert [record.message for record in caplog.records] == ["what is due does not come"]
