"""The bed's clock: it stands until a test moves it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(slots=True)
class BedClock:
    """Tell the time that a test says it is."""

    time: datetime = datetime(2026, 11, 23, 8, tzinfo=UTC)

    def now(self) -> datetime:
        return self.time

    def advance(self, step: timedelta) -> None:
        """Let time pass, all at once."""
        self.time += step
