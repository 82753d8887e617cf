"""Addresses: which links Discord takes, in a form that cannot end the Markdown around it."""

import re
from urllib.parse import quote

LONGEST = 512
"""Characters that a link button takes; a longer address is shown and not linked."""

_HIGHEST_PORT = 65535
_WEB = re.compile(
    r"(?P<scheme>https?)://"
    r"(?P<host>(?:[\w-]+\.)+[^\W\d_][\w-]*)"
    r"(?P<port>:[1-9][0-9]{0,4})?"
    r"(?P<path>[/?][^#]*)?(?:\#(?P<fragment>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_KEPT = "/?:@!$&'+,;=%-._~"
"""Characters that say something in an address and nothing in Markdown."""

_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_CALL_TO_ALL = re.compile("@(?=everyone|here)")


def linkable(url: str) -> str | None:
    """Give a web address as it can be linked, None where Discord would not take it."""
    found = _WEB.fullmatch(url.strip())
    if not found or int((found["port"] or ":1")[1:]) > _HIGHEST_PORT:
        return None
    try:
        host = found["host"].encode("idna").decode()
    except UnicodeError:
        return None
    fragment = "" if found["fragment"] is None else f"#{_written(found['fragment'])}"
    path = _written(found["path"] or "")
    address = f"{found['scheme'].lower()}://{host}{found['port'] or ''}{path}{fragment}"
    return address if len(address) <= LONGEST else None


def _written(part: str) -> str:
    kept = quote(part, safe=_KEPT, errors="replace")
    return _CALL_TO_ALL.sub("%40", _LONE_PERCENT.sub("%25", kept))
