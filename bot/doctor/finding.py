"""A finding: what was found of one thing, and how a host reads it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TextIO


class Verdict(StrEnum):
    """How a thing was found; only WRONG keeps the bot from working."""

    OK = "ok"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing; ``advice`` says what to do about a note or a wrong."""

    thing: str
    says: str
    verdict: Verdict = Verdict.OK
    advice: str = ""

    def __str__(self) -> str:
        """Give the line that a host reads."""
        line = f"{self.verdict:<5}  {self.thing}: {self.says}"
        return f"{line} - {self.advice}" if self.advice else line


def report(findings: Iterable[Finding], stream: TextIO) -> int:
    """Print each finding on a line as it comes; return 1 where one is wrong, else 0."""
    status = 0
    for finding in findings:
        print(finding, file=stream)
        if finding.verdict is Verdict.WRONG:
            status = 1
    return status
