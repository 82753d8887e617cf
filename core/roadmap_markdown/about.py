"""The metadata quote: what a roadmap says about itself in the quote above its first topic."""

import re
from collections.abc import Iterable

from core.roadmap_markdown.blocks import Block, Paragraph, Quote
from core.roadmap_markdown.inline import Inline, one_line

_LABEL = re.compile(r"(?:\*\*|__)(?P<label>[^*_:]{1,60}):?(?:\*\*|__):?[ \t]*(?P<text>.*)")


def read_about(blocks: Iterable[Block], inline: Inline) -> tuple[tuple[str, str], ...]:
    """Read the (label, text) pairs of the first quote that has any; ``blocks`` end at a topic."""
    found: dict[Quote, list[tuple[str, str]]] = {}
    for block in blocks:
        if isinstance(block, Paragraph) and isinstance(block.inside, Quote):
            if found and block.inside not in found:
                break
            pairs = _pairs(block.text, inline)
            if pairs:
                found.setdefault(block.inside, []).extend(pairs)
    return tuple(pair for pairs in found.values() for pair in pairs)


def _pairs(text: str, inline: Inline) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for line in text.split("\n"):
        labelled = _LABEL.match(line.strip())
        if labelled and ":" in line:
            said = inline.read(one_line(labelled["text"].strip().rstrip("\\"))).text
            pairs.append((labelled["label"].strip(), said))
        elif pairs:
            label, said = pairs[-1]
            pairs[-1] = (label, f"{said} {inline.read(line.strip()).text}".strip())
    return pairs
