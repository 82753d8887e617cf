"""The database: what learners did, kept on SQLite or PostgreSQL behind the core's ports."""

from storage.errors import DatabaseRefused
from storage.gateway import migrate, open_gateway

__all__ = ["DatabaseRefused", "migrate", "open_gateway"]
