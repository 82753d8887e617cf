"""The transcripts in the documents: what was typed in them, and what the program answers to that.

The text blocks of a page are the scenes of one chat. What became of a file there stands in the
page's diff blocks.
"""

import os
import re
import subprocess
import sys
from difflib import unified_diff
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
OWN_ROADMAP = ROOT / "docs/own-roadmap.md"
PAGES = (
    *(ROOT / page for page in ("README.md", "docs/clock-changes.md", "docs/forty-days.md")),
    ROOT / "docs/week-together.md",
    OWN_ROADMAP,
)
_SCENE = re.compile(r"(?<=\n```text\n).*?(?=\n```\n)", re.DOTALL)
_DIFF = re.compile(r"(?<=\n)```diff\n(.*?)```\n", re.DOTALL)
_TURN = re.compile(r"^(?=> )", re.MULTILINE)
_TYPED = re.compile(r"^> (.*)$", re.MULTILINE)


def scenes(page: Path) -> list[str]:
    """Give the transcript as a page has it."""
    found = _SCENE.findall(page.read_text("utf-8"))
    assert found, f"{page.name} has no transcript"
    return found


def spoken(written: list[str]) -> list[str]:
    """Type the lines of the scenes into a chat on a database in memory; give what it shows."""
    with TemporaryDirectory() as files:
        return played(written, files)


def played(written: list[str], files: str) -> list[str]:
    """Do so with a folder for the files that it hands over, whose paths are given without it."""
    typed = [_TYPED.findall(scene) for scene in written]
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


def differences(page: Path) -> list[str]:
    """Give the differences between files as a page has them."""
    return _DIFF.findall(page.read_text("utf-8"))


def becoming(files: str) -> list[str]:
    """Give what was edited in the roadmap that a learner brought, and what its export changed."""
    course = [OWN_ROADMAP.with_suffix("") / step / "rust.md" for step in ("first", "edited")]
    first, edited, exported = (
        path.read_bytes().decode().split("\n") for path in (*course, Path(files) / "rust.md")
    )
    return [_difference(first, edited), _difference(edited, exported)]


def _difference(before: list[str], after: list[str]) -> str:
    _old, _new, *lines = unified_diff(before, after, n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def rewrite(page: Path) -> None:
    """Put today's answers to the same lines into a page, and what became of its files."""
    with TemporaryDirectory() as files:
        now = iter(played(scenes(page), files))
        text = _SCENE.sub(lambda _: next(now), page.read_text("utf-8"))
        if page == OWN_ROADMAP:
            became = iter(becoming(files))
            text = _DIFF.sub(lambda _: f"```diff\n{next(became)}```\n", text)
    page.write_text(text, "utf-8")


if __name__ == "__main__":
    for each in PAGES:
        rewrite(each)
