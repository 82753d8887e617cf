"""The page on Telegram, read for what it says to write, to start and to say."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")


def blocks(heading: str, kind: str) -> list[str]:
    """Give the fenced blocks of a kind below a heading of the page."""
    _, _, after = PAGE.partition(f"\n## {heading}\n")
    section, _, _ = after.partition("\n## ")
    return re.findall(rf"^```{kind}\n(.*?)\n```$", section, re.DOTALL | re.MULTILINE)


def settings(heading: str) -> dict[str, str]:
    """Give the settings that a section says to write."""
    (block,) = blocks(heading, "ini")
    return dict(line.split("=", 1) for line in block.splitlines())


def undated(text: str) -> str:
    """Take out of a text what is another at another time."""
    return re.sub(r"\b\d\d:\d\d\b", "HH:MM", re.sub(r"(?m)^at=\S+", "at=...", text))


GIVEN = settings("2. Give it to Study Buddy")
TOKEN = GIVEN["TELEGRAM_TOKEN"]
