"""The zone guess: where the person at the terminal may live."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tzlocal import get_localzone_name


def zone_guess(environ: Mapping[str, str], *, interactive: bool) -> str | None:
    """Guess an IANA zone: what ``TZ`` names, else the system's.

    A transcript has UTC for the system's, so that it reads the same on every machine.
    """
    named = environ.get("TZ", "").removeprefix(":")
    if _is_known(named):
        return named
    return _zone_of_system() if interactive else "UTC"


def _zone_of_system() -> str | None:
    try:
        name = get_localzone_name()
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # tzlocal refuses settings that contradict each other, or a TZ that is no name.
        return None
    return name if name and _is_known(name) else None


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
