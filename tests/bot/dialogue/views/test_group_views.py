"""Group views: what a group reads of its days, and words short enough to be shown in passing."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue.posts import post
from bot.dialogue.reply import Link, Paragraph, Reply
from bot.dialogue.views.group_card import group_card
from bot.dialogue.views.group_words import past_words, quorum_words, today_words
from bot.dialogue.views.study_group import IN_PASSING, done_in_group, joined, left
from bot.discord.render import rendered as on_discord
from bot.telegram.render import rendered as on_telegram
from core.history import EventKind
from core.quorum import QuorumStreak
from core.roadmap import Resource
from core.use_cases.group_setup import look_at_group
from core.use_cases.live import FinishedShown, PostShown, WeekShown
from core.use_cases.membership import Left, join_group
from core.use_cases.study import Place
from tests.bot.dialogue.every_view import PLAIN_COURSE, enrolled
from tests.bot.dialogue.group_views import ADA, BOB, GROUP, VISITOR, at_work, pressed
from tests.bot.dialogue.shown import shown
from tests.builders import NOON
from tests.fakes.unit_of_work import FakeUnitOfWork

EMOJI = "👩\u200d🎓" * 200
MONDAY = date(2026, 11, 23)


@pytest.fixture
def work() -> FakeUnitOfWork:
    """Give a group at work."""
    made = enrolled(PLAIN_COURSE)
    at_work(made)
    return made


def told(reply: Reply) -> str:
    """Give what a private reply of one line tells, which has no buttons."""
    (block,) = reply.blocks
    assert isinstance(block, Paragraph)
    assert (reply.private, reply.buttons, reply.asks) == (True, (), None)
    return "".join(part for part in block.line if isinstance(part, str))


def posted(work: FakeUnitOfWork) -> PostShown:
    group = work.groups.get(GROUP)
    topic = work.roadmaps.get(group.plan.roadmap).topics[0]
    return PostShown(group, "Course", topic, Place(1, 2), MONDAY, 4, 6, 12, QuorumStreak())


@pytest.mark.parametrize(
    ("studied", "needed", "words"),
    [
        (0, 1, "Nobody has studied yet today; 1 makes the day count."),
        (0, 3, "Nobody has studied yet today; 3 make the day count."),
        (1, 2, "1 studied today, 1 more makes the day count."),
        (4, 6, "4 studied today, 2 more make the day count."),
        (6, 6, "6 studied today: the day counts."),
        (2500, 1200, "2,500 studied today: the day counts."),
        (0, 0, "The day needs nothing."),
        (3, 0, "3 studied today: the day counts."),
        (0, None, "No post today."),
        (2, None, "No post today; 2 studied."),
    ],
)
def test_today_is_said_in_words(studied: int, needed: int | None, words: str) -> None:
    assert today_words(studied, needed) == words


@pytest.mark.parametrize(
    ("studied", "needed", "words"),
    [
        (6, 6, "6 studied that day: it counted."),
        (4, 6, "4 studied that day; 6 would have made it count."),
        (1, 0, "1 studied that day: it counted."),
        (0, 0, "That day needed nothing."),
    ],
)
def test_a_day_that_is_over_is_said_so(studied: int, needed: int, words: str) -> None:
    assert past_words(studied, needed) == words


@pytest.mark.parametrize(
    ("quorum", "words"), [(50, "half of the members"), (66, "66% of the members")]
)
def test_a_quorum_is_said_in_words(quorum: int, words: str) -> None:
    assert quorum_words(quorum) == words


def test_what_is_told_of_a_press_fits_in_passing_whatever_the_titles(work: FakeUnitOfWork) -> None:
    result = pressed(work)
    (completion,) = result.done.new
    topic = replace(completion.topic, number=123456, title=EMOJI)
    done = replace(result.done, new=(replace(completion, topic=topic),))
    roadmap = replace(work.roadmaps.get(result.group.plan.roadmap), title=EMOJI)
    entry = join_group(work, ADA, NOON, GROUP, VISITOR)
    long = [
        done_in_group(replace(result, done=done, joined=True, elsewhere=EMOJI)),
        done_in_group(replace(result, done=done, studied=123456, needed=234567)),
        joined(
            replace(
                entry,
                course=replace(entry.course, roadmap=roadmap),
                is_new=True,
                elsewhere=EMOJI,
            )
        ),
        left(Left(result.group, roadmap)),
    ]

    assert [len(told(each).encode("utf-16-le")) // 2 <= IN_PASSING for each in long] == [True] * 4
    assert "to leave: /study leave" in told(long[0])
    assert "/study leave" in told(long[2])


def test_who_had_done_the_topic_before_joining_is_told_so(work: FakeUnitOfWork) -> None:
    done = pressed(work)

    again = replace(done, done=replace(done.done, new=(), known=done.done.new))

    assert told(done_in_group(again)).startswith(
        "You had done this: #1 Installing Python. 1 studied"
    )


def test_a_title_that_was_cut_ends_its_sentence(work: FakeUnitOfWork) -> None:
    result = pressed(work)
    (completion,) = result.done.new
    topic = replace(completion.topic, text="t" * 300)
    done = replace(result.done, new=(replace(completion, topic=topic),))

    words = told(done_in_group(replace(result, done=done, joined=True, elsewhere="e" * 300)))

    assert "t… You are in" in words
    assert words.endswith("e…")


def test_a_post_is_one_message_however_long_its_topic(work: FakeUnitOfWork) -> None:
    shown_now = posted(work)
    links = tuple(Resource("w" * 300, f"https://docs.example/{'x' * 300}{n}") for n in range(20))
    topic = replace(
        shown_now.topic, title="t" * 3000, hint="h" * 3000, path=("s" * 3000,), resources=links
    )

    reply = post(replace(shown_now, topic=topic, late=True, times=3))

    linked = [each for each in reply.blocks if isinstance(each, Link)]
    assert Paragraph((f"and {20 - len(linked)} more links in the details",)) in reply.blocks
    assert len(linked) >= 2
    assert (len(on_telegram(reply).parts), len(on_discord(reply, owner=None))) == (1, 1)


def test_a_post_that_is_out_of_the_ordinary_says_so(work: FakeUnitOfWork) -> None:
    second = "Post 2 on this topic, until enough have done it."
    lines = shown(post(replace(posted(work), late=True, times=2))).splitlines()

    assert lines[4:6] == [
        "4 studied today, 2 more make the day count.",
        f"> This comes late, since I was away at its time. {second}",
    ]


def test_a_post_says_that_all_are_in_a_pause(work: FakeUnitOfWork) -> None:
    lines = shown(post(replace(posted(work), studied=0, needed=0, members=0))).splitlines()

    assert lines[4:6] == ["Everybody here is in a pause.", "The day needs nothing."]


def test_who_does_a_topic_again_is_told_so(work: FakeUnitOfWork) -> None:
    done = pressed(work)
    (completion,) = done.done.new
    event = replace(completion.event, kind=EventKind.REVIEWED)

    again = replace(done, done=replace(done.done, new=(replace(completion, event=event),)))

    assert told(done_in_group(again)).startswith("Done again: #1 Installing Python. 1 studied")


def test_a_week_and_an_end_are_summed_up_without_a_name(work: FakeUnitOfWork) -> None:
    group = work.groups.get(GROUP)
    streak = QuorumStreak(5, 9, 1)
    week = WeekShown(group, "Course", MONDAY, date(2026, 11, 29), 12, 4, 6, 7, streak)

    assert shown(post(week)).splitlines() == [
        "public",
        "# Your week: Mon 23 Nov to Sun 29 Nov",
        "*Course*",
        "12 topics done by 4 members. 6 of 7 days counted.",
        "The group's streak: 5 days in a row, 1 freeze left.",
        "[Board -> board|group=1]",
    ]
    assert shown(post(FinishedShown(group, "Course", 90, streak))).splitlines()[1:4] == [
        "# The group has come to the end!",
        "*Course*",
        "It took 90 posts. The group's longest streak is 9 days.",
    ]


def test_bob_is_no_part_of_what_the_group_reads(work: FakeUnitOfWork) -> None:
    pressed(work)

    assert work.learners.of_account(BOB) is not None
    assert "Bob" not in shown(post(posted(work)))


@pytest.mark.parametrize("stopped", [True, False])
def test_a_group_without_a_roadmap_says_that_no_posts_come_and_what_to_choose(
    work: FakeUnitOfWork, *, stopped: bool
) -> None:
    card = look_at_group(work, ADA, NOON, GROUP)
    group = replace(card.group, next_post=None) if stopped else card.group

    lines = shown(
        group_card(replace(card, group=group, roadmap=None, topic=None), NOON)
    ).splitlines()

    assert "No posts: choose a roadmap that all here see." in lines
    assert "[Choose a roadmap -> study settings|group=1|show=roadmap]" in lines
