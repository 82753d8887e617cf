"""Forged buttons: whoever presses what was made for another changes and sees only their own."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import storage
from bot.dialogue.invocation import Attachment, Call, Place
from bot.dialogue.reply import Reply
from tests.bot.dialogue.every_view import PLAIN_COURSE, VIEWS, enrolled
from tests.bot.dialogue.group_talk import GROUP, OTHER, PEOPLE, GroupTalk, group_talk
from tests.bot.dialogue.shown import shown

MARK = "secret"
"""Stands in all that Ada wrote, and in the roadmap that she brought."""

DIARY = b"# Secret diary\n\n- [ ] Secret page\n"

ADAS = (
    "max: /study here",
    "max: study settings|group=1|do=start",
    "ada@: /tz Lisbon",
    "ada@: /switch python",
    "ada@: /done 1-2",
    "ada@: /skip",
    "ada@: /note 1 secret thought",
    "ada@: /daily 8:30",
    "ada@: /remind",
    "ada@: /remind 1",
    "ada@: /settings",
    "ada@: /goal 5/week",
    "ada@: /pause 2026-12-01 to 2026-12-05",
    "+1440",
    "ada: study done|group=1|topic=3",
    "ada: /study details",
    "ada: /board on",
    "ada: /buddy on",
    "ada@: /board",
    "ada@: /buddy",
    "ada: /focus 50",
    "ada: /task secret plan",
    "ada: /focus",
    "ada@: /next",
    "ada@: /progress",
    "ada@: /topic 1",
    "ada@: /roadmap list",
    "ada@: /roadmap show secret",
    "ada@: /roadmap share link",
    "ada@: /roadmap remove secret",
    "ada@: /reset",
    "ada@: /export json",
    "ada@: /undo",
    "ada: study done|group=1|topic=5",
)
TYPED = "8:30"
"""What is written into a form."""

NOT_A_LEARNER, A_LEARNER = (), ("eve@: /switch python", "eve@: /done 4", "eve@: /daily 9")
ALONE, ELSEWHERE = Place("telegram", "eve"), OTHER


@pytest.mark.parametrize("place", [ALONE, ELSEWHERE], ids=["alone", "in another group"])
@pytest.mark.parametrize("hers", [NOT_A_LEARNER, A_LEARNER], ids=["nobody", "a learner"])
def test_no_button_of_one_learner_lets_another_touch_or_see_what_is_theirs(
    hers: tuple[str, ...], place: Place, tmp_path: Path
) -> None:
    file = tmp_path / "study.db"
    storage.migrate(f"sqlite:///{file}")

    async def run() -> None:
        async with group_talk(f"sqlite:///{file}") as talk:
            forms = await _adas(talk)
            for line in hers:
                await talk.hear(line)
            kept = _not_eves(file)
            for form in sorted(forms):
                reply = await talk.dispatcher.pressed(form, PEOPLE["eve"], place, now=talk.now)

                assert not _tells(reply, form), f"{form} tells\n{shown(reply)}"
                changed = kept - _not_eves(file)
                assert not changed, f"{form} changed what is not Eve's: {changed}"

    asyncio.run(run())


SHARED = {"study_group", "group_day", "live_message"}
"""What a mate in Ada's own group may change by what they do themselves: its counts and posts."""

SEEN_BY_ALL = {"board", "focus", "task"}
"""Commands that tell a mate what Ada shows to all in the group."""


@pytest.mark.parametrize("hers", [NOT_A_LEARNER, A_LEARNER], ids=["nobody", "a learner"])
def test_no_button_lets_a_mate_of_the_same_group_settle_it_or_touch_what_is_anothers(
    hers: tuple[str, ...], tmp_path: Path
) -> None:
    file = tmp_path / "study.db"
    storage.migrate(f"sqlite:///{file}")

    async def run() -> None:
        async with group_talk(f"sqlite:///{file}") as talk:
            forms = await _adas(talk)
            for line in hers:
                await talk.hear(line)
            kept = {row for row in _not_eves(file) if row[0] not in SHARED}
            settled = _plan(file)
            for form in sorted(forms):
                reply = await talk.dispatcher.pressed(form, PEOPLE["eve"], GROUP, now=talk.now)

                if form.partition("|")[0] not in SEEN_BY_ALL:
                    assert not _tells(reply, form), f"{form} tells\n{shown(reply)}"
                changed = kept - _not_eves(file)
                assert not changed, f"{form} changed what is not Eve's: {changed}"
                assert _plan(file) == settled, f"{form} settled the group"

    asyncio.run(run())


async def _adas(talk: GroupTalk) -> set[str]:
    """Let Ada do what she can, and give what every button that she ever sees carries."""
    begun = dict.fromkeys(_forms(view(enrolled(PLAIN_COURSE))) for view in VIEWS.values())
    forms = {form for each in begun for form in each}
    alone = Place("telegram", "ada")

    async def read() -> bytes:
        return DIARY

    diary = Attachment("diary.md", len(DIARY), read)
    now, ada = talk.now, PEOPLE["ada"]
    reply = await talk.dispatcher.said("/roadmap add", ada, alone, now=now, attachment=diary)
    (add, *_) = _forms(reply)
    await talk.dispatcher.pressed(add, ada, alone, now=now)
    for line in ADAS:
        if line.startswith("+"):
            await talk.last(line, "ada@: /help")
        else:
            forms.update(_forms(await talk.hear(line)))
    for each in talk.posts:
        forms.update(_forms(each))
    return forms


def _forms(reply: Reply) -> tuple[str, ...]:
    pressed = [button.invokes.short() for row in reply.buttons for button in row]
    if reply.asks is not None:
        asked = reply.asks
        separator = "|"
        pressed.append(f"{asked.invokes.short()}{separator}{asked.parameter}={TYPED}")
    return tuple(pressed)


def _tells(reply: Reply, form: str) -> bool:
    """Say whether a reply has anything that Ada wrote, or her name, beside what was pressed."""
    told = shown(reply)
    for value in Call.of_short(form).arguments.values():
        told = told.replace(f"“{value}”", "")
    if reply.document is not None:
        told += reply.document.content.decode()
    return MARK in told.casefold() or "Ada" in told


def _not_eves(file: Path) -> set[tuple[object, ...]]:
    """Give all rows of a database that are not Eve's."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        return set(_rows(connection))


def _plan(file: Path) -> list[tuple[object, ...]]:
    """Give what its managers chose for each group, and when it posts next."""
    with contextlib.closing(sqlite3.connect(file)) as connection:
        cursor = connection.execute("select * from study_group")
        counted = [column[0] for column in cursor.description].index("members")
        return [(*row[:counted], *row[counted + 1 :]) for row in cursor]


def _rows(connection: sqlite3.Connection) -> Iterator[tuple[object, ...]]:
    query = "select learner from account where user = 'eve'"
    eve = {row[0] for row in connection.execute(query)}
    hers = {
        row[0]
        for each in eve
        for row in connection.execute("select id from enrolment where learner = ?", (each,))
    }
    tables = [
        row[0]
        for row in connection.execute(
            "select name from sqlite_master where type = 'table' and name != 'sqlite_sequence'"
        )
    ]
    for table in tables:
        cursor = connection.execute(f'select * from "{table}"')  # noqa: S608 - a name of our own
        names = [column[0] for column in cursor.description]
        for row in cursor:
            named = dict(zip(names, row, strict=True))
            learner = named.get("id") if table == "learner" else named.get("learner")
            if learner not in eve and named.get("enrolment") not in hers:
                yield (table, *row)
