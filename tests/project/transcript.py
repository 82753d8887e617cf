"""The transcripts in the documents: what was typed in them, and what the program answers to that.

The text blocks of a page are the scenes of one chat.
"""

import os
import re
import subprocess
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PAGES = tuple(ROOT / page for page in ("README.md", "docs/clock-changes.md", "docs/forty-days.md"))
_SCENE = re.compile(r"(?<=\n```text\n).*?(?=\n```\n)", re.DOTALL)
_TURN = re.compile(r"^(?=> )", re.MULTILINE)
_TYPED = re.compile(r"^> (.*)$", re.MULTILINE)


def scenes(page: Path) -> list[str]:
    """Give the transcript as a page has it."""
    found = _SCENE.findall(page.read_text("utf-8"))
    assert found, f"{page.name} has no transcript"
    return found


def spoken(written: list[str]) -> list[str]:
    """Type the lines of the scenes into a chat on a database in memory; give what it shows.

    The paths of pictures are given without their folder.
    """
    typed = [_TYPED.findall(scene) for scene in written]
    with TemporaryDirectory() as files:
        chat = subprocess.run(
            [sys.executable, "-m", "bot", "chat", "--database", ":memory:", "--files", files],
            input="\n".join(line for lines in typed for line in lines),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            cwd=ROOT,
            env={**os.environ, "TZ": "UTC"},
        )
    turns = iter(_TURN.split(chat.stdout.replace(f"{files}{os.sep}", ""))[1:])
    return ["".join(islice(turns, len(lines))).strip() for lines in typed]


def rewrite(page: Path) -> None:
    """Put today's answers to the same lines into a page."""
    now = iter(spoken(scenes(page)))
    page.write_text(_SCENE.sub(lambda _: next(now), page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    for each in PAGES:
        rewrite(each)
