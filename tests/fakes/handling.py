"""What was told to platforms, and what was handled of theirs, in memory."""

from collections.abc import Mapping
from datetime import datetime

from tests.fakes.rules import utc
from tests.fakes.shelf import Shelf


class FakeAnnouncements:
    """Remember in memory what platforms were told."""

    def __init__(self, shelf: Shelf) -> None:
        self._digests = shelf.announcements

    def of(self, prefix: str) -> Mapping[str, str]:
        """Give the digest of each scope whose name begins with ``prefix``."""
        return {scope: it for scope, it in self._digests.items() if scope.startswith(prefix)}

    def save(self, scope: str, digest: str) -> None:
        """Write the digest of a scope, known before or not."""
        self._digests[scope] = digest

    def forget(self, scope: str) -> None:
        """Forget a scope, known or not."""
        self._digests.pop(scope, None)


class FakeReceipts:
    """Remember in memory what was handled."""

    def __init__(self, shelf: Shelf) -> None:
        self._receipts = shelf.receipts

    def take(self, key: str, *, at: datetime) -> bool:
        """Take a key; say False where it was taken before."""
        if key in self._receipts:
            return False
        self._receipts[key] = utc(at)
        return True

    def forget(self, before: datetime) -> int:
        """Forget the keys taken before an instant; say how many they were."""
        old = [key for key, at in self._receipts.items() if at < before]
        for key in old:
            del self._receipts[key]
        return len(old)
