"""Hints: the words by which an author says how much a topic or section matters."""

import re

_HINT = re.compile(
    r"""
      \b(?: (?:MOST|VERY)\ (?:IMPORTANT|important) | (?:MUST[\ -](?:KNOW|DO|LEARN|HAVE))
          | NON-NEGOTIABLE | CRITICAL | CRUCIAL | ESSENTIAL | MANDATORY | IMPORTANT | REQUIRED )\b
    | \b(?:LEARN|Learn|learn)\ (?:BEFORE|AFTER)\b [^()\[\]—–;.]*
    | \b(?:[Gg]ood\ [Tt]o\ [Kk]now|GOOD\ TO\ KNOW)\b
    | \boptional\b
    | (?<=[(\[]) Optional \b
    | \A Optional \Z | \b Optional (?=:)
    """,
    re.VERBOSE,
)
_SHOUTED = re.compile(r"[A-Z]{4}")


def find_hint(words: str) -> str | None:
    """Find the first hint in words that stand outside code; give it as it was written."""
    if not ("ptional" in words or "ood " in words or _SHOUTED.search(words)):
        return None
    hint = _HINT.search(words)
    return hint[0].strip() if hint else None
