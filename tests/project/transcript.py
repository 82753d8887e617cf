"""The README's transcript: what was typed in it, and what the program answers to that."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_TRANSCRIPT = re.compile(r"(?<=\n```text\n).*?(?=\n```\n)", re.DOTALL)


def written() -> str:
    """Give the transcript as the README has it."""
    found = _TRANSCRIPT.search(README.read_text("utf-8"))
    assert found, "the README has no transcript"
    return found.group()


def typed(transcript: str) -> str:
    """Give the lines of a transcript that a person typed."""
    return "\n".join(re.findall(r"^> (.*)$", transcript, re.MULTILINE))


def spoken(lines: str) -> str:
    """Say lines to the chat, on a database in memory, and give its output."""
    chat = subprocess.run(
        [sys.executable, "-m", "bot", "chat", "--database", ":memory:"],
        input=lines,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, "TZ": "UTC"},
    )
    return chat.stdout.strip()


def rewrite() -> None:
    """Put today's answers to the same lines into the README."""
    now = spoken(typed(written()))
    README.write_text(_TRANSCRIPT.sub(lambda _: now, README.read_text("utf-8"), count=1), "utf-8")


if __name__ == "__main__":
    rewrite()
