"""Focus views: the message of a session in each of its phases, and its report, word by word."""

from datetime import timedelta
from inspect import cleandoc

import pytest

from bot.dialogue.reply import Items, Reply
from bot.dialogue.views.focus import length_words, rounds_words, session_shown
from core.destination import Destination
from core.focus import Participant, Rounds, SessionId
from core.learner import Account, LearnerId
from core.place import PlaceKind
from core.use_cases.focus import shown_of
from tests.bot.dialogue.shown import shown
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork, Shelf

ALONE = Destination("console", "ada")
READERS = Destination("console", "readers", PlaceKind.GROUP)
TWICE = Rounds(50, 10, 2)
FIRST = "Focus: round 1 of 2"
HOSTILE = "@everyone *Bob* \u202e<b>\n/done\u2066 שלום"


def reads(reply: Reply, golden: str) -> None:
    assert shown(reply) == cleandoc(golden)


def session_at(
    minutes: int,
    rounds: Rounds = TWICE,
    place: Destination = READERS,
    *,
    ended: int | None = None,
    people: tuple[tuple[str, str | None], ...] = (("Ada", "read chapter 3"), ("Bob", None)),
) -> Reply:
    """Show a session some minutes after it was begun by the first of the people."""
    work = FakeUnitOfWork(Shelf())
    host = work.learners.add(
        Account("console", "ada"), zone="Europe/Lisbon", language="en", joined=NOON
    )
    session = work.sessions.add(place, host.id, rounds, at=NOON)
    for number, (name, task) in enumerate(people):
        learner = LearnerId(host.id + number)
        joined = NOON + timedelta(minutes=5 * number)
        work.sessions.join(Participant(session.id, learner, name, task, joined))
    if ended is not None:
        work.sessions.end(session.id, at=NOON + timedelta(minutes=ended))
    now = NOON + timedelta(minutes=minutes)
    return session_shown(shown_of(work, work.sessions.get(SessionId(1)), now))


def test_a_round_says_until_when_and_who_does_what() -> None:
    reads(
        session_at(10),
        """
        public
        # Focus: round 1 of 2
        Work until @12:50 Lisbon time, then 10 minutes of rest.
        - *Ada*: read chapter 3
        - *Bob*
        > What will you do? Say it here: `/task` and your words.
        [Join -> focus|how=join|session=1] [Leave -> focus|how=leave|session=1] [End -> focus|how=end|session=1]
        (What will you do? -> task|session=1|words=)
        """,  # noqa: E501 - a line stands as it is read
    )


@pytest.mark.parametrize(
    ("minutes", "rounds", "heading", "line"),
    [
        (0, Rounds(25), "Focus", "Work until @12:25 Lisbon time."),
        (55, TWICE, "Focus: a break", "Rest until @13:00 Lisbon time, then round 2 of 2."),
        (60, TWICE, "Focus: round 2 of 2", "Work until @13:50 Lisbon time."),
        (0, Rounds(9, 0, 2), FIRST, "Work until @12:09 Lisbon time, then the next round."),
        (0, Rounds(9, 1, 2), FIRST, "Work until @12:09 Lisbon time, then 1 minute of rest."),
        (
            0,
            Rounds(20, 0, 2),
            "Focus: round 1 of 2",
            "Work until @12:20 Lisbon time, then the next round.",
        ),
        (
            0,
            Rounds(20, 1, 2),
            "Focus: round 1 of 2",
            "Work until @12:20 Lisbon time, then 1 minute of rest.",
        ),
    ],
)
def test_each_phase_has_its_words(minutes: int, rounds: Rounds, heading: str, line: str) -> None:
    assert shown(session_at(minutes, rounds)).splitlines()[1:3] == [f"# {heading}", line]


def test_alone_there_are_no_names_and_nobody_to_join() -> None:
    reads(
        session_at(10, Rounds(25), ALONE, people=(("Ada", "read"),)),
        """
        public
        # Focus
        Work until @12:25 Lisbon time.
        *Your task*: read
        > What will you do? Say it here: `/task` and your words.
        [End -> focus|how=end|session=1]
        (What will you do? -> task|session=1|words=)
        """,
    )
    reads(
        session_at(25, Rounds(25), ALONE, people=(("Ada", None),)),
        """
        public
        # Focus: over
        Begun at @12:00 Lisbon time, 25 minutes of work.
        > What you worked counts in `/stats`.
        [Once more -> focus|how=25]
        """,
    )


def test_the_report_says_what_each_of_them_worked() -> None:
    reads(
        session_at(110),
        """
        public
        # Focus: over
        Begun at @12:00 Lisbon time, 1 hour 40 minutes of work.
        - *Ada*, 1 hour 40 minutes: read chapter 3
        - *Bob*, 1 hour 35 minutes
        > What you worked counts in `/stats`.
        [Once more -> focus|how=50/10 x2]
        """,
    )


def test_the_report_of_a_session_that_was_ended_says_so() -> None:
    lines = shown(session_at(200, ended=5)).splitlines()

    assert lines[2:5] == [
        "Begun at @12:00 Lisbon time, ended early, after 5 minutes of work.",
        "- *Ada*, 5 minutes: read chapter 3",
        "- *Bob*, less than a minute",
    ]


def test_names_and_tasks_stay_on_their_line_and_steer_nothing() -> None:
    lines = shown(session_at(6, people=((HOSTILE, HOSTILE), ("\u202e\u200b", None)))).splitlines()

    clean = "@everyone *Bob* <b> /done שלום"
    assert lines[3:5] == [f"- *{clean}*: {clean}", "- *somebody*"]


def test_twenty_people_are_listed_and_the_others_counted() -> None:
    crowd = tuple((f"{'N' * 99}{number}", "t" * 199) for number in range(45))

    (listed,) = (each for each in session_at(300, people=crowd).blocks if isinstance(each, Items))

    assert len(listed.lines) == 21
    assert listed.lines[-1] == ("and 25 more",)
    assert len(shown(session_at(300, people=crowd))) < 4000


@pytest.mark.parametrize(
    ("rounds", "words"),
    [
        (Rounds(1), "1 minute"),
        (Rounds(25), "25 minutes"),
        (Rounds(25, 0, 4), "4 rounds of 25 minutes"),
        (Rounds(50, 10, 3), "3 rounds of 50 minutes with breaks of 10"),
    ],
)
def test_rounds_are_said_in_full(rounds: Rounds, words: str) -> None:
    assert rounds_words(rounds) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (59, "less than a minute"),
        (60, "1 minute"),
        (3599, "59 minutes"),
        (3600, "1 hour"),
        (9000, "2 hours 30 minutes"),
        (360000, "100 hours"),
    ],
)
def test_lengths_are_said_in_hours_and_whole_minutes(seconds: int, words: str) -> None:
    assert length_words(timedelta(seconds=seconds)) == words
