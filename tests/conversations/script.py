"""A script: what is said and pressed, and what the answer must show, the same on every platform.

``> words`` says a line; ``! label`` presses a button of the last message that had it; ``@ name``
lets another person speak; ``% name`` lets everybody speak in the group of that name, ``%`` alone in
private again; who speaks first in a group manages it. ``# words`` is a remark. ``+ name`` sends a
file of ``files/`` along with the next line that is said. ``= 2026-11-23T08:00+00:00`` sets the
clock, and the bot delivers what falls due on the way; ``~`` does the same to a bot that was down
until then. Its answer is what arrived for the person who speaks; for another, name them and say it
again. In a group it is what was said or edited there since somebody spoke last, for everybody.
Every other line must be shown by the answer, in this order; ``- [label]`` must be one of its
buttons, ``- not words`` must not be shown, ``- nothing`` says that nothing arrived, and
``- only me`` that nobody else in the group was shown these lines.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Protocol


def sent(file: Path) -> tuple[str, bytes]:
    """Give a file's name and its content, as it is sent along."""
    return file.name, file.read_bytes()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a platform showed: its text without marks, and the labels of its buttons in order.

    ``public`` is what of the text everybody in a group was shown.
    """

    text: str
    labels: tuple[str, ...]
    public: str = ""


NOTHING = Answer("", ())


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person of a name, in the group of a name or, without one, in private with the bot."""

    name: str
    group: str | None = None


class Driver(Protocol):
    """Lead one platform through a script."""

    async def say(
        self, speaker: Speaker, words: str, now: datetime, file: Path | None = None
    ) -> Answer | None:
        """Type a line, with a file; None where the platform gives a person no way to say it."""
        ...

    async def press(self, speaker: Speaker, label: str, now: datetime) -> Answer:
        """Press a button of the last message that had it, of those where the speaker is."""
        ...

    async def wait(self, speaker: Speaker, until: datetime, *, down: bool) -> Answer:
        """Let the clock go on, with all that falls due; give what came and was not seen there.

        While the bot is ``down`` nothing is delivered before the end.
        """
        ...


@dataclass(slots=True)
class Beat:
    """One thing said, pressed or waited for, and what its answer must and must not show."""

    line: int
    speaker: Speaker
    act: str
    words: str
    now: datetime
    file: Path | None = None
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    nothing: bool = False
    only_me: bool = False

    def expect(self, words: str) -> None:
        """Take in what is written behind a dash."""
        match words:
            case "nothing":
                self.nothing = True
            case "only me":
                self.only_me = True
            case _ if words.startswith("[") and words.endswith("]"):
                self.labels.append(words[1:-1])
            case _ if words.startswith("not "):
                self.hidden.append(words.removeprefix("not "))
            case _:
                self.shown.append(f"- {words}")


def read_script(path: Path, begin: datetime) -> list[Beat]:
    """Read a script file."""
    beats: list[Beat] = []
    speaker, now = Speaker("Ada"), begin
    file: Path | None = None
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        sign, _, words = line.partition(" ")
        match sign:
            case "" | "#":
                continue
            case "@":
                speaker = replace(speaker, name=words)
            case "%":
                speaker = replace(speaker, group=words or None)
            case "+":
                file = path.parent.parent / "files" / words
            case ">" | "!" | "=" | "~":
                now = datetime.fromisoformat(words) if sign in "=~" else now
                beats.append(Beat(number, speaker, sign, words, now, file))
                file = None
            case "-":
                beats[-1].expect(words)
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
        for expected in beat.shown if beat.only_me else ():
            overheard = _one_line(expected) in _one_line(answer.public)
            assert not overheard, f"{place}\nshows everybody {expected!r}"
    return unsaid


async def _answer(beat: Beat, driver: Driver) -> Answer | None:
    match beat.act:
        case ">":
            return await driver.say(beat.speaker, beat.words, beat.now, beat.file)
        case "!":
            return await driver.press(beat.speaker, beat.words, beat.now)
        case _:
            return await driver.wait(beat.speaker, beat.now, down=beat.act == "~")


def _one_line(text: str) -> str:
    return " ".join(text.split())
