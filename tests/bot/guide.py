"""A page of the docs, read for what it says to write, to start and to say."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Guide:
    """A page that a test follows word by word."""

    text: str

    @classmethod
    def of(cls, name: str) -> "Guide":
        """Read the page of a platform."""
        return cls((ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))

    def blocks(self, heading: str, kind: str) -> list[str]:
        """Give the fenced blocks of a kind below a heading."""
        _, _, after = self.text.partition(f"\n## {heading}\n")
        section, _, _ = after.partition("\n## ")
        return re.findall(rf"^```{kind}\n(.*?)\n```$", section, re.DOTALL | re.MULTILINE)

    def settings(self, heading: str) -> dict[str, str]:
        """Give the settings that a section says to write."""
        (block,) = self.blocks(heading, "ini")
        return dict(line.split("=", 1) for line in block.splitlines())


def undated(text: str) -> str:
    """Take out of a text what is another at another time."""
    return re.sub(r"\b\d\d:\d\d\b", "HH:MM", re.sub(r"(?m)^at=\S+", "at=...", text))
