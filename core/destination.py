"""A destination: where a learner is written to unasked."""

from dataclasses import dataclass

from core.place import PlaceKind


@dataclass(frozen=True, slots=True)
class Destination:
    """A chat or channel of a platform, and a thread in it."""

    platform: str
    chat: str
    kind: PlaceKind = PlaceKind.PRIVATE
    thread: str | None = None
