"""The command line: python -m bot run | chat | migrate | doctor | commands | roadmap."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from bot import roadmap_add, roadmap_check, roadmap_rollback
from bot.console.printable import printable
from bot.settings import Settings, SettingsRefused, load
from core.errors import Problem, RoadmapRefused, StudyError

REFUSED = 2
"""The exit code where what was asked or configured cannot be done."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks and return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        return int(asked.act(asked))
    except SettingsRefused as refused:
        return _refuse("The settings cannot be used:", map(_told, refused.problems))
    except RoadmapRefused as refused:
        return _refuse("A roadmap is refused:", map(_told, refused.problems))
    except StudyError as error:
        return _refuse(str(error))
    except KeyboardInterrupt:
        return 130  # as a shell reports a program that Ctrl-C ended
    except BrokenPipeError:
        # Whoever read the output has read enough; Python must not complain of it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Study Buddy")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="run the bot; without a platform's token, open the chat")
    run.set_defaults(act=_run)

    chat = commands.add_parser("chat", help="study in the terminal")
    chat.add_argument("--database", metavar="URL", help="where to keep what is done (or :memory:)")
    chat.add_argument("--files", metavar="DIR", type=Path, help="where to put pictures and files")
    chat.set_defaults(act=_chat)

    migrate = commands.add_parser("migrate", help="bring the database's tables up to date")
    migrate.set_defaults(act=_migrate)

    doctor = commands.add_parser("doctor", help="look whether everything is in place")
    doctor.add_argument("--offline", action="store_true", help="ask no platform")
    doctor.set_defaults(act=_examine)

    manual = commands.add_parser("commands", help="print docs/commands.md")
    manual.set_defaults(act=_print_handbook)

    roadmap = commands.add_parser("roadmap", help="look at roadmap files, and add them")
    roadmap_commands = roadmap.add_subparsers(required=True, metavar="COMMAND")
    check = roadmap_commands.add_parser("check", help="print what is read from a roadmap file")
    roadmap_check.add_arguments(check)
    check.set_defaults(act=roadmap_check.run)
    add = roadmap_commands.add_parser("add", help="show a roadmap to everybody, or update it")
    roadmap_add.add_arguments(add)
    add.set_defaults(act=_add_roadmap)
    back = roadmap_commands.add_parser("rollback", help="take back the last update of one")
    roadmap_rollback.add_arguments(back)
    back.set_defaults(act=_roll_back_roadmap)
    return parser


def _run(asked: argparse.Namespace) -> int:
    settings = load()
    if settings.telegram_token or settings.discord_token:
        _app().run(settings)
        return 0
    asked.database = asked.files = None
    return _chat(asked, settings)


def _chat(asked: argparse.Namespace, settings: Settings | None = None) -> int:
    settings = settings or load()
    _app().chat(settings, database_url=asked.database, files=asked.files)
    return 0


def _migrate(_: argparse.Namespace) -> int:
    _app().migrate(load())
    return 0


def _examine(asked: argparse.Namespace) -> int:
    return int(_app().examine(sys.stdout, offline=asked.offline))


def _add_roadmap(asked: argparse.Namespace) -> int:
    _app().add_roadmap(load(), asked.file, asked.take, asked.consent)
    return 0


def _roll_back_roadmap(asked: argparse.Namespace) -> int:
    _app().roll_back_roadmap(load(), asked.name)
    return 0


def _print_handbook(_: argparse.Namespace) -> int:
    from bot.dialogue.catalogue import COMMANDS  # noqa: PLC0415 - as in _app
    from bot.dialogue.handbook import handbook  # noqa: PLC0415 - the same

    print(handbook(COMMANDS), end="")  # noqa: T201 - its output is what it is for
    return 0


def _app() -> ModuleType:
    """Import the composition root, and with it every library of the database and the screen.

    Only what needs it waits for that second: checking a roadmap does not, and neither does the
    worker process, which imports this module too.
    """
    from bot import app  # noqa: PLC0415 - see above

    return app


def _told(problem: Problem) -> str:
    where = f"line {problem.line}: " if problem.line else ""
    return f"- {where}{problem.message}: {problem.advice}"


def _refuse(what: str, lines: Iterable[str] = ()) -> int:
    said = [printable(line) for text in (what, *lines) for line in text.splitlines()]
    print(*said, sep="\n", file=sys.stderr)  # noqa: T201 - the same
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
