"""Promises of what comes unasked: when the clock is set, and in the piped terminal."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.console.unasked import MOST_MESSAGES, MOST_STOPS, Deliver
from bot.dialogue.messenger import Messenger
from core.ports import Clock
from tests.bot.console.conftest import NOON, Post, new_session

Transcript = Callable[..., str]

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def due(post: Post, *letters: tuple[datetime, str, str]) -> None:
    """Let things fall due, each at an instant, for a person, in a group or in private."""

    async def put() -> None:
        for at, to, group in letters:
            await post.put(at, to, group)

    asyncio.run(put())


def test_the_clock_stops_wherever_something_is_due_and_says_the_local_time(
    transcript: Transcript, post: Post
) -> None:
    due(post, (NOON + DAY, "you", ""), (NOON + HOUR, "you", ""))

    printed = transcript(":clock +2d", "/tell")

    assert printed == (
        "> :clock +2d\n"
        "< Mon 23 Nov, 13:00 WET\n"
        "Due 13:00.\n"
        "[1] Tell\n"
        "\n"
        "< Tue 24 Nov, 12:00 WET\n"
        "Due 12:00.\n"
        "[1] Tell\n"
        "\n"
        "The clock stands at 2026-11-25 12:00 UTC.\n"
        "\n"
        "> /tell\n"
        "you (UTC) in private you at 25 Nov 12:00\n"
        "\n"
    )
    assert post.delivered == [NOON + HOUR, NOON + DAY]


def test_what_was_due_before_comes_as_soon_as_the_clock_is_set(
    transcript: Transcript, post: Post
) -> None:
    due(post, (NOON - 9 * DAY, "you", ""))
    assert transcript(":clock +1d").startswith("> :clock +1d\n< Mon 23 Nov, 12:00 WET\nDue 12:00.")
    assert post.delivered == [NOON]


def test_the_way_back_delivers_nothing_and_the_same_way_again_nothing_more(
    transcript: Transcript, post: Post
) -> None:
    due(post, (NOON + HOUR, "you", ""), (NOON + 3 * DAY, "you", ""))

    printed = transcript(
        ":clock 2026-11-20T12:00Z", ":clock +4d", ":clock 2026-11-20T12:00Z", ":clock +4d"
    )

    assert printed.count("< ") == 1
    assert post.delivered == [NOON + HOUR]


def test_the_way_back_delivers_not_even_what_was_due_before(
    transcript: Transcript, post: Post
) -> None:
    due(post, (NOON - 9 * DAY, "you", ""))
    assert transcript(":clock 2026-11-20T12:00Z") == (
        "> :clock 2026-11-20T12:00Z\nThe clock stands at 2026-11-20 12:00 UTC.\n\n"
    )


def test_nothing_comes_in_a_transcript_whose_clock_is_not_set(
    transcript: Transcript, post: Post
) -> None:
    due(post, (NOON - HOUR, "you", ""))
    assert transcript(":clock", "/secret") == (
        "> :clock\nIt is 2026-11-23 12:00 UTC.\n\n> /secret\n42\n\n"
    )


def test_what_comes_for_others_or_elsewhere_says_so(transcript: Transcript, post: Post) -> None:
    due(
        post,
        (NOON + 1 * HOUR, "you", ""),
        (NOON + 2 * HOUR, "Ben", ""),
        (NOON + 3 * HOUR, "you", "#readers"),
        (NOON + 4 * HOUR, "Ben", "#readers"),
    )

    printed = transcript(":in readers", ":clock +1d")

    assert [line for line in printed.splitlines() if line.startswith("<")] == [
        "< Mon 23 Nov, 13:00 WET in private",
        "< Mon 23 Nov, 14:00 WET, to Ben in private",
        "< Mon 23 Nov, 15:00 WET in #readers",
        "< Mon 23 Nov, 16:00 WET, to Ben in #readers",
    ]


def test_buttons_that_came_are_pressed_by_whom_they_are_for_where_they_are(
    transcript: Transcript, post: Post
) -> None:
    due(post, (NOON + HOUR, "Ben", "#readers"))

    printed = transcript(
        ":in readers", ":clock +1d", ":press 1", ":as Ben", "1", ":in private", ":press 1"
    )

    answers = [answer for _, answer in (turn.split("\n", 1) for turn in printed.split("> ")[3:])]
    nothing = "There is no button to press here yet.\n\n"
    assert answers == [
        nothing,
        "Speaking as Ben, in the group #readers.\n\n",
        "Ben (UTC) in group #readers at 24 Nov 12:00\n\n",
        "Speaking as Ben, in private.\n\n",
        nothing,
    ]


def test_a_walk_past_very_much_jumps_to_its_end(transcript: Transcript, post: Post) -> None:
    due(post, *((NOON + n * HOUR, "you", "") for n in range(1, MOST_MESSAGES + 10)))

    printed = transcript(":clock +1w")

    assert post.delivered == [
        *(NOON + n * HOUR for n in range(1, MOST_MESSAGES + 1)),
        NOON + 7 * DAY,
    ]
    assert printed.endswith(
        "\n\nSo much was due that the clock took the rest of the way in one step. "
        "The clock stands at 2026-11-30 12:00 UTC.\n\n"
    )


def test_a_walk_ends_even_where_nothing_that_is_due_goes_away(post: Post) -> None:
    instants: list[datetime] = []

    def opens(_messenger: Messenger, clock: Clock) -> Deliver:
        async def deliver() -> None:
            instants.append(clock.now())

        return deliver

    async def walk() -> bool:
        await post.put(NOON + MINUTE)
        session = new_session(post, opens)
        return await session.unasked.walk(NOON + DAY)

    assert asyncio.run(walk()) is False
    assert instants == [*[NOON + MINUTE] * MOST_STOPS, NOON + DAY]


def test_where_the_database_is_gone_the_clock_says_where_it_got_to(
    transcript: Transcript, post: Post
) -> None:
    post.gateway.close()
    assert transcript(":clock +1d", "/tell") == (
        "> :clock +1d\n"
        "The database does not say what is due. The clock stands at 2026-11-23 12:00 UTC.\n"
        "\n"
        "> /tell\n"
        "you (UTC) in private you at 23 Nov 12:00\n"
        "\n"
    )
