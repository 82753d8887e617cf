"""A script: what is said and pressed, and what the answer must show, the same on every platform.

``> words`` says a line; ``! label`` presses a button of the last message that had it; ``@ name``
lets another person speak; ``# words`` is a remark. ``+ name`` sends a file of ``files/`` along with
the next line that is said. ``= 2026-11-23T08:00+00:00`` sets the clock, and
the bot delivers what falls due on the way; ``~`` does the same to a bot that was down until then.
Its answer is what arrived for the person who speaks; for another, name them and say it again.
Every other line must be shown by the answer, in this order; ``- [label]`` must be one of its
buttons, ``- not words`` must not be shown, and ``- nothing`` says that nothing arrived.
"""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol


def sent(file: Path) -> tuple[str, bytes]:
    """Give a file's name and its content, as it is sent along."""
    return file.name, file.read_bytes()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform showed: its text without marks, and the labels of its buttons in order."""

    text: str
    labels: tuple[str, ...]


NOTHING = Answer("", ())


class Driver(Protocol):
    """Lead one platform through a script, as a person in private."""

    async def say(
        self, person: str, words: str, now: datetime, file: Path | None = None
    ) -> Answer | None:
        """Type a line, with a file; None where the platform gives a person no way to say it."""
        ...

    async def press(self, person: str, label: str, now: datetime) -> Answer:
        """Press a button of the last message to this person that had it."""
        ...

    async def wait(self, person: str, until: datetime, *, down: bool) -> Answer:
        """Let the clock go on, with all that falls due; give what a person got and did not see.

        While the bot is ``down`` nothing is delivered before the end.
        """
        ...


@dataclass(slots=True)
class Beat:
    """One thing said, pressed or waited for, and what its answer must and must not show."""

    line: int
    person: str
    act: str
    words: str
    now: datetime
    file: Path | None = None
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    nothing: bool = False


def read_script(path: Path, begin: datetime) -> list[Beat]:
    """Read a script file."""
    beats: list[Beat] = []
    person, now = "Ada", begin
    file: Path | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        sign, _, words = line.partition(" ")
        match sign:
            case "" | "#":
                continue
            case "@":
                person = words
            case "+":
                file = path.parent.parent / "files" / words
            case ">" | "!" | "=" | "~":
                now = datetime.fromisoformat(words) if sign in "=~" else now
                beats.append(Beat(number, person, sign, words, now, file))
                file = None
            case "-" if words.startswith("[") and words.endswith("]"):
                beats[-1].labels.append(words[1:-1])
            case "-" if words == "nothing":
                beats[-1].nothing = True
            case "-" if words.startswith("not "):
                beats[-1].hidden.append(words.removeprefix("not "))
            case _:
                beats[-1].shown.append(line)
    return beats


async def play(beats: list[Beat], driver: Driver) -> list[str]:
    """Lead a driver through a script, and give the lines that could not be said there.

    Raise AssertionError at the first answer that is wrong.
    """
    unsaid: list[str] = []
    for beat in beats:
        answer = await _answer(beat, driver)
        if answer is None:
            unsaid.append(beat.words)
            continue
        place = f"line {beat.line}: {beat.act} {beat.words}\n{answer.text}\n{answer.labels}"
        rest = _one_line(answer.text)
        for expected in beat.shown:
            before, found, rest = rest.partition(_one_line(expected))
            assert found, f"{place}\nlacks {expected!r} in {before!r}"
        for unwanted in beat.hidden:
            assert _one_line(unwanted) not in _one_line(answer.text), f"{place}\nhas {unwanted!r}"
        for label in beat.labels:
            assert label in answer.labels, f"{place}\nlacks the button {label!r}"
        if beat.nothing:
            assert answer == NOTHING, f"{place}\nshould be nothing"
    return unsaid


async def _answer(beat: Beat, driver: Driver) -> Answer | None:
    match beat.act:
        case ">":
            return await driver.say(beat.person, beat.words, beat.now, beat.file)
        case "!":
            return await driver.press(beat.person, beat.words, beat.now)
        case _:
            return await driver.wait(beat.person, beat.now, down=beat.act == "~")


def _one_line(text: str) -> str:
    return " ".join(text.split())
