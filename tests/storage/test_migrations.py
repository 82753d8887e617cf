"""Migrations lead to the very tables that the code speaks of, and never past them."""

import asyncio
import re
from contextlib import closing

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine, text

import storage
from core.destination import Destination
from core.learner import Enrolment, EnrolmentId, Learner, LearnerId
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.quiet import Quiet
from core.rhythm import PLAIN_RHYTHM
from core.roadmap import RoadmapId
from storage.address import address
from storage.engine import engine_of
from storage.migrations import downgrade
from storage.tables import metadata
from tests.storage.scenes import ANN, JOINED, ZONE, enrol

_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
_POSTGRES = """
    SELECT 'column', table_name, column_name || ' ' || data_type || ' ' || is_nullable
           || ' ' || coalesce(column_default, '')
    FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT 'constraint', conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
"""

# SQLite writes a column that was added on the line of the one before.
_ADDED_COLUMN = re.compile(r", (?=\w+ [A-Z])")

_LEARNER_THEN = """
    INSERT INTO learner (id, zone, language, joined)
    VALUES (7, 'Europe/Berlin', 'en', '2026-05-03T07:15:30.250001+00:00')
"""
_DESTINATION_THEN = """
    INSERT INTO destination (id, learner, platform, chat, kind, thread)
    VALUES (3, 7, 'telegram', '-42', 'group', '9')
"""
_PREFERENCES_THEN = """
    INSERT INTO preference (learner, quiet_begin, quiet_end, streak_news)
    VALUES (7, 1320, 420, FALSE)
"""
_ENROLMENT_THEN = (
    "INSERT INTO account VALUES ('console', 'ann', 7)",
    """
    INSERT INTO roadmap VALUES (5, 'python', 'Python', '[]', 1, '2026-05-03T07:15:30.250001+00:00')
    """,
    "INSERT INTO enrolment VALUES (4, 7, 5, '2026-05-03T07:15:30.250001+00:00')",
    "UPDATE learner SET enrolment = 4",
)


def described(url: str) -> set[tuple[str, str, tuple[str, ...]]]:
    """Give all that a database says of itself, but for Alembic's own table.

    The columns and constraints of a SQLite table are told line by line; their order is nothing.
    """
    engine = create_engine(address(url))
    with engine.connect() as connection:
        rows = connection.execute(text(_SQLITE if engine.name == "sqlite" else _POSTGRES)).all()
    engine.dispose()
    return {
        (what, name, tuple(sorted(line.strip("\t ,") for line in _lines(words))))
        for what, name, words in rows
        if name != "alembic_version"
    }


def _lines(words: str) -> list[str]:
    return _ADDED_COLUMN.sub("\n", words).splitlines()


def destinations(
    unit: UnitOfWork, learner: LearnerId
) -> tuple[tuple[Destination, ...], Destination | None]:
    return unit.destinations.of_learner(learner), unit.destinations.asked(learner)


def fill_older(url: str, revision: str, *statements: str) -> None:
    """Make the tables of an earlier version, and write in them."""
    engine = engine_of(address(url))
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", "storage:migrations")
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def make_newer(url: str) -> None:
    """Say in a database that a later version migrated it."""
    engine = create_engine(address(url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()


def test_the_migrations_make_the_tables_of_the_code(database_url: str, empty_url: str) -> None:
    engine = create_engine(address(empty_url))
    metadata.create_all(engine)
    engine.dispose()

    assert described(database_url) == described(empty_url)


def test_migrating_again_changes_nothing_and_keeps_what_is_there(database_url: str) -> None:
    with closing(storage.open_gateway(database_url)) as gateway:
        enrolled = asyncio.run(gateway.run(enrol()))
    before = described(database_url)

    storage.migrate(database_url)

    assert described(database_url) == before
    with closing(storage.open_gateway(database_url)) as gateway:
        found = asyncio.run(gateway.run(lambda unit: unit.learners.of_account(ANN)))
    assert found == enrolled.learner


def test_destinations_of_an_older_database_are_kept_and_none_is_asked_for(empty_url: str) -> None:
    fill_older(empty_url, "0003", _LEARNER_THEN, _DESTINATION_THEN)

    storage.migrate(empty_url)

    with closing(storage.open_gateway(empty_url)) as gateway:
        found = asyncio.run(gateway.run(lambda unit: destinations(unit, LearnerId(7))))
    assert found == ((Destination("telegram", "-42", PlaceKind.GROUP, "9"),), None)


def test_learners_of_an_older_database_keep_what_they_said_and_the_rest_is_as_usual(
    empty_url: str,
) -> None:
    fill_older(empty_url, "0004", _LEARNER_THEN, *_ENROLMENT_THEN, _PREFERENCES_THEN)

    storage.migrate(empty_url)

    ann, enrolment = LearnerId(7), EnrolmentId(4)
    with closing(storage.open_gateway(empty_url)) as gateway:
        found = asyncio.run(
            gateway.run(
                lambda unit: (
                    unit.learners.of_account(ANN),
                    unit.preferences.of_learner(ann),
                    unit.enrolments.get(enrolment),
                    unit.enrolments.target(enrolment),
                )
            )
        )
    assert found == (
        Learner(ann, ZONE, "en", JOINED, enrolment, PLAIN_RHYTHM),
        Preferences(Quiet(1320, 420), streak_news=False, badges=True, dark_pictures=False),
        Enrolment(enrolment, ann, RoadmapId(5), JOINED),
        None,
    )


def test_going_down_takes_everything_away_and_up_again_brings_it_back(database_url: str) -> None:
    before = described(database_url)
    engine = engine_of(address(database_url))

    downgrade(engine)
    empty = {row for row in described(database_url) if row[1] != "sqlite_sequence"}
    engine.dispose()
    storage.migrate(database_url)

    assert empty == set()
    assert described(database_url) == before


def test_a_migration_that_fails_halfway_leaves_the_database_as_it_was(empty_url: str) -> None:
    engine = create_engine(address(empty_url))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE event (in_the_way INTEGER)"))
    engine.dispose()
    before = described(empty_url)

    with pytest.raises(storage.DatabaseRefused, match="event"):
        storage.migrate(empty_url)

    assert described(empty_url) == before


def test_a_database_newer_than_the_code_is_refused_and_left_alone(database_url: str) -> None:
    make_newer(database_url)
    before = described(database_url)

    for use in (storage.migrate, storage.open_gateway):
        with pytest.raises(storage.DatabaseRefused, match=r"made by a newer version .*9999"):
            use(database_url)

    assert described(database_url) == before


def test_a_database_without_tables_is_refused_with_the_command_that_makes_them(
    empty_url: str,
) -> None:
    with pytest.raises(storage.DatabaseRefused, match="python -m bot migrate"):
        storage.open_gateway(empty_url)
