"""Addresses: which links Telegram takes, in the form it keeps them in.

One bad address in an entity and Telegram refuses the whole message.
"""

import re
from urllib.parse import quote

LONGEST = 2048
"""Characters; a longer address is shown and not linked."""

_HIGHEST_PORT = 65535
_WEB = re.compile(
    r"(?P<scheme>https?)://"
    r"(?P<host>(?:[\w-]+\.)+[^\W\d_][\w-]*)"
    r"(?P<port>:[1-9][0-9]{0,4})?"
    r"(?P<rest>[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
"""Only Latin letters: Telegram keeps the case of others."""


def linkable(url: str) -> str | None:
    """Give a web address as Telegram keeps it, None where it would refuse it as a link.

    A ``tg:`` address is none: it could stand for a person, and people write roadmaps.
    """
    found = _WEB.fullmatch(url.strip())
    if not found or len(url) > LONGEST or int((found["port"] or ":1")[1:]) > _HIGHEST_PORT:
        return None
    site = f"{found['scheme']}://{found['host']}".translate(_LOWER)
    rest = "".join(char if _kept(char) else quote(char, errors="replace") for char in _path(found))
    return f"{site}{found['port'] or ''}{rest}"


def _path(found: re.Match[str]) -> str:
    rest = found["rest"] or ""
    return rest if rest.startswith("/") else f"/{rest}"


def _kept(char: str) -> bool:
    return char.isprintable() and char not in " \u030a\u0333\u033f"
