"""What a host is told when a database cannot be used at all."""

from core.errors import StudyError


class DatabaseRefused(StudyError):
    """Refuse a database by its address or its version, saying what to do instead."""
