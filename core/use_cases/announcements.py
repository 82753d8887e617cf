"""Announcements: what a platform was told last, so that it is told again only what changed."""

from core.ports import UnitOfWork


def announced(work: UnitOfWork, prefix: str) -> dict[str, str]:
    """Give the digest of what was announced in each scope whose name begins with ``prefix``."""
    return dict(work.announcements.of(prefix))


def keep_announcement(work: UnitOfWork, scope: str, digest: str) -> None:
    """Remember that a platform took an announcement in a scope, by its digest."""
    work.announcements.save(scope, digest)
    work.commit()


def forget_announcement(work: UnitOfWork, scope: str) -> None:
    """Forget a scope in which nothing is announced any more."""
    work.announcements.forget(scope)
    work.commit()
