"""The machine: its Python, its time zones and its clock."""

from collections.abc import Callable, Iterable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.doctor.finding import Finding, Verdict

PYTHONS = ((3, 11), (3, 14))
"""The first Python that is supported, and the first that is not any more."""

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
RELEASE_YEAR = 2026


def python(version: tuple[int, ...]) -> Finding:
    """Look at the running Python's version, major and minor."""
    says = ".".join(map(str, version))
    first, after = PYTHONS
    if first <= version < after:
        return Finding("Python", says)
    return Finding("Python", says, Verdict.WRONG, "install Python 3.11, 3.12 or 3.13")


def zones(names: Iterable[str]) -> Finding:
    """Look whether these time zones are known."""
    missing = []
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            missing.append(name)
    if missing:
        advice = "install the package tzdata"
        return Finding("time zones", f"no {', '.join(missing)}", Verdict.WRONG, advice)
    return Finding("time zones", "known")


def clock(now: Callable[[], datetime], monotonic: Callable[[], float]) -> Finding:
    """Look whether the clock can be right: not before this release, and never going back."""
    instant = now()
    if instant.year < RELEASE_YEAR:
        says = f"it says {instant:%Y-%m-%d}, before Study Buddy was released"
        return Finding("clock", says, Verdict.WRONG, "set this machine's date and time")
    earlier = monotonic()
    if monotonic() < earlier:
        return Finding("clock", "it went back", Verdict.WRONG, "restart this machine")
    return Finding("clock", f"{instant:%Y-%m-%d %H:%M %Z}")
