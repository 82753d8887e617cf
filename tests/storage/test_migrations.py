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
from core.ownership import Audience, Ownership
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.preferences import Preferences
from core.quiet import Quiet
from core.reconcile import Name
from core.rhythm import PLAIN_RHYTHM
from core.roadmap import RoadmapId
from storage.address import address
from storage.engine import engine_of
from storage.migrations import downgrade
from storage.tables import metadata
from tests.storage.roadmap_scenes import (
    SECOND_FILE,
    edit,
    everything,
    join,
    own,
    ownership,
    take_back,
)
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

# SQLite writes a column that was added on the line of the one before, its reference behind it.
_ADDED_COLUMN = re.compile(r', (?="?\w+"? [A-Z])')
_ADDED_REFERENCE = re.compile(r"(\w+) (\w+) (CONSTRAINT \w+) (?=REFERENCES)")

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
_TOPIC_THEN = """
    INSERT INTO topic (id, roadmap, number, path, title, text, kind, depth, resources, details,
                       line, ticked)
    VALUES ({}, {}, {}, '["One"]', '{}', '{}', 'topic', {}, '[]', '[]', 1, FALSE)
"""
_NESTED_THEN = (
    (20, 5, 1, "Alpha", 1),
    (19, 5, 2, "Ä ''quoted''", 2),
    (18, 5, 3, "Inside", 3),
    (17, 5, 4, "Beside", 2),
    (16, 5, 5, "Beta", 1),
    (15, 6, 1, "Of another", 1),
)
_OTHER_ROADMAP_THEN = """
    INSERT INTO roadmap VALUES (6, 'other', 'Other', '[]', 1, '2026-05-03T07:15:30.250001+00:00')
"""


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
    apart = _ADDED_REFERENCE.sub(r"\1 \2\n\3 FOREIGN KEY(\1) ", words)
    return _ADDED_COLUMN.sub("\n", apart).splitlines()


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


def test_roadmaps_of_an_older_database_are_the_hosts_and_know_what_their_topics_are_nested_in(
    empty_url: str,
) -> None:
    topics = (
        _TOPIC_THEN.format(identity, roadmap, number, title, title, depth)
        for identity, roadmap, number, title, depth in _NESTED_THEN
    )
    fill_older(empty_url, "0005", _LEARNER_THEN, *_ENROLMENT_THEN, _OTHER_ROADMAP_THEN, *topics)

    storage.migrate(empty_url)

    python = RoadmapId(5)
    with closing(storage.open_gateway(empty_url)) as gateway:
        its, file, names, called, seen = asyncio.run(
            gateway.run(
                lambda unit: (
                    unit.roadmaps.ownership(python),
                    unit.roadmaps.file(python),
                    [each.name for each in unit.roadmaps.known_topics(python)],
                    [each.text for each in unit.roadmaps.called(python, "ä 'quoted'", 20)],
                    [each.slug for each in unit.roadmaps.visible(None, None)],
                )
            )
        )
    assert its == Ownership(python, None, Audience.PUBLIC, None, 0, JOINED, JOINED)
    assert file is None
    assert names == [
        Name(("One",), "Beta"),
        Name(("One",), "Beside", ("Alpha",)),
        Name(("One",), "Inside", ("Alpha", "Ä 'quoted'")),
        Name(("One",), "Ä 'quoted'", ("Alpha",)),
        Name(("One",), "Alpha"),
    ]
    assert called == ["Ä 'quoted'"]
    assert seen == ["other", "python"]


def test_an_older_roadmap_is_updated_and_rolled_back_to_having_no_file(empty_url: str) -> None:
    fill_older(
        empty_url,
        "0005",
        _LEARNER_THEN,
        *_ENROLMENT_THEN,
        _TOPIC_THEN.format(20, 5, 1, "Alpha", "Alpha", 1),
    )
    storage.migrate(empty_url)
    python = RoadmapId(5)

    with closing(storage.open_gateway(empty_url)) as gateway:
        before = asyncio.run(gateway.run(everything(python)))
        asyncio.run(gateway.run(edit(python)))
        updated = asyncio.run(gateway.run(lambda unit: unit.roadmaps.file(python)))
        asyncio.run(gateway.run(take_back(python)))
        after = asyncio.run(gateway.run(everything(python)))

    assert updated == SECOND_FILE
    assert (after.file, after.topics) == (None, before.topics)
    assert [each for each in after.known if not each.retired] == list(before.known)


def test_going_down_takes_everything_away_and_up_again_brings_it_back(database_url: str) -> None:
    before = described(database_url)
    engine = engine_of(address(database_url))

    downgrade(engine)
    empty = {row for row in described(database_url) if row[1] != "sqlite_sequence"}
    engine.dispose()
    storage.migrate(database_url)

    assert empty == set()
    assert described(database_url) == before


def test_roadmaps_that_learners_brought_are_in_the_way_of_going_down(database_url: str) -> None:
    with closing(storage.open_gateway(database_url)) as gateway:
        ann = asyncio.run(gateway.run(join(ANN)))
        mine = asyncio.run(gateway.run(own("mine", owner=ann)))
    engine = engine_of(address(database_url))

    with pytest.raises(storage.DatabaseRefused, match="1 roadmap"):
        downgrade(engine)
    engine.dispose()

    with closing(storage.open_gateway(database_url)) as gateway:
        assert asyncio.run(gateway.run(ownership(mine.id))).audience is Audience.OWNER


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
