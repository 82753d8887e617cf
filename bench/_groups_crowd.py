"""A study group with a crowd in it, in a database of ours."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import storage
from core.destination import Destination
from core.group import GroupId, Plan
from core.learner import Account
from core.ownership import Audience, RoadmapFile
from core.place import PlaceKind
from core.ports import UnitOfWork
from core.reminder import Schedule
from core.roadmap_markdown import parse
from core.use_cases.board import show_on_board
from core.use_cases.explaining import set_buddy
from core.use_cases.group_setup import set_up, start_group
from core.use_cases.membership import Visitor, join_group
from core.use_cases.rhythm import set_pause
from core.weekdays import Days

PLATFORM, CHAT = "bench", "crowd"
PLACE = Destination(PLATFORM, CHAT, PlaceKind.GROUP)
GROUP = GroupId(1)
ZONE = "Europe/Berlin"
FIRST_POST = datetime(2026, 5, 4, 7, tzinfo=UTC)
"""Nine in the morning of a Monday in Berlin."""
_EVE = FIRST_POST - timedelta(hours=12)

ACTING = 50
"""So many study every day, and are buddies too."""
PAUSED = 20
_ROADMAP = Path(__file__).parent.parent / "roadmaps" / "python-backend-developer.md"

# Each of the new ones is like the last of those there.
_NEW = """
    CREATE TEMPORARY TABLE new AS
    WITH RECURSIVE new(id) AS (SELECT :there + 1 UNION ALL SELECT id + 1 FROM new WHERE id < :all)
    SELECT id FROM new WHERE id <= :all
"""
_LIKE_THE_LAST = (
    """
    INSERT INTO learner (id, zone, language, joined, enrolment)
    SELECT new.id, zone, language, joined, new.id FROM new JOIN learner ON learner.id = :there
    """,
    """
    INSERT INTO account (platform, user, learner)
    SELECT platform, CAST(new.id AS TEXT), new.id FROM new JOIN account ON learner = :there
    """,
    """
    INSERT INTO enrolment (id, learner, roadmap, started)
    SELECT new.id, new.id, roadmap, started FROM new JOIN enrolment ON learner = :there
    """,
    """
    INSERT INTO group_member ("group", learner, name, joined, on_board, buddy)
    SELECT "group", new.id, name, joined, on_board, buddy
    FROM new JOIN group_member ON learner = :there
    """,
    "UPDATE study_group SET members = :all",
)


def account(member: int) -> Account:
    """Give the account of a member, counted from 1."""
    return Account(PLATFORM, str(member))


def visitor(member: int) -> Visitor:
    """Say what a member is called who presses a button in the group."""
    return Visitor(f"Member {member}", "en", (PLATFORM, CHAT))


def gather(path: Path, members: int, *, all_buddies: bool = False) -> None:
    """Make the database: a group that is at work from ``FIRST_POST`` on.

    All members want to be seen on the board. The first ``ACTING`` of them are buddies, the next
    ``PAUSED`` are in a pause, in a group of any size; with ``all_buddies`` the others are some too.
    """
    url = f"sqlite:///{path}"
    storage.migrate(url)
    there = ACTING + PAUSED + 1
    with closing(storage.open_gateway(url)) as gateway:
        asyncio.run(gateway.run(_begin))
        # What a unit of work wrote itself it reads anew each time; this is a large roadmap.
        asyncio.run(gateway.run(partial(_come, members=there)))
    with closing(sqlite3.connect(path)) as database, database:
        known = {"there": there, "all": members}
        for statement in (_NEW, *_LIKE_THE_LAST):
            database.execute(statement, known)
        if all_buddies:
            database.execute("UPDATE group_member SET buddy = 1")


def _begin(work: UnitOfWork) -> None:
    file = RoadmapFile(_ROADMAP.name, _ROADMAP.read_bytes())
    outline = parse(file.source, name=file.name)
    roadmap = work.roadmaps.add(
        "python", outline, file=file, owner=None, audience=Audience.PUBLIC, added=_EVE
    )
    plan = Plan(roadmap.id, Schedule(9 * 60, Days.DAILY, ZONE))
    set_up(work, account(1), _EVE, PLACE, plan)
    start_group(work, account(1), _EVE, PLACE)


def _come(work: UnitOfWork, members: int) -> None:
    for number in range(1, members + 1):
        who = account(number)
        join_group(work, who, _EVE, PLACE, visitor(number))
        show_on_board(work, who, _EVE, PLACE, on=True)
        if number <= ACTING:
            here = Destination(PLATFORM, who.user)
            set_buddy(work, who, _EVE, PLACE, on=True, here=here)
        elif number <= ACTING + PAUSED:
            set_pause(work, who, _EVE, "90d")
