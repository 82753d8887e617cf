"""The time, and the world's cities."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tell the time."""

    def now(self) -> datetime:
        """Give this instant, aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class City:
    """A place a person may name to say where they live; ``zone`` is an IANA name."""

    name: str
    country: str
    zone: str


class Gazetteer(Protocol):
    """Know the world's cities and zones."""

    def cities(self, name: str) -> tuple[City, ...]:
        """Find cities of that name, typos tolerated; the likeliest first, at most ten."""
        ...

    def zone_in(self, territory: str) -> str | None:
        """Give the zone of a territory's largest city, an IANA name.

        ``territory`` is its ISO 3166 code ("PT"); None where no city of it is known.
        """
        ...

    def zone_at(self, latitude: float, longitude: float) -> str | None:
        """Give the zone of a point on Earth, in degrees; None where no point is named so."""
        ...
