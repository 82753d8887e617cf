"""Live messages in memory."""

from dataclasses import replace
from datetime import date, datetime

from core.destination import Destination
from core.live import EDIT_EVERY, LiveEnd, LiveId, LiveKey, LiveMessage
from tests.fakes.group_shelf import GroupShelf, KeptLive
from tests.fakes.rules import utc


class FakeLiveMessages:
    """Keep live messages in memory."""

    def __init__(self, shelf: GroupShelf) -> None:
        self._shelf = shelf

    def open(self, key: LiveKey, place: Destination, *, due: datetime) -> None:
        """Let a live message be sent; one that is there already stays as it is."""
        if key not in self._rows:
            self._shelf.live_made += 1
            live = LiveMessage(LiveId(self._shelf.live_made), key, place)
            self._rows[key] = KeptLive(live, utc(due), rests_until=utc(due))

    def touch(self, key: LiveKey, *, at: datetime) -> None:
        """Let a live message be shown anew since what it shows has changed, as often as may be."""
        kept = self._rows.get(key)
        if kept is not None and kept.end is None:
            due = max(utc(at), kept.rests_until)
            due = due if kept.due is None else min(kept.due, due)
            self._rows[key] = replace(kept, due=due, touched=True)

    def lease(
        self, platform: str, now: datetime, *, until: datetime, most: int
    ) -> tuple[LiveMessage, ...]:
        """Take the live messages of a platform that are due, the longest due first."""
        due = sorted(
            (kept.due, kept.live.id, key)
            for key, kept in self._rows.items()
            if kept.live.place.platform == platform
            and kept.due is not None
            and kept.due <= now
            and (kept.leased_until is None or kept.leased_until <= now)
        )
        return tuple(self._take(key, utc(until)) for _, _, key in due[:most])

    def release(self, platform: str) -> int:
        """Let all that is leased of a platform be due; say how many these are."""
        leased = [
            key
            for key, kept in self._rows.items()
            if kept.live.place.platform == platform
            and kept.leased_until is not None
            and not kept.live.sending
        ]
        for key in leased:
            self._rows[key] = replace(self._rows[key], leased_until=None)
        return len(leased)

    def hold(self, live: LiveMessage, *, until: datetime, sending: bool) -> bool:
        """Hold a leased message until then, as it is about to be shown; False where it is lost."""
        kept = self._held(live)
        if kept is None:
            return False
        held = replace(kept.live, sending=sending)
        self._rows[live.key] = replace(kept, live=held, leased_until=utc(until))
        return True

    def shown(
        self, live: LiveMessage, message: str, *, at: datetime, again: datetime | None
    ) -> None:
        """Write that a leased message was sent or edited; it changes by itself at ``again``."""
        kept = self._held(live)
        if kept is None:
            return
        at, due = utc(at), None if again is None else utc(again)
        rests_until = at + EDIT_EVERY
        if kept.touched:
            due = rests_until if due is None else min(due, rests_until)
        shown = replace(kept.live, message=message, shown=at, failed=0, sending=False)
        self._rows[live.key] = KeptLive(shown, due, rests_until)

    def put_off(
        self, live: LiveMessage, *, due: datetime, failed: bool, sending: bool = False
    ) -> None:
        """Give a leased message back until it is due again; ``sending``: it may have been sent."""
        kept = self._held(live)
        if kept is not None:
            later = replace(kept.live, failed=kept.live.failed + failed, sending=sending)
            self._rows[live.key] = KeptLive(later, utc(due), rests_until=utc(due))

    def end(self, live: LiveMessage, end: LiveEnd) -> bool:
        """Let a leased message be shown no more; False where it is lost, or has ended."""
        kept = self._held(live)
        if kept is None:
            return False
        self._rows[live.key] = replace(kept, due=None, leased_until=None, end=end)
        return True

    def next_due(self, platform: str) -> datetime | None:
        """Say when a live message of a platform is due next, or was; None where none is."""
        return min(
            (
                kept.leased_until or kept.due
                for kept in self._rows.values()
                if kept.live.place.platform == platform and kept.due is not None
            ),
            default=None,
        )

    def forget(self, before: date, *, most: int) -> int:
        """Forget some live messages that have ended, of dates before one; say how many."""
        old = [key for key, kept in self._rows.items() if kept.end and key.date < before]
        for key in old[:most]:
            del self._rows[key]
        return len(old[:most])

    @property
    def _rows(self) -> dict[LiveKey, KeptLive]:
        return self._shelf.live

    def _take(self, key: LiveKey, until: datetime) -> LiveMessage:
        kept = self._rows[key]
        live = replace(kept.live, leases=kept.live.leases + 1)
        self._rows[key] = replace(kept, live=live, leased_until=until, touched=False)
        return live

    def _held(self, live: LiveMessage) -> KeptLive | None:
        kept = self._rows.get(live.key)
        held = kept is not None and (kept.end, kept.live.leases) == (None, live.leases)
        return kept if held else None
