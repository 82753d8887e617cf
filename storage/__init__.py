"""The database: what learners did, kept on SQLite or PostgreSQL behind the core's ports."""

from storage.errors import DatabaseRefused
from storage.gateway import migrate, open_gateway
from storage.leadership import Leadership, open_leadership

__all__ = ["DatabaseRefused", "Leadership", "migrate", "open_gateway", "open_leadership"]
