"""Places: the bot is let in, sent away, or moves along with a chat."""

from dataclasses import replace
from datetime import datetime

from core.place import KnownPlace, PlaceKind
from core.ports import UnitOfWork


def pause_place(
    work: UnitOfWork, now: datetime, platform: str, chat: str, kind: PlaceKind
) -> KnownPlace:
    """Say nothing more in a place, since it was blocked or left; the first pause counts."""
    place = work.places.of(platform, chat) or KnownPlace(platform, chat, kind)
    return _kept(work, place if place.paused_at else replace(place, paused_at=now))


def resume_place(work: UnitOfWork, platform: str, chat: str, kind: PlaceKind) -> KnownPlace:
    """Speak in a place, again or for the first time."""
    return _kept(work, KnownPlace(platform, chat, kind))


def paused_places(work: UnitOfWork, platform: str) -> frozenset[str]:
    """Name the chats of a platform where nothing is said, to be resumed when somebody speaks."""
    return work.places.paused(platform)


def move_place(work: UnitOfWork, platform: str, old_chat: str, new_chat: str) -> None:
    """Let all that is kept under a chat's old name be kept under its new one.

    Told twice, it changes nothing more. Where both were known, the new one's state stays.
    """
    work.places.move(platform, old_chat, new_chat)
    work.destinations.move(platform, old_chat, new_chat)
    work.roadmaps.move(platform, old_chat, new_chat)
    work.groups.move(platform, old_chat, new_chat)
    work.commit()


def _kept(work: UnitOfWork, place: KnownPlace) -> KnownPlace:
    work.places.save(place)
    work.commit()
    return place
