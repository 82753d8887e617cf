"""What was told to platforms, and what was handled of theirs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Announcements(Protocol):
    """Remember what platforms were told, by scope ("discord:1:global"), as a digest."""

    def of(self, prefix: str) -> Mapping[str, str]:
        """Give the digest of each scope whose name begins with ``prefix``."""
        ...

    def save(self, scope: str, digest: str) -> None:
        """Write the digest of a scope, known before or not."""
        ...

    def forget(self, scope: str) -> None:
        """Forget a scope, known or not."""
        ...


class Receipts(Protocol):
    """Remember what was handled, by the key that its platform tells it from all else by."""

    def take(self, key: str, *, at: datetime) -> bool:
        """Take a key; say False where it was taken before, by a unit of work that was kept."""
        ...

    def forget(self, before: datetime) -> int:
        """Forget the keys taken before an instant; say how many they were."""
        ...
