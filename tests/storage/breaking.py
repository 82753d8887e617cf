"""Ways to break what the storage stands on."""

import psycopg

_OTHERS = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


def end_connections(url: str) -> None:
    """End all connections to a database, and see them ended."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SELECT pg_terminate_backend(pid) {_OTHERS}")
        while connection.execute(f"SELECT 1 {_OTHERS}").fetchone():
            pass
